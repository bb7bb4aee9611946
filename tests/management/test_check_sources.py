"""``check_sources``: what it visits, what it notes, and that nothing public knows of it."""

from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from operators import clock
from operators.models.printed import ContentRevision, Edition, EditionText
from operators.models.working import Edit, Source
from operators.publishing import content_hash, record_edit, snapshot
from operators.publishing.edits import editors_of
from operators.watch import Finding, judge, record
from operators.watch.fetching import Page
from tests.factories import NOW, make_operator, make_source, make_user, publish_now
from tests.watch.conftest import _served, site  # noqa: F401 - the fixtures
from tests.watch.site import QUOTE, Site

pytestmark = pytest.mark.django_db
HOST = "https://pages.example"


@pytest.fixture
def web(site: Site, settings: Any) -> Site:  # noqa: F811
    settings.KB_WATCH_HOSTS = site.hosts
    settings.KB_WATCH_CA = site.ca
    return site


def run(*arguments: str) -> tuple[int, str]:
    """Exit code and what was printed."""
    out = StringIO()
    try:
        call_command("check_sources", *arguments, "--pause=0", stdout=out, stderr=StringIO())
    except SystemExit as stop:
        return int(str(stop.code)), out.getvalue()
    return 0, out.getvalue()


def cite(key: str, path: str, **columns: Any) -> Source:
    return make_source(key, url=path if path.startswith("http") else f"{HOST}{path}", **{"quote": QUOTE, **columns})


def found(key: str) -> tuple[str, str, str]:
    source = Source.objects.get(key=key)
    return source.link_state, source.final_url or source.link_reason, source.quote_state


def test_each_source_is_noted_as_it_was_found(web: Site) -> None:
    web.leads["to-else"] = "https://elsewhere.example/fine"
    web.leads["to-home"] = "https://127.0.0.1/"
    cite("fine", "/fine")
    cite("fine-too", "/fine", quote="Sepa que")
    cite("changed", "/changed")
    cite("gone", "/410")
    cite("moved", "/to-else")
    cite("inside", "/to-home")
    cite("forbidden", "/403")
    cite("slow", "/slow")
    cite("plain", "http://pages.example/fine")
    cite("nowhere", "https://no-such-host.invalid/")
    make_source("document", url="", kind="document")
    code, said = run("--timeout=0.5")
    assert {source.key: found(source.key) for source in Source.objects.all()} == {
        "fine": ("ok", "", "found"),
        "fine-too": ("ok", "", "found"),
        "changed": ("ok", "", "missing"),
        "gone": ("dead", "status", "could_not_check"),
        "moved": ("ok", "https://elsewhere.example/fine", "found"),
        "inside": ("could_not_check", "private_address", "could_not_check"),
        "forbidden": ("could_not_check", "status", "could_not_check"),
        "slow": ("could_not_check", "timed_out", "could_not_check"),
        "plain": ("could_not_check", "not_https", "could_not_check"),
        "nowhere": ("dead", "no_such_host", "could_not_check"),
        "document": ("unchecked", "", "unchecked"),
    }
    assert code == 1
    assert said.splitlines()[-1] == (
        "10 sources on 9 pages: 2 ok, 2 dead, 1 moved, 1 without its quote, 4 could not check."
    )
    assert "gone: dead (410) https://pages.example/410" in said
    assert web.visits()["/fine"] == 2  # two sources of one page are one visit, and the redirect's end another
    assert sorted(Source.objects.troubled().values_list("key", flat=True)) == ["changed", "gone", "moved", "nowhere"]
    assert [source.key for source in Source.objects.dead()] == ["gone", "nowhere"]
    assert [source.key for source in Source.objects.moved()] == ["moved"]
    assert [source.key for source in Source.objects.without_quote()] == ["changed"]


def test_all_is_well_ends_with_zero_and_says_so(web: Site) -> None:
    cite("fine", "/fine")
    assert run() == (0, "1 sources on 1 pages: 1 ok, 0 dead, 0 moved, 0 without its quote, 0 could not check.\n")
    source = Source.objects.get()
    assert source.checked_at == source.alive_at == source.quote_seen_at
    assert source.http_status == 200


def test_a_host_without_an_address_is_not_dead_while_no_name_can_be_looked_up(web: Site) -> None:
    cite("nowhere", "https://no-such-host.invalid/")
    assert run()[0] == 0
    assert found("nowhere") == ("could_not_check", "no_dns", "could_not_check")
    cite("fine", "/fine")
    assert run()[0] == 1
    assert found("nowhere") == ("dead", "no_such_host", "could_not_check")


def test_a_page_that_comes_back_leaves_the_queue(web: Site) -> None:
    source = cite("one", "/404")
    run()
    assert list(Source.objects.troubled()) == [source]
    Source.objects.update(url=f"{HOST}/fine")
    assert run()[0] == 0
    assert list(Source.objects.troubled()) == []
    run_before = Source.objects.get().alive_at
    Source.objects.update(url=f"{HOST}/503")
    run()
    after = Source.objects.get()
    assert (after.link_state, after.alive_at) == ("could_not_check", run_before)


def test_an_edited_source_leaves_the_queue_until_the_next_look(web: Site) -> None:
    source = cite("one", "/404")
    run()
    assert Source.objects.troubled().count() == 1
    record_edit(source, by=make_user("ed"), now=NOW)
    assert Source.objects.troubled().count() == 0
    assert run("--older-than=30")[0] == 1  # what was edited since is looked at, however lately
    assert Source.objects.troubled().count() == 1


def test_a_source_edited_during_the_look_is_not_noted(db: None) -> None:
    source = cite("one", "/fine")
    finding = judge(source.url, source.quote, Page(source.url, 404, "", b"", True))
    record_edit(Source.objects.get(), by=make_user("ed"), now=NOW)
    assert record(source, finding, now=NOW) is False
    assert found("one") == ("unchecked", "", "unchecked")
    assert record(Source.objects.get(), finding, now=NOW) is True


def test_a_look_changes_nothing_public_and_is_no_edit(web: Site) -> None:
    operator = make_operator()
    Source.objects.update(url=f"{HOST}/404")
    publish_now(operator)

    def public() -> Any:
        models = (Edition, EditionText, ContentRevision)
        return [list(model._base_manager.order_by("pk").values()) for model in models]

    edits = list(Edit.objects.values())
    before, hashed, version = public(), content_hash(snapshot(operator)), Source.objects.get().version
    last = Edition.objects.get()
    assert run()[0] == 1
    assert found("press-1")[0] == "dead"
    assert public() == before
    assert content_hash(snapshot(operator)) == hashed
    assert list(Edit.objects.values()) == edits
    assert Source.objects.get().version == version
    assert editors_of(snapshot(operator), last) == set()


def test_a_dry_run_notes_nothing(web: Site) -> None:
    cite("gone", "/404")
    code, said = run("--dry-run")
    assert code == 1
    assert said.endswith("Nothing was noted (dry run).\n")
    assert found("gone") == ("unchecked", "", "unchecked")
    assert Source.objects.get().checked_at is None


def test_which_sources_are_looked_at(web: Site) -> None:
    for key, days in (("new", None), ("old", 40), ("recent", 3)):
        source = cite(key, f"/{key}", quote="")
        if days is not None:
            when = clock.now() - timedelta(days=days)
            Source.objects.filter(pk=source.pk).update(checked_at=when, checked_version=1)

    def visited(*arguments: str) -> list[str]:
        web.asked.clear()
        run("--dry-run", *arguments)
        return [path for _when, path, _headers in web.asked]

    assert visited() == ["/new", "/old", "/recent"]
    assert visited("--limit=2") == ["/new", "/old"]
    assert visited("--older-than=10") == ["/new", "/old"]
    assert visited("--only=recent") == ["/recent"]
    assert visited("--only=recent", "--only=old") == ["/old", "/recent"]
    with pytest.raises(CommandError) as unknown:
        run("--only=nobody")
    assert "nobody" in str(unknown.value)
    assert unknown.value.returncode == 2


@pytest.mark.parametrize("wrong", ["--timeout=0", "--limit=0", "--limit=many", "--older-than=-1", "--pause=x"])
def test_a_bound_that_is_none_is_refused(db: None, wrong: str) -> None:
    with pytest.raises(CommandError):
        call_command("check_sources", wrong)


def test_a_host_is_visited_one_page_at_a_time_with_a_pause(web: Site) -> None:
    for number in range(3):
        cite(f"here-{number}", f"/{number}x", quote="")
    cite("there", "https://elsewhere.example/there", quote="")
    out = StringIO()
    call_command("check_sources", "--pause=0.3", stdout=out, stderr=StringIO())
    moments = {path: when for when, path, _headers in web.asked}
    assert list(moments)[:2] == ["/0x", "/there"]
    assert moments["/1x"] - moments["/0x"] >= 0.3
    assert moments["/2x"] - moments["/1x"] >= 0.3
    assert moments["/there"] - moments["/0x"] < 0.3


def test_no_door_can_make_the_site_fetch_anything() -> None:
    """The command alone imports the source watch, by any way."""
    from tests.test_architecture import ROOT, imports, inside, modules

    known = modules(ROOT)
    graph = {name: set(imports(name, path, set(known))) for name, path in known.items()}
    users = {
        name
        for name, targets in graph.items()
        if not inside(name, "operators.watch") and any(inside(target, "operators.watch") for target in targets)
    }
    assert users == {"operators.management.commands.check_sources"}
    assert not any("operators.management.commands.check_sources" in targets for targets in graph.values())
    marks = ("http.client", "urllib.request", "create_connection")
    fetchers = {
        str(path.relative_to(ROOT))
        for folder in ("kb", "operators")
        for path in Path(ROOT / folder).rglob("*.py")
        if any(mark in path.read_text(encoding="utf-8") for mark in marks)
    }
    assert fetchers == {"operators/watch/fetching.py"}


def test_a_finding_has_no_more_than_its_columns() -> None:
    columns = {field.name for field in Source._meta.fields}
    assert set(Finding.__dataclass_fields__) <= columns
