"""The link policy: where a published text may lead. Pure: standard library and ``vocabulary`` alone.

It is asked three times, by saving (shape), by publishing (shape and list) and by rendering (shape and list), so that
a phishing link needs three failures. Shape means: no trick in the address itself. The list is the published contact
points: a host in it (or below it), a number in it.

Sources are another matter: a citation may lead anywhere that the reviewer has cleared, so only its shape is checked
here, together with the names of operators that must not be borrowed.
"""

from operators.links.borrowing import borrowed_name
from operators.links.contacts import check_contact_value, official_list
from operators.links.numbers import number_forms
from operators.links.official import OfficialList
from operators.links.refusal import Fault, LinkRefused
from operators.links.shape import check_source_url, check_url, hidden_character, host_of
from operators.links.targets import Target, check_target, link_destinations, targets
from operators.links.texts import readings, text_problems

__all__ = [
    "Fault",
    "LinkRefused",
    "OfficialList",
    "Target",
    "borrowed_name",
    "check_contact_value",
    "check_source_url",
    "check_target",
    "check_url",
    "hidden_character",
    "host_of",
    "link_destinations",
    "number_forms",
    "official_list",
    "readings",
    "targets",
    "text_problems",
]
