"""The official-channel list as readers' pages need it, and the content revision."""

import json
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings

from operators.editions.reading import listings, with_text
from operators.links import OfficialList, official_list
from operators.models.printed import ContentRevision
from operators.vocabulary import DEFAULT_LANGUAGE, Channel, SubjectKind


def official_channels(now: datetime) -> OfficialList:
    """The hosts, numbers and addresses of the live operators' contact points, and this site's own host."""
    pairs: list[tuple[str, str]] = []
    for row in with_text(listings(SubjectKind.OPERATOR, now=now), DEFAULT_LANGUAGE, "document"):
        operator = json.loads(row.text)
        pairs += [(point["channel"], point["value"]) for point in operator["contact_points"]]
        if operator["homepage"]:
            pairs.append((Channel.WEBSITE, operator["homepage"]))
    own = (urlsplit(settings.KB_SITE_URL).hostname or "").lower()
    return official_list(pairs, own_hosts=[own] if own else [])


def content_revision() -> int:
    """The number that moves with every public change; 0 on an empty site."""
    return ContentRevision.objects.filter(pk=1).values_list("number", flat=True).first() or 0
