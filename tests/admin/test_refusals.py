"""What stands in the way is said in the editor's language, at each door: verbs, the gate, an imported file."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from operators.models.working import Policy, Step
from tests.admin.conftest import page_of
from tests.admin.pages import form_data
from tests.admin.test_transfer import bring
from tests.factories import tr
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
