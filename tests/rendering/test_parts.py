"""Parts of pages: texts from another language, contact points, footnotes, disagreements, histories."""

from typing import Any

from operators.links import OfficialList
from operators.rendering import history_rows, question_groups, question_rows
from operators.rendering.change import difference_page
from operators.rendering.contacts import contact_points
from operators.rendering.facts import disagreement
from operators.rendering.footnotes import Footnotes
from operators.rendering.scribe import Scribe

OFFICIAL = OfficialList(hosts=frozenset({"claro.com.pe"}))
EN = Scribe("en", OFFICIAL)
REACH = {"own_line": "yes", "country": "no", "abroad": "unknown"}


def source(number: int, **columns: Any) -> dict[str, Any]:
    values = {
        "number": number,
        "key": f"s{number}",
        "url": f"https://news.example/{number}",
        "title": f"Report {number}",
        "publisher": "News",
        "kind": "press",
        "language": "es",
        "published_on": "2025-08-25",
        "retrieved_on": "2026-11-22",
        "quote": None,
    }
    return values | columns


def fact(value: object, standing: str = "adopted", **columns: Any) -> dict[str, Any]:
    key = columns.pop("key", "keep_alive_without_balance")
    row = {"key": key, "value": value, "unit": "day", "standing": standing, "in_force": "yes", "sources": [1]}
    return row | columns


def test_a_text_from_another_language_says_which() -> None:
    document = {"language": "en", "fallbacks": [{"path": "/title", "language": "es"}, {"path": "/s", "language": "es"}]}
    scribe = Scribe.of(document, OFFICIAL)
    assert scribe.plain("Dar de baja", "/title") == '<span lang="es">Dar de baja</span>'
    assert scribe.block("Sí", "/s") == '<div lang="es"><p>Sí</p></div>'
    assert scribe.plain("Cancel", "/summary") == "Cancel"
    assert scribe.plain("", "/title") == ""


def test_contact_points_lead_where_they_say_and_nowhere_else() -> None:
    values = {
        "website": "https://www.claro.com.pe/personas/",
        "phone": "(01) 611 7777",
        "email": "ayuda@claro.com.pe",
        "app": "Mi Claro",
        "store": "Av. Nicolás Arriola 480",
    }
    points = [{"channel": c, "label": c, "value": v, "reach": REACH, "hours": ""} for c, v in values.items()]
    shown = {one["label"]: (one["value"], one["href"]) for one in contact_points(points, EN)}
    assert shown == {
        "website": ("claro.com.pe", "https://www.claro.com.pe/personas/"),
        "phone": ("(01) 611 7777", "tel:016117777"),
        "email": ("ayuda@claro.com.pe", "mailto:ayuda@claro.com.pe"),
        "app": ("Mi Claro", ""),
        "store": ("Av. Nicolás Arriola 480", ""),
    }
    reach = contact_points(points, EN)[0]["reach"]
    assert [(one["from"], one["word"]) for one in reach] == [
        ("from a line of that operator", "yes"),
        ("within the country", "no"),
        ("from abroad", "not published"),
    ]


def test_a_contact_point_with_a_trick_in_it_is_no_link() -> None:
    for channel, value in {"website": "javascript:alert(1)", "phone": "080#<x>", "chat": "https://a@b.pe/"}.items():
        point = {"channel": channel, "label": "x", "value": value, "reach": REACH, "hours": ""}
        assert contact_points([point], EN)[0]["href"] == ""


def test_footnotes_of_two_documents_are_one_list() -> None:
    own = {"slug": "own", "sources": [source(1, key="a"), source(2, key="b")]}
    country = {"slug": "pe", "sources": [source(1, key="b"), source(2, key="c")]}
    notes = Footnotes(EN, own, country)
    assert notes.cite(own, [1, 2]) == [1, 2]
    assert notes.cite(country, [1, 2]) == [2, 3]
    assert notes.cite(country, [9]) == []
    assert [one["number"] for one in notes.listed()] == [1, 2, 3]


def test_a_source_is_linked_only_to_a_web_address() -> None:
    def linked(url: str | None) -> tuple[str, str]:
        row = Footnotes(EN, {"slug": "x", "sources": [source(1, url=url)]}).listed()[0]
        return row["url"], row["host"]

    assert linked("http://old.example/a") == ("http://old.example/a", "old.example")
    assert linked("javascript:alert(1)") == ("", "")
    assert linked(None) == ("", "")


def test_a_disagreement_is_said_with_who_says_what() -> None:
    document = {"sources": [source(1), source(2, publisher="OSIPTEL", published_on="2025-10")]}
    facts = [fact(255, sources=[2]), fact(240, "disputed", sources=[1])]
    assert disagreement(facts, document, EN) == (
        "Sources differ: 255 days (OSIPTEL, October 2025) and 240 days (News, 25 August 2025). Plan on 240 days."
    )


def test_no_disagreement_where_there_is_none() -> None:
    document = {"sources": [source(1)]}
    same = [fact(240), fact(240, "disputed")]
    other_case = [fact(90, key="suspension_without_balance"), fact(365, key="suspension_without_balance")]
    replaced = [fact(240), fact(300, "superseded")]
    for facts in (same, other_case, replaced, [fact(240)]):
        assert disagreement(facts, document, EN) == ""


def test_the_longer_deadline_is_reckoned_with() -> None:
    document = {"sources": [source(1, publisher=None, kind="document", published_on=None)]}
    facts = [
        fact(1, key="termination_deadline", unit="business_day", in_force="unknown"),
        fact(5, key="termination_deadline", unit="business_day"),
        fact(24, "disputed", key="termination_deadline", unit="hour", sources=[]),
    ]
    assert disagreement(facts, document, EN).endswith(" Allow up to 5 business days.")
    assert "(our advice)" in disagreement(facts, document, EN)
    assert "1 business day (document without an address)" in disagreement(facts, document, EN)


def test_a_disagreement_of_another_kind_gives_no_advice() -> None:
    document = {"sources": [source(1)]}
    facts = [fact(v, s, key="debt_blocks", unit="yes_no") for v, s in (("no", "adopted"), ("yes", "disputed"))]
    assert disagreement(facts, document, EN) == (
        "Sources differ: No (News, 25 August 2025) and Yes (News, 25 August 2025)."
    )


def edition(number: int, **columns: Any) -> dict[str, Any]:
    values = {
        "number": number,
        "effective_from": "2025-01-01",
        "effective_basis": "stated",
        "effective_to": None,
        "published_at": "2026-11-22T12:00:00Z",
        "significance": "policy_changed",
        "note": "",
        "origin": "",
        "four_eyes": True,
    }
    return values | columns


def test_history_compares_each_edition_with_the_one_before_that_can_be_read() -> None:
    history = [edition(4), edition(3, withdrawn=True), edition(2), edition(1)]
    assert [row["compare_with"] for row in history_rows(history, "en")] == [2, None, 1, None]


def test_an_ended_edition_says_until_when() -> None:
    row = history_rows([edition(1, effective_to="2025-12-26", effective_basis="first_reported")], "es")[0]
    assert row["since"] == (
        "Rige desde el 1 de enero de 2025 (primera noticia en esta fecha; no se sabe qué día empezó a regir)"
    )
    assert row["until"] == "hasta el 26 de diciembre de 2025"


def test_difference_leaves_out_what_tells_a_reader_nothing() -> None:
    changes = [
        {"path": "/facts/a/sources", "old": ["x"], "new": ["y"]},
        {"path": "/facts/a/value", "old": 5, "new": 1},
        {"path": "/facts/b", "old": None, "new": {"key": "fee", "row": "b", "value": "0.00", "unit": "money",
                                                  "currency": "PEN", "standing": "adopted"}},
        {"path": "/questions/debt/group", "old": None, "new": "line"},
        {"path": "/not_checked", "old": ["one", "two"], "new": ["two", "three"]},
    ]  # fmt: skip
    compared = {"slug": "p", "language": "en", "from": edition(1), "to": edition(2), "changes": changes}
    parts = {part["title"]: part["changes"] for part in difference_page(compared)["parts"]}
    assert parts["Facts"] == [
        {"where": "a › Value", "old": "5", "new": "1"},
        {"where": "Fee", "old": "", "new": "S/\u00a00.00\nPEN\nAdopted here"},
    ]
    assert parts["Not checked"] == [{"where": "", "old": "one", "new": "three"}]


def test_a_difference_names_its_rows_and_not_their_keys() -> None:
    document = {
        "steps": [{"key": "ask", "title": "Ask for it"}],
        "facts": [{"row": "a", "key": "termination_deadline"}],
        "conditions": [{"key": "no-sms", "question": "sms"}],
        "questions": [{"key": "sms", "text": "Do texts arrive?", "options": []}],
    }
    gone = {"key": "old", "title": "The old step", "body": "Do it.", "sources": []}
    changes = [
        {"path": "/steps/ask/body", "old": "A", "new": "B"},
        {"path": "/steps/old", "old": gone, "new": None},
        {"path": "/steps/unknown/body", "old": "A", "new": "B"},
        {"path": "/facts/a/value", "old": 5, "new": 1},
        {"path": "/conditions/no-sms/remedy", "old": "A", "new": "B"},
        {"path": "/summary", "old": "A", "new": "B"},
    ]
    compared = {"slug": "p", "language": "en", "from": edition(1), "to": edition(2), "changes": changes}
    found = [one["where"] for part in difference_page(compared, document)["parts"] for one in part["changes"]]
    assert found == [
        "Ask for it › Text",
        "The old step",
        "unknown › Text",
        "Time to cancel the line › Value",
        "Do texts arrive? › What to do",
        "",
    ]


def test_a_question_under_another_says_when_it_counts() -> None:
    options = [{"code": "yes", "label": "Yes"}, {"code": "no", "label": "No"}]
    parent = {"key": "sms", "text": "Does it get SMS?", "how_to_find_out": "", "asked_when": None, "options": options}
    child = parent | {"key": "sim", "text": "The SIM?", "asked_when": {"question": "sms", "options": ["no"]}}
    orphan = parent | {"key": "x", "asked_when": {"question": "not here", "options": ["no"]}}
    rows = question_rows([parent, child, orphan], {"sms": "no"}, "en", OFFICIAL)
    assert [row["only_if"] for row in rows] == ["", "Only counts if you answered “No” to: Does it get SMS?", ""]
    assert [[o["code"] for o in row["options"] if o["chosen"]] for row in rows] == [["no"], ["unknown"], ["unknown"]]


def test_a_difference_says_answers_in_words_and_no_codes() -> None:
    question = {
        "key": "line_holder",
        "text": "Whose name is it in?",
        "options": [{"code": "mine", "label": "Mine"}, {"code": "other", "label": "Someone else's"}],
    }
    block = {
        "number": 1,
        "effective_from": "2026-01-01",
        "effective_basis": "stated",
        "effective_to": None,
        "published_at": "2026-01-01T00:00:00Z",
        "significance": "policy_changed",
        "note": "",
        "four_eyes": True,
    }
    caution = {
        "key": "law",
        "kind": "legal",
        "text": "It is punished.",
        "shown_when": {"question": "line_holder", "options": ["mine", "other"]},
        "sources": [1],
    }
    unknown = caution | {"shown_when": {"question": "long_gone", "options": ["a_code"]}}
    compared = {
        "slug": "x",
        "language": "en",
        "from": block,
        "to": block | {"number": 2},
        "changes": [
            {"path": "/cautions/law", "old": None, "new": caution},
            {"path": "/cautions/other", "old": unknown, "new": None},
        ],
    }
    [part] = difference_page(compared, {"questions": [question]})["parts"]
    assert [(one["old"], one["new"]) for one in part["changes"]] == [
        ("", "It is punished.\nWhose name is it in? Mine or Someone else's"),
        ("It is punished.", ""),
    ]


def rows(**groups: str) -> list[dict[str, Any]]:
    questions = [
        {"key": key, "text": key, "how_to_find_out": "", "asked_when": None, "options": []}
        | ({"group": group} if group else {})
        for key, group in groups.items()
    ]
    return question_rows(questions, {}, "en", OFFICIAL)


def test_questions_without_a_group_have_a_heading_only_after_others() -> None:
    def headings(found: list[dict[str, Any]]) -> list[tuple[str, str, list[str]]]:
        return [(one["code"], one["title"], [row["key"] for row in one["rows"]]) for one in found]

    assert headings(question_groups(rows(a="", b=""), "en")) == [("other", "", ["a", "b"])]
    assert headings(question_groups(rows(a="holder", b="holder", c="linked", d=""), "en")) == [
        ("holder", "Holder and documents", ["a", "b"]),
        ("linked", "What hangs on the number", ["c"]),
        ("other", "Other questions", ["d"]),
    ]
    assert question_groups([], "en") == []
