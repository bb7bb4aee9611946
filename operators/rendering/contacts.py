"""Official contact points: what to press, and from where it can be reached."""

from typing import Any
from urllib.parse import urlsplit

from operators import links
from operators.rendering.scribe import Scribe
from operators.rendering.values import dialled
from operators.vocabulary import Channel

Data = dict[str, Any]

ADDRESSES = (Channel.WEBSITE, Channel.CHAT, Channel.REGULATOR_FORM)


def contact_points(points: list[Data], scribe: Scribe) -> list[Data]:
    """``[{"channel", "label", "value", "href", "host", "hours", "reach": [{"from", "word", "code"}]}]``."""
    return [
        {
            "channel": scribe.word("channel", point["channel"]),
            "label": point["label"],
            "value": shown(point),
            "href": href(point),
            "hours": scribe.inline(point["hours"]),
            "reach": [
                {"from": scribe.say(f"reach_{place}"), "code": code, "word": scribe.word("reach", code)}
                for place, code in point["reach"].items()
            ],
        }
        for point in points
    ]


def shown(point: Data) -> str:
    """An address by its host alone, everything else as it is dialled or typed."""
    if point["channel"] in ADDRESSES:
        return (urlsplit(point["value"]).hostname or point["value"]).removeprefix("www.")
    return str(point["value"])


def href(point: Data) -> str:
    """Where it leads; empty for an app, a store, or a value that breaks the link policy's rules of shape."""
    channel, value = point["channel"], point["value"]
    try:
        links.check_contact_value(channel, value)
    except links.LinkRefused:
        return ""
    if channel in ADDRESSES:
        return str(value)
    if channel == Channel.PHONE:
        return f"tel:{dialled(value)}"
    return f"mailto:{value}" if channel == Channel.EMAIL else ""
