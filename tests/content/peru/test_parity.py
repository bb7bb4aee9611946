"""Every published document says the same in its three languages: rows, codes, links, placeholders, dates, numbers."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from operators.models.printed import EditionText
from operators.vocabulary import LANGUAGES
from tests.content.peru.parity import dates, differences, links, numbers, placeholders, spelled
from tests.peru import peru_pack

Data = dict[str, Any]


def editions() -> dict[str, dict[str, Data]]:
    """Every edition that was ever printed, past ones too: ``{"policy pe-cancellation 1": {"es": {…}, …}}``."""
    found: dict[str, dict[str, Data]] = {}
    for text in EditionText.objects.select_related("edition"):
        name = f"{text.edition.kind} {text.edition.slug} {text.edition.number}"
        found.setdefault(name, {})[text.language] = json.loads(text.document)
    return found


@pytest.mark.usefixtures("peru")
def test_every_edition_says_the_same_in_three_languages() -> None:
    every = editions()
    pack = peru_pack()
    assert len(every) == len(pack.operators) + len(pack.policies) + len(pack.faq)
    assert {tuple(sorted(one)) for one in every.values()} == {tuple(sorted(LANGUAGES))}
    assert {name: found for name, one in every.items() if (found := differences(one))} == {}


def put(path: str, change: Callable[[Any], Any]) -> Callable[[Data], None]:
    def apply(document: Data) -> None:
        *way, last = [int(part) if part.isdigit() else part for part in path.strip("/").split("/")]
        holder: Any = document
        for part in way:
            holder = holder[part]
        assert change(holder[last]) != holder[last], f"{path} has nothing to change: {holder[last]}"
        holder[last] = change(holder[last])

    return apply


# What a slip of a translator looks like, in one language only, and what must be said of it.
SLIPS: dict[str, tuple[str, str, Callable[[Data], None]]] = {
    "another number": ("es", "numbers", put("/summary", lambda text: text.replace("240", "250"))),
    "two numbers that changed places": (
        "en",
        "numbers",
        put("/steps/0/body", lambda text: text.replace("120", "x").replace("90", "120").replace("x", "90")),
    ),
    "another day": ("en", "dates", put("/summary", lambda text: text.replace("25 August 2025", "26 August 2025"))),
    "another month": ("es", "dates", put("/summary", lambda text: text.replace("octubre", "noviembre"))),
    "a year less": ("zh-hans", "dates", put("/summary", lambda text: text.replace("2025年10月", "2024年10月"))),
    "a gap filled in": (
        "zh-hans",
        "placeholders",
        put("/messages/0/translation", lambda text: text.replace("[号码]", "号码")),
    ),
    "a missing sentence": ("en", "empty in ['en']", put("/steps/0/prepare", lambda _text: "")),
    "a row left out": ("zh-hans", "rows", put("/steps", lambda rows: rows[:-1])),
    "another value": ("es", "value", put("/facts/0/value", lambda value: value + 1)),
    "another code": ("en", "value", put("/milestones/0/event", lambda _code: "reassignable")),
    "another source": ("es", "value", put("/facts/1/sources", lambda numbers: [number + 1 for number in numbers])),
    "a quote touched up": ("es", "value", put("/sources/0/quote", lambda text: text + "!")),
}


@pytest.mark.usefixtures("peru")
@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_in_one_language_is_found(slip: str) -> None:
    language, said, spoil = SLIPS[slip]
    documents = copy.deepcopy(editions()["policy bitel-keep-alive-prepaid 1"])
    assert differences(documents) == []
    spoil(documents[language])
    found = differences(documents)
    assert len(found) >= 1
    assert all(said in one for one in found), found


@pytest.mark.usefixtures("peru")
def test_a_link_that_leads_elsewhere_in_one_language_is_found() -> None:
    documents = copy.deepcopy(editions()["faq what-if-the-operator-refuses 1"])
    put("/answer", lambda text: text.replace("tel:1844", "tel:1848"))(documents["es"])
    assert [one.split(": ")[1] for one in differences(documents)] == ["links"]


def test_what_the_languages_write_in_their_own_way_is_equal_and_nothing_else() -> None:
    assert dates("2025年12月26日起", "zh-hans") == dates("desde el 26 de diciembre del 2025", "es")
    assert dates("since 26 December 2025", "en") == ["12", "2025", "26"]
    assert dates("it may be", "en") == []
    assert numbers("309,000个，S/ 3.00", "zh-hans") == numbers("309,000 y S/ 3.00", "es") == ["309000", "3.00"]
    assert numbers("Del 14 de febrero de 2026, 7 líneas", "es") == ["7"]
    assert spelled("四家运营商，第三方", "zh-hans") == spelled("las cuatro operadoras", "es") == [4]
    assert spelled("5 days", "en") == [] != spelled("five days", "en")
    assert links("[OSIPTEL](https://a.example/x)，写信到a@b.pe。") == ["https://a.example/x", "a@b.pe"]
    assert placeholders("Soy [nombre], mira [aquí](https://a.example/)") == 1
