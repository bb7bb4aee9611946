"""The history: every edition with its reasons, any two side by side, and every edit within reach."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from operators import clock
from operators.admin.words import WARNINGS
from operators.models.printed import Edition
from operators.models.working import Edit, Policy, Source, VerbRecord
from operators.publishing import gate, revert, withdraw
from tests.admin.conftest import page_of
from tests.admin.pages import form_data
from tests.admin.test_verbs import edit, english, publish, submit
from tests.factories import NOW, make_source, make_user, tr

Door = Callable[[str], Client]


def test_every_edition_says_who_when_and_why(door: Door, policy: Policy) -> None:
    edit(door("ed1"), policy, title_en="A title", summary_zh_hans="", change_note_en="A new title.")
    submit(door("ed1"), policy)
    publish(door("rev1"), policy, reason="The Chinese comes later.")
    withdraw(kind="policy", slug=policy.slug, because=tr("It was wrong."), by=make_user("rev1"), now=NOW)
    page = door("ed1").get(page_of(policy, "history")).content.decode()
    for part in (
        "rev1 (four eyes)",
        "<dd>ed1</dd>",
        "A new title.",
        "a text is missing in a language",
        "The Chinese comes later.",
    ):
        assert part in page
    assert page.index("It was wrong. (en)") < page.index("A new title.")
    assert "<script>" not in page.partition("rv-editions")[2].partition("</ol>")[0]


WARNED = {
    "zh-hans": "有文字缺少某种语言的译文",
    "es": "un texto falta en algún idioma",
    "en": "a text is missing in a language",
}


@pytest.mark.parametrize("language", WARNED)
def test_accepted_warnings_are_words(door: Door, policy: Policy, language: str) -> None:
    edit(door("ed1"), policy, summary_zh_hans="")
    submit(door("ed1"), policy)
    publish(door("rev1"), policy, reason="The Chinese comes later.")
    printed, logged = Edition.objects.get(number=2, slug=policy.slug), VerbRecord.objects.filter(verb="publish").first()
    client = door("ed1")
    client.post("/admin/language/", {"language": language, "next": "/admin/"})
    assert WARNED[language] in client.get(page_of(policy, "history")).content.decode()
    assert WARNED[language] in client.get(page_of(logged)).content.decode()
    page = client.get(page_of(printed)).content.decode()
    assert WARNED[language] in page
    assert "missing_language" not in page.replace(printed.texts.get(language="en").document, "")


def test_every_warning_of_the_gate_has_words() -> None:
    """Its code is the first thing that a warning is made of."""
    sources = [path.read_text("utf-8") for path in Path(gate.__file__).parent.glob("gate*.py")]
    codes = {code for source in sources for code in re.findall(r'warn\(\s*"(\w+)"', source)}
    assert codes == set(WARNINGS)


def test_any_two_editions_and_the_working_copy_are_compared(door: Door, policy: Policy) -> None:
    edit(door("ed1"), policy, title_en="Second title")
    submit(door("ed1"), policy)
    publish(door("rev1"), policy)
    edit(door("ed2"), policy, title_en="Third title")
    compare = page_of(policy, "compare")

    def shown(query: str) -> str:
        return door("ed1").get(f"{compare}?{query}").content.decode()

    assert "<del>Cancelling (en)</del><ins>Second title</ins>" in shown("from=1&to=2")
    assert "<del>Second title</del><ins>Cancelling (en)</ins>" in shown("from=2&to=1")
    assert "<del>Second</del><ins>Third</ins> title" in shown("from=2&to=working")
    assert "<del>Second</del><ins>Third</ins> title" in shown("")
    assert "Both say the same." in shown("from=2&to=2")
    assert 'href="?from=1&amp;to=2&amp;in=es#differences"' in shown("from=1&to=2")
    for query in ("from=9&to=1", "from=x", "from=1&to=0"):
        assert door("ed1").get(f"{compare}?{query}").status_code == 404


def test_an_earlier_version_is_looked_at_and_restored_and_readers_see_nothing_of_it(door: Door, policy: Policy) -> None:
    edit(door("ed1"), policy, title_en="One")
    first = Edit.objects.filter(noun="policy").latest("id")
    edit(door("ed2"), policy, title_en="Two")
    address = page_of(policy, "edit", first.pk)
    assert address in door("ed2").get(page_of(policy, "history")).content.decode()
    page = door("ed2").get(address)
    assert "<del>Two</del><ins>One</ins>" in page.content.decode()
    seen = {"version": Policy.objects.get().version}
    stale = door("ed2").post(address, {"version": seen["version"] - 1})
    assert stale.status_code == 409
    assert Policy.objects.get().title["en"] == "Two"
    assert door("ed2").post(address, seen).status_code == 302
    assert Policy.objects.get().title["en"] == "One"
    assert english(policy)["title"] == "Cancelling (en)"
    assert Edit.objects.latest("id").by.username == "ed2"
    assert door("ed2").get(page_of(policy, "edit", 10**6)).status_code == 404


def test_a_deleted_source_is_restored_from_the_log_of_edits(door: Door, policy: Policy) -> None:
    source = make_source("blog")
    door("ed1").post(page_of(source, "delete"), {"post": "yes", "version": source.version})
    assert not Source.objects.filter(key="blog").exists()
    deletion = Edit.objects.get(noun="source", what="deleted")
    page = door("ed2").get(page_of(deletion))
    assert "It was deleted. It comes back as it was." in page.content.decode()
    form = form_data(page, action="/restore/")
    assert door("ed2").post(page_of(deletion, "restore"), form).status_code == 302
    assert Source.objects.get(key="blog").quote == source.quote
    again = door("ed2").post(page_of(deletion, "restore"), form, follow=True)
    assert "Somebody saved it meanwhile" in again.content.decode()


@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_log_is_filtered_searched_and_taken_away(door: Door, policy: Policy, form: str) -> None:
    edit(door("ed1"), policy, title_en="One")
    submit(door("ed1"), policy, "=HYPERLINK(1)<b>")
    submit_again = VerbRecord.objects.filter(verb="submit").count()
    client = door("rev1")
    listing = reverse("admin:operators_verbrecord_changelist")
    page = client.get(f"{listing}?verb=submit&q=HYPERLINK").content.decode()
    assert "=HYPERLINK(1)&lt;b&gt;" in page
    assert "<b>" not in page.partition("result_list")[2].partition("</table>")[0]
    export = reverse("admin:operators_verbrecord_export", args=[form])
    taken = client.get(f"{export}?verb=submit&q=HYPERLINK")
    text = b"".join(taken.streaming_content).decode()  # type: ignore[attr-defined]
    assert ("attachment" in taken["Content-Disposition"], taken["Cache-Control"]) == (True, "no-store, private")
    if form == "json":
        (line,) = json.loads(text)
        assert (line["verb"], line["by"], line["message"]) == ("submit", "ed1", "=HYPERLINK(1)<b>")
        assert json.loads(b"".join(client.get(f"{export}?q=nothing-like-it").streaming_content)) == []  # type: ignore[attr-defined]
        everything = json.loads(b"".join(client.get(export).streaming_content))  # type: ignore[attr-defined]
        assert len(everything) == VerbRecord.objects.count() > submit_again
    else:
        header, line = text.splitlines()
        assert header == "at,verb,noun,key,by,version,edition,content_hash,message,details"
        assert ",'=HYPERLINK(1)<b>," in line
    assert client.get(reverse("admin:operators_verbrecord_export", args=["xls"])).status_code == 404


def test_nobody_can_add_to_the_log_or_change_it_by_hand(door: Door, policy: Policy) -> None:
    record = VerbRecord.objects.latest("id")
    for client in (door("ed1"), door("rev1"), door("adm")):
        for view in ("change", "delete"):
            assert client.post(page_of(record, view), {"message": "x", "post": "yes"}).status_code == 403
        assert client.post(reverse("admin:operators_verbrecord_add"), {"message": "x"}).status_code == 403
    record.refresh_from_db()
    assert record.message == "Looked at in a test."
    assert Edition.objects.filter(slug=policy.slug).count() == 1


@pytest.mark.parametrize(
    ("language", "went_back", "edited"),
    [
        ("en", "went back to edition 1", "edited"),
        ("es", "volvió a la edición 1", "editó"),
        ("zh-hans", "回到第1版", "编辑"),
    ],
)
def test_edits_are_told_in_the_editors_language(
    door: Door, policy: Policy, language: str, went_back: str, edited: str
) -> None:
    client = door("ed1")
    edit(client, policy, title_en="One")
    revert(policy, number=1, by=User.objects.get(username="ed1"), now=clock.now())
    said = {"accept-language": language}
    for address in (page_of(policy, "history"), reverse("admin:operators_edit_changelist")):
        page = client.get(address, headers=said).content.decode()
        assert f">{went_back}</td>" in page
        assert f">{edited}</td>" in page
    listing = client.get(reverse("admin:operators_edit_changelist"), {"what": "reverted to"}, headers=said)
    assert [one.what for one in listing.context["cl"].result_list] == ["reverted to 1"]
