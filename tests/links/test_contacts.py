"""Contact points and the list that they make."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from operators.links import OfficialList, official_list
from operators.models.working import ContactPoint
from operators.vocabulary import Channel
from tests.deceptive import DECEPTIVE
from tests.factories import tr


@given(st.text("ab.-", max_size=12), st.frozensets(st.text("ab.-", max_size=5), max_size=4))
def test_a_host_is_in_the_list_or_below_a_host_of_it(host: str, hosts: frozenset[str]) -> None:
    below = any(host == known or host.endswith(f".{known}") for known in hosts)
    assert OfficialList(hosts=hosts).has_host(host) == below


@pytest.mark.parametrize("channel", [*Channel])
def test_a_contact_point_of_a_deceptive_kind_fails_its_own_check(channel: str) -> None:
    """A link of a trick is refused at saving; a plain host or number that is new is for the reviewer to clear."""
    for name, target in DECEPTIVE.items():
        point = ContactPoint(key="k", channel=channel, value=target, position=0, label=tr("x"))
        try:
            point.clean()
        except ValidationError:
            continue
        official = official_list([(channel, target)])
        assert official.hosts | official.numbers | official.emails, f"{name} passes as a name, and it is none"
