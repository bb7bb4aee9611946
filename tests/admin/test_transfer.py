"""Import and export in the admin: a dry run first, then exactly that, and only for those who may edit."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from operators import clock, editions
from operators.models.printed import Edition
from operators.models.working import Edit, Fact, Policy, Source, Upload
from operators.publishing import record_edit
from tests.admin.pages import form_data
from tests.admin.test_inert import PAYLOADS, _nodes
from tests.factories import make_source
from tests.transfer.files import csv_of, xlsx_of

Door = Callable[[str], Client]
HERE = "/admin/transfer/"
EXPORTS = [f"{table}.{kind}" for table in ("sources", "facts", "contact-points", "faq") for kind in ("csv", "xlsx")]


def bring(client: Client, raw: bytes, name: str = "facts.csv") -> Any:
    return client.post(f"{HERE}dry-run/", {"file": SimpleUploadedFile(name, raw)})


def press(client: Client, page: Any) -> Any:
    """The button of a dry run's page."""
    return client.post(f"{HERE}import/", form_data(page, action="/import/"), follow=True)


def fact_row(policy: Policy, value: str = "5") -> bytes:
    return csv_of(["policy", "key", "value"], [policy.slug, "deadline", value])


def make_viewer() -> User:
    user = User.objects.create_user("view1", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    return user


def test_an_editor_brings_a_table_in_two_steps(door: Door, policy: Policy) -> None:
    client, version = door("ed1"), policy.version
    assert "multipart/form-data" in client.get(HERE).content.decode()
    page = bring(client, fact_row(policy))
    shown = page.content.decode()
    assert page.status_code == 200
    for part in ("Row 2", f"fact {policy.slug}/deadline", '<del dir="auto">1</del>', '<ins dir="auto">5</ins>'):
        assert part in shown
    assert Fact.objects.get(key="deadline").value == 1
    done = press(client, page)
    assert done.redirect_chain == [(HERE, 302)]
    assert "Done. Changes: 1, in working copies: 1." in done.content.decode()
    policy.refresh_from_db()
    assert (Fact.objects.get(key="deadline").value, policy.version) == (5, version + 1)
    assert Edit.objects.all()[0].by.get_username() == "ed1"
    assert Upload.objects.count() == 0
    assert Edition.objects.filter(slug=policy.slug).count() == 1
    assert editions.read("policy", policy.slug, language="en", now=clock.now())["facts"][0]["value"] == 1


def test_a_dry_run_is_read_in_one_language_and_imported_in_another(door: Door, policy: Policy) -> None:
    client = door("ed1")
    client.post("/admin/language/", {"language": "es", "next": "/admin/"})
    page = bring(client, fact_row(policy))
    for part in ("<td>Fila 2</td>", "<h2>Datos</h2>"):
        assert part in page.content.decode()
    client.post("/admin/language/", {"language": "zh-hans", "next": "/admin/"})
    assert press(client, page).redirect_chain == [(HERE, 302)]
    assert Fact.objects.get(key="deadline").value == 5


def test_what_says_nothing_new_offers_no_button(door: Door, policy: Policy) -> None:
    client = door("ed1")
    for name in [*EXPORTS, "content-pack.zip"]:
        taken = client.get(f"{HERE}export/{name}")
        assert taken.status_code == 200
        assert taken["Content-Disposition"] == f'attachment; filename="{name}"'
        assert taken["Cache-Control"] == "no-store, private"
        page = bring(client, taken.content, name)
        assert (page.status_code, page.context["draft"].changes) == (200, [])
        assert "there is nothing to change" in page.content.decode()
        assert client.get(f"{HERE}export/{name}").content == taken.content
    assert Upload.objects.count() == 0


def test_a_refused_file_says_why_and_keeps_nothing(door: Door, policy: Policy) -> None:
    page = bring(door("ed1"), fact_row(policy, "five"))
    assert page.status_code == 400
    assert "Row 2, column C (value): “five”: Give a whole number." in page.content.decode()
    assert Upload.objects.count() == 0
    assert bring(door("ed1"), b"x" * 6_000_000).status_code == 413  # not even read
    assert door("ed1").post(f"{HERE}dry-run/", {}).status_code == 400


def test_an_edit_in_between_is_said_and_nothing_is_lost(door: Door, policy: Policy) -> None:
    client = door("ed1")
    page = bring(client, fact_row(policy))
    Fact.objects.filter(key="deadline").update(value=3)
    record_edit(policy, by=User.objects.get(username="ed2"), now=clock.now())
    late = press(client, page)
    shown = late.content.decode()
    assert late.status_code == 409
    assert f"policy {policy.slug} was edited meanwhile." in shown
    assert '<del dir="auto">3</del>' in shown
    assert Fact.objects.get(key="deadline").value == 3
    assert press(client, page).status_code == 409  # the old offer is over
    again = bring(client, fact_row(policy))
    assert press(client, again).status_code == 200
    assert Fact.objects.get(key="deadline").value == 5


def test_an_offer_is_its_owners_alone_and_lasts_an_hour(door: Door, policy: Policy) -> None:
    client = door("ed1")
    page = bring(client, fact_row(policy))
    data = form_data(page, action="/import/")
    assert door("ed2").post(f"{HERE}import/", data).status_code == 409
    assert client.post(f"{HERE}import/", data | {"fingerprint": ["0" * 64]}).status_code == 409
    for number in ("", "x", "9" * 40, "-1"):
        assert client.post(f"{HERE}import/", data | {"upload": [number]}).status_code == 409
    with time_machine.travel(clock.now() + timedelta(minutes=61), tick=True):
        assert client.post(f"{HERE}import/", data).status_code == 409
        bring(door("ed2"), csv_of(["key", "title"], ["press-1", "New"]), "sources.csv")
    assert [upload.by.get_username() for upload in Upload.objects.all()] == ["ed2"]
    assert Fact.objects.get(key="deadline").value == 1


def test_a_second_dry_run_takes_the_place_of_the_first(door: Door, policy: Policy) -> None:
    client = door("ed1")
    first = bring(client, fact_row(policy, "5"))
    second = bring(client, fact_row(policy, "6"))
    assert press(client, first).status_code == 409
    assert press(client, second).status_code == 200
    assert Fact.objects.get(key="deadline").value == 6


def test_a_button_pressed_twice_imports_once(door: Door, policy: Policy) -> None:
    client = door("ed1")
    page = bring(client, csv_of(["key", "url", "title", "kind", "language", "retrieved_on"],
                                ["law-1", "https://www.gob.pe/x", "Norma", "law", "es", "2026-11-22"]))  # fmt: skip
    assert press(client, page).status_code == 200
    assert press(client, page).status_code == 409
    assert Source.objects.filter(key="law-1").count() == 1
    assert Edit.objects.filter(key="law-1").count() == 1


def test_who_may_only_look_takes_tables_and_brings_none(door: Door, policy: Policy) -> None:
    make_viewer()
    client = door("view1")
    page = client.get(HERE)
    assert page.status_code == 200
    assert "dry-run" not in page.content.decode()
    assert client.get(f"{HERE}export/facts.csv").status_code == 200
    assert bring(client, fact_row(policy)).status_code == 403
    assert client.post(f"{HERE}import/", {"upload": "1"}).status_code == 403


def test_who_may_edit_sources_alone_brings_no_facts(door: Door, policy: Policy) -> None:
    user = User.objects.create_user("src", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["add_source", "change_source", "view_source"]))
    client = door("src")
    assert bring(client, fact_row(policy)).status_code == 403
    assert bring(client, csv_of(["key", "title"], ["press-1", "New"]), "sources.csv").status_code == 200
    assert client.get(f"{HERE}export/facts.csv").status_code == 403
    assert client.get(f"{HERE}export/content-pack.zip").status_code == 403
    assert client.get(f"{HERE}export/sources.xlsx").status_code == 200


def test_staff_without_any_of_it_see_nothing(door: Door, policy: Policy) -> None:
    User.objects.create_user("none", is_staff=True)
    assert door("none").get(HERE).status_code == 403


@pytest.mark.parametrize("name", ["secrets.csv", "facts.json", "facts", "content-pack.csv", "facts.csv.exe"])
def test_what_is_no_export_is_not_found(door: Door, policy: Policy, name: str) -> None:
    assert door("ed1").get(f"{HERE}export/{name}").status_code == 404


def test_what_a_file_holds_stays_text_on_the_page(door: Door, policy: Policy) -> None:
    rows = [[f"s{number}", payload[:120]] for number, payload in enumerate(PAYLOADS)]
    for key, _payload in rows:
        make_source(key)
    Source.objects.filter(key__startswith="s").update(publisher="<script>alert(2)</script>")
    page = bring(door("ed1"), xlsx_of(["key", "publisher"], *rows[:3]), "sources.xlsx")
    assert page.status_code in (200, 400)
    assert _nodes(page.content.decode()) == []
    heading = bring(door("ed1"), csv_of(["key", *PAYLOADS]), "sources.csv")
    assert heading.status_code == 400
    assert _nodes(heading.content.decode()) == []


def test_the_lists_lead_here(door: Door, policy: Policy) -> None:
    client = door("ed1")
    for noun in ("source", "policy", "operator", "faqentry"):
        assert f'href="{HERE}"' in client.get(f"/admin/operators/{noun}/").content.decode()
    assert f'href="{HERE}"' not in client.get("/admin/operators/edition/").content.decode()
    assert f'href="{HERE}"' in client.get("/admin/").content.decode()


def test_a_look_at_an_address_that_acts_does_nothing(door: Door, policy: Policy) -> None:
    client = door("ed1")
    for part in ("dry-run/", "import/"):
        assert client.get(HERE + part)["Location"] == HERE
    assert client.post(HERE).status_code == 405
    assert client.post(f"{HERE}export/facts.csv").status_code == 405
