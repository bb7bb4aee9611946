"""Short ways to write the documents that the self-check reads."""

from typing import Any

Row = dict[str, Any]


def question(
    key: str, *codes: str, asked_when: tuple[str, list[str]] | None = None, order: int = 0, group: str = ""
) -> Row:
    return {
        **({"group": group} if group else {}),
        "key": key,
        "text": f"{key}?",
        "how_to_find_out": f"find out {key}",
        "order": order,
        "asked_when": {"question": asked_when[0], "options": asked_when[1]} if asked_when else None,
        "options": [{"code": code, "label": code.upper()} for code in codes or ("no", "yes")],
    }


def condition(key: str, question: str, when: list[str], outcome: str, **other: Any) -> Row:
    return {
        "key": key,
        "question": question,
        "when": when,
        "outcome": outcome,
        "channels": [],
        "text": f"{key} stands in the way",
        "remedy": "" if outcome == "not_possible" else f"mend {key}",
        "lead_time_days": 0,
        "valid_days": None,
        "irreversible": False,
        "our_advice": False,
        "sources": [1],
        **other,
    }


def route(channel: str, support: str = "yes", store_visit: str = "never", **other: Any) -> Row:
    return {
        "key": channel,
        "channel": channel,
        "role": "request",
        "support": support,
        "store_visit": store_visit,
        "store_visit_deadline": None,
        "note": f"by {channel}",
        "our_advice": False,
        "sources": [1],
        **other,
    }


def step(key: str, number: int, channels: list[str] | None = None, proof: str = "") -> Row:
    return {
        "key": key,
        "number": number,
        "channels": channels or [],
        "title": key,
        "body": "",
        "prepare": "",
        "proof": proof,
        "duration": "",
        "our_advice": False,
        "sources": [1],
    }


def fact(key: str, value: Any, unit: str, **other: Any) -> Row:
    return {
        "row": f"{key}-{value}",
        "key": key,
        "value": value,
        "unit": unit,
        "qualifier": "",
        "standing": "adopted",
        "applies_from": None,
        "applies_until": None,
        "in_force": "yes",
        "area": "",
        "our_advice": False,
        "sources": [1],
        **other,
    }


def milestone(event: str, from_day: int, to_day: int | None = None, **other: Any) -> Row:
    return {
        "key": f"{event}-{from_day}",
        "clock": "last_top_up",
        "balance": "any",
        "plan": "",
        "from_day": from_day,
        "to_day": to_day,
        "event": event,
        "standing": "adopted",
        "our_advice": False,
        "sources": [1],
        **other,
    }


def source(number: int, key: str) -> Row:
    return {"number": number, "key": key, "url": f"https://example.org/{key}", "title": key}


def document(slug: str, **other: Any) -> Row:
    return {
        "kind": "policy",
        "slug": slug,
        "language": "en",
        "edition": {"number": 1, "effective_from": "2026-01-01", "published_at": "2026-01-01T00:00:00Z"},
        "operator": {"slug": "claro", "name": "Claro"},
        "country": "PE",
        "line_type": "prepaid",
        "not_checked": [],
        "cautions": [],
        "facts": [],
        "milestones": [],
        "routes": [],
        "steps": [],
        "questions": [],
        "conditions": [],
        "contact_points": [],
        "freshness": {"state": "fresh"},
        "sources": [source(1, f"{slug}-source")],
        **other,
    }


def policy(**other: Any) -> Row:
    return document("claro-cancellation-prepaid", **other)


def country(**other: Any) -> Row:
    edition = {"number": 2, "effective_from": "2025-12-26", "published_at": "2026-01-01T00:00:00Z"}
    return document("pe-cancellation", operator=None, **{"edition": edition, **other})
