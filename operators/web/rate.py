"""How many reports one client may send in an hour, counted over all processes of a machine as requests to the API are.

Several machines count for themselves: what bounds them all is the queue (`reports.receive`).
"""

import time

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from kb.clients import client
from operators.counting import MachineCounter, free_again

SLICE_SECONDS = 300

machine = MachineCounter(settings.KB_DATA_DIR / "reports.counts")


def wait(request: HttpRequest) -> int:
    """Count a report: 0 where it may be sent, else in how many seconds one may be."""
    limit = settings.KB_REPORT_RATE
    if not limit:
        return 0
    moment = time.time()
    newest = int(moment // SLICE_SECONDS)
    # Not the address itself: it would stand in a file for an hour.
    who = salted_hmac("operators.web.rate", client(request), algorithm="sha256").digest()[:16]
    counts = machine.take(who, newest, limit)
    return max(int(free_again(counts, newest, SLICE_SECONDS) - moment), 1) if sum(counts) > limit else 0
