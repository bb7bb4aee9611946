"""What stands in the way is said in the editor's language, at each door: verbs, the gate, an imported file."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from operators.models.working import Policy, Source, Step
from tests.admin.conftest import page_of
from tests.admin.pages import form_data
from tests.admin.test_transfer import bring
from tests.factories import tr
from tests.links.refusals import EXAMPLES
from tests.links.test_refusal import faults
from tests.transfer.files import csv_of

Door = Callable[[str], Client]
LANGUAGES = ("zh-hans", "es", "en")


@pytest.fixture(params=LANGUAGES)
def speaking(request: pytest.FixtureRequest, door: Door) -> tuple[str, Callable[[str], Client]]:
    language = str(request.param)

    def knock(name: str) -> Client:
        client = door(name)
        client.post("/admin/language/", {"language": language, "next": "/admin/"})
        return client

    return language, knock


def said(response: Any) -> str:
    return " ".join(response.content.decode().split())


RETURNED = {
    "zh-hans": "这里没有等待审核的内容：rev2已退回版次2。",
    "es": "Aquí no hay nada que espere revisión: rev2 devolvió la versión 2.",
    "en": "Nothing is waiting for review here: rev2 has returned version 2.",
}
NO_SOURCE = {
    "zh-hans": "请引用来源，或注明这是我们的建议。",
    "es": "Cita una fuente o indica que es nuestro consejo.",
    "en": "Cite a source, or say that it is our advice.",
}
OWN = {
    "zh-hans": "编辑或提交过的人不能发布，请找另一位审核人。",
    "es": "Quien lo editó o lo envió no puede publicarlo; pídeselo a otra persona revisora.",
    "en": "Whoever edited or submitted this cannot publish it; ask another reviewer.",
}
NO_COLUMN = {
    "zh-hans": "第1行D列：facts里没有“prise”列；可用的有：",
    "es": "Fila 1, columna D: no hay columna “prise” en facts; se permite: ",
    "en": "Row 1, column D: there is no column “prise” in facts; allowed: ",
}


def test_a_verb(speaking: Any, policy: Policy) -> None:
    language, knock = speaking
    editor, slow, quick = knock("ed1"), knock("rev1"), knock("rev2")
    editor.post(page_of(policy, "submit"), form_data(editor.get(page_of(policy)), action="/submit/"))
    seen = form_data(slow.get(page_of(policy, "review")), action="/return/") | {"message": ["Cite it."]}
    assert quick.post(page_of(policy, "return"), seen).status_code == 302
    answer = slow.post(page_of(policy, "return"), seen)
    assert answer.status_code == 409
    assert RETURNED[language] in said(answer)


def test_the_gate(speaking: Any, policy: Policy) -> None:
    language, knock = speaking
    Step.objects.create(policy=policy, key="bare", position=9, title=tr("bare"))
    assert NO_SOURCE[language] in said(knock("rev1").get(page_of(policy, "review")))


def test_four_eyes(speaking: Any, policy: Policy, settings: Any) -> None:
    settings.KB_FOUR_EYES = True
    language, knock = speaking
    client = knock("rev1")
    page = form_data(client.get(page_of(policy)), form="policy_form")
    assert client.post(page_of(policy), page | {"title_en": ["Mine"]}).status_code == 302
    client.post(page_of(policy, "submit"), form_data(client.get(page_of(policy)), action="/submit/"))
    mine = form_data(client.get(page_of(policy, "review")), action="/publish/")
    answer = client.post(page_of(policy, "publish"), mine)
    assert answer.status_code == 409
    assert OWN[language] in said(answer)


def test_a_file(speaking: Any, policy: Policy) -> None:
    language, knock = speaking
    answer = bring(knock("ed1"), csv_of(["policy", "key", "fact", "prise"], [policy.slug, "deadline", "fee", "1"]))
    assert answer.status_code == 400
    assert NO_COLUMN[language] in said(answer)


def refused_link(client: Client, where: str, what: str) -> Any:
    """The page that answers a text, a citation or a contact point with this in it."""
    if where == "text":
        return client.post("/admin/markdown/", {"text": what})
    if where == "source":
        heading = ["key", "url", "title", "kind", "language", "retrieved_on"]
        return bring(client, csv_of(heading, ["new", what, "T", "press", "es", "2026-11-01"]), "sources.csv")
    heading = ["operator", "key", "channel", "value", "label.es"]
    return bring(client, csv_of(heading, ["claro", "new", where, what, "x"]), "points.csv")


def test_a_link(speaking: Any, policy: Policy) -> None:
    """Each sentence with which a link is refused."""
    language, knock = speaking
    client = knock("ed1")
    missing, english = [], []
    for template, (where, what) in EXAMPLES.items():
        page = unescape(said(refused_link(client, where, what)))
        fault = next(one for one in faults(where, what) if one.template == template)
        with translation.override(language):
            missing += [template] if fault.said(translation.gettext) not in page else []
        english += [template] if str(fault) in page else []
    assert missing == []
    assert english == (list(EXAMPLES) if language == "en" else [])


NO_USER = {
    "zh-hans": "网址的域名前面不能有用户名。",
    "es": "Una dirección no lleva nombre de usuario delante del dominio.",
    "en": "An address has no user name in front of its host.",
}


def test_a_link_in_a_form(speaking: Any, policy: Policy) -> None:
    language, knock = speaking
    client, trick = knock("ed1"), "https://user@www.claro.com.pe/"
    source = Source.objects.get()
    forms = [
        (page_of(policy), "policy_form", "summary_es"),
        (page_of(policy.operator), "operator_form", "homepage"),
        (page_of(policy.operator), "operator_form", "contact_points-0-value"),
        (page_of(source), "source_form", "url"),
        (page_of(source), "source_form", "title"),
    ]
    for page, name, field in forms:
        data = form_data(client.get(page), form=name)
        assert field in data
        assert NO_USER[language] in said(client.post(page, data | {field: [trick]})), field
    page = reverse("admin:translate", args=["policy", policy.slug, "es"])
    data = form_data(client.get(page), form="translate-form")
    assert NO_USER[language] in said(client.post(page, data | {"text:title": [trick]}))


def test_the_gate_on_a_link(speaking: Any, policy: Policy) -> None:
    language, knock = speaking
    Policy.objects.update(summary=tr("https://user@www.claro.com.pe/"))
    assert NO_USER[language] in said(knock("rev1").get(page_of(policy, "review")))


def test_a_pack(speaking: Any, policy: Policy) -> None:
    """What the shape of a pack is held to, which pydantic says in English alone."""
    language, knock = speaking
    raw = b"pack: {name: 5, colour: red}\nsources:\n  - key: a\n    kind: book\n"
    page = unescape(said(bring(knock("ed1"), raw, "pack.yaml")))
    for text in PACK_FAULTS[language]:
        assert text in page


PACK_FAULTS = {
    "zh-hans": [
        "pack.yaml:1: pack: 没有键colour；可用的有：name,",
        "sources[a].kind: 这里应为'law', 'regulator', ",
        ", 'forum'或'document'（现在是：book）",
        "sources[a].title: 缺少这一项",
    ],
    "es": [
        "pack.yaml:1: pack: clave desconocida colour; se permite: name,",
        "sources[a].kind: debe ser 'law', 'regulator', ",
        ", 'forum' o 'document' (dice: book)",
        "sources[a].title: falta este campo",
    ],
    "en": [
        "pack.yaml:1: pack: unknown key colour; allowed: name,",
        "sources[a].kind: Input should be 'law', 'regulator', ",
        ", 'forum' or 'document' (found: book)",
        "sources[a].title: Field required",
    ],
}  # fmt: skip
