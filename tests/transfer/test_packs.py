"""Content packs: refused whole or loaded whole; out, in and out again the same bytes."""

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from operators.management.commands.import_content import PERU, pack_account
from operators.models.printed import ContentRevision, Edition
from operators.models.working import FaqEntry, Operator, Policy, Question, Source
from operators.publishing import record_edit, withdraw
from operators.roles import REVIEWER
from operators.transfer import EditedSince, PackError, export_pack, import_pack, read_pack
from operators.transfer.exporting import write_pack
from tests.factories import NOW, make_faq, make_operator, make_policy, make_user, publish_now, tr
from tests.peru import load_peru, peru_pack


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of ours."""
    models = apps.get_app_config("operators").get_models(include_auto_created=True)
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in models}


def small_pack(folder: Path) -> Path:
    """The files of a site with an operator, a policy and an entry."""
    operator = make_operator()
    publish_now(operator)
    publish_now(make_policy(operator=operator))
    publish_now(make_faq(position=1))
    write_pack(export_pack(now=NOW), folder)
    return folder


def changed(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} has no {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def written(name: str, raw: bytes) -> Callable[[Path], None]:
    return lambda folder: (folder / name).write_bytes(raw) and None


def bomb() -> bytes:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * 10) + "]" for n in range(1, 12)]
    return "\n".join(lines).encode()


BAD: dict[str, tuple[Callable[[Path], None], list[str]]] = {
    "an unknown key": (
        changed("operators/claro.yaml", "  name: Claro\n", "  name: Claro\n  colour: red\n"),
        ["operators/claro.yaml:", "operator", "colour", "allowed: slug, name"],
    ),
    "a wrong option code": (
        changed("operators/claro.yaml", "          - yes\n", "          - maybe\n"),
        ["operators/claro.yaml:", "claro-cancellation-prepaid", "conditions[debt]", "maybe", "allowed: no, yes"],
    ),
    "an unknown group of a question": (
        changed("questions.yaml", "  - key: debt\n", "  - key: debt\n    group: shoes\n"),
        ["questions.yaml:", "questions[debt].group", "'holder'", "'willing'"],
    ),
    "a missing source": (
        changed("operators/claro.yaml", "- press-1\n", "- press-9\n"),
        ["operators/claro.yaml:", "claro.contact_points[website].sources", "press-9"],
    ),
    "a duplicate slug": (
        lambda folder: shutil.copy(folder / "operators/claro.yaml", folder / "operators/copy.yaml") and None,
        ["claro.yaml:", "operator “claro” stands twice", "unique"],
    ),
    "a broken date": (
        changed("operators/claro.yaml", "effective_from: 2025-01-01", "effective_from: '2025-02-30'"),
        ["operators/claro.yaml:", "effective_from", "2026-11-22"],
    ),
    "a date that YAML refuses": (
        changed("operators/claro.yaml", "effective_from: 2025-01-01", "effective_from: 2025-02-30"),
        ["operators/claro.yaml"],
    ),
    "a byte that is not UTF-8": (
        lambda folder: (folder / "faq.yaml").write_bytes((folder / "faq.yaml").read_bytes() + b"# \xff\n") and None,
        ["faq.yaml:", "0xff", "UTF-8"],
    ),
    "Latin-1": (written("faq.yaml", "faq: señal".encode("latin-1")), ["faq.yaml:1", "0xf1", "UTF-8"]),
    "UTF-16": (written("faq.yaml", "faq: []".encode("utf-16")), ["faq.yaml:1", "UTF-8"]),
    "a NUL": (written("faq.yaml", b"faq: \x00"), ["faq.yaml"]),
    "broken YAML": (written("faq.yaml", b"faq:\n  - slug: [x\n"), ["faq.yaml:"]),
    "a key that stands twice": (
        changed("operators/claro.yaml", "  name: Claro\n", "  name: Claro\n  name: Claro\n"),
        ["operators/claro.yaml:4", "duplicate key"],
    ),
    "a list of anchors that grows": (written("bomb.yaml", bomb()), ["bomb.yaml:2", "write the content out"]),
    "a tag that makes an object": (
        written("faq.yaml", b"faq: !!python/object/apply:os.system ['true']"),
        ["faq.yaml"],
    ),
    "no mapping": (written("faq.yaml", b"- faq\n"), ["faq.yaml", "allowed: pack, sources"]),
    "a wrong unit": (
        changed("operators/claro.yaml", "unit: business_day", "unit: money"),
        ["operators/claro.yaml:", "facts[deadline].unit", "is given in"],
    ),
    "an unknown unit": (
        changed("operators/claro.yaml", "unit: business_day", "unit: fortnight"),
        ["operators/claro.yaml:", "facts[deadline].unit", "'business_day'"],
    ),
    "a row without a source": (
        changed("operators/claro.yaml", "        sources:\n          - press-1\n", ""),
        ["operators/claro.yaml:", "needs sources, or our_advice"],
    ),
    "a warning without a reason": (
        changed("pack.yaml", "accept_warnings:", "cleared: []\n  accept_warnings: ''\n  x:"),
        ["pack.yaml:"],
    ),
    "a host that was not cleared": (
        changed("pack.yaml", "    - news.example\n", ""),
        ["claro.yaml:", "news.example", "clear it"],
    ),
    "a link that is not official": (
        changed("faq.yaml", "It is a line. (en)", "See https://evil.example/"),
        ["faq.yaml:", "answer.en", "evil.example"],
    ),
    "a file that is too large": (written("faq.yaml", b"faq: []\n#" + b"x" * 5 * 1024 * 1024), ["faq.yaml", "5 MB"]),
    "an unknown operator": (
        changed("faq.yaml", "    country: PE\n", "    country: PE\n    operator: claroo\n"),
        ["faq.yaml:", "claroo"],
    ),
    "no pack block": (written("pack.yaml", b"sources: []\n"), ["pack"]),
    "an empty folder": (lambda folder: [path.unlink() for path in folder.rglob("*.yaml")] and None, [".yaml"]),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_content_is_refused_whole_and_says_where(db: None, tmp_path: Path, kind: str) -> None:
    folder = small_pack(tmp_path / "pack")
    change, said = BAD[kind]
    change(folder)
    if "cleared" in kind:
        clear()  # what was published before is known already
    before = everything()
    for word in ("title", "retrieved_on"):  # something else that is new, which must not be loaded either
        path = folder / "sources.yaml"
        if path.exists():
            path.write_text(path.read_text(encoding="utf-8").replace(f"{word}: A report", f"{word}: Another report"))
    with pytest.raises(PackError) as refused:
        import_pack(read_pack(folder), by=pack_account(), now=NOW, overwrite=True)
    message = str(refused.value)
    assert [word for word in said if word not in message] == [], message
    assert everything() == before


def test_the_good_pack_is_loaded(db: None, tmp_path: Path) -> None:
    """The control: without its fault the same pack passes."""
    report = import_pack(read_pack(small_pack(tmp_path / "p")), by=pack_account(), now=NOW, overwrite=True)
    assert (report.printed, len(report.unchanged)) == ([], 3)


def test_the_command_says_every_problem_and_exits_with_one(db: None, tmp_path: Path) -> None:
    folder = small_pack(tmp_path / "pack")
    changed("operators/claro.yaml", "unit: business_day", "unit: fortnight")(folder)
    changed("faq.yaml", "kind: question", "kind: riddle")(folder)
    with pytest.raises(CommandError, match=r"2 problem\(s\)") as refused:
        call_command("import_content", str(folder), stdout=StringIO())
    assert refused.value.returncode == 1


def test_loading_twice_changes_nothing(db: None) -> None:
    load_peru()
    before = everything()
    report = import_pack(peru_pack(), by=pack_account(), now=NOW + timedelta(days=1))
    assert report.changes == 0
    assert everything() == before


def test_a_dry_run_says_what_would_change_and_changes_nothing(db: None) -> None:
    before = everything()
    report = import_pack(peru_pack(), by=pack_account(), now=NOW, dry_run=True)
    assert len(report.printed) == len(peru_pack().operators) + len(peru_pack().policies) + len(peru_pack().faq)
    assert everything() == before


def test_in_out_in_and_out_are_the_same_bytes(db: None, tmp_path: Path) -> None:
    load_peru()
    first = export_pack(now=NOW)
    write_pack(first, tmp_path)
    assert {
        path.relative_to(tmp_path).as_posix(): path.read_bytes().decode() for path in tmp_path.rglob("*.yaml")
    } == first
    clear()
    import_pack(read_pack(tmp_path), by=pack_account(), now=NOW + timedelta(days=2))
    assert export_pack(now=NOW + timedelta(days=2)) == first


def test_the_pack_in_the_repository_is_what_is_exported(db: None) -> None:
    load_peru()
    files = {path.relative_to(PERU).as_posix(): path.read_text(encoding="utf-8") for path in PERU.rglob("*.yaml")}
    assert export_pack(now=NOW) == files


def test_older_wordings_survive_out_in_and_out_again(db: None, tmp_path: Path) -> None:
    """A question and a source were reworded: the older edition keeps its words, the newer has the new ones."""
    operator = make_operator()
    publish_now(operator)
    publish_now(make_policy(operator=operator))
    Question.objects.update(text=tr("Do you owe anything?"), group="line")
    Source.objects.update(title="The report, reprinted")
    Policy.objects.update(effective_from=date(2026, 6, 1))
    publish_now(Policy.objects.get(), now=NOW + timedelta(minutes=1))
    later = NOW + timedelta(hours=1)
    out = export_pack(now=later)
    assert "debt? (en)" in out["operators/claro.yaml"]
    assert "title: A report\n" in out["operators/claro.yaml"]
    assert "Do you owe anything? (en)" in out["questions.yaml"]
    # The older edition was printed before there were groups, and is printed again without one.
    assert ("group: line" in out["questions.yaml"], "group:" in out["operators/claro.yaml"]) == (True, False)
    write_pack(out, tmp_path)
    clear()
    pack = read_pack(tmp_path)
    assert len(import_pack(pack, by=pack_account(), now=later).printed) == 3
    assert export_pack(now=later) == out
    assert Question.objects.get().text == tr("Do you owe anything?")
    assert Question.objects.get().group == "line"
    before = Edition.objects.count()
    again = import_pack(pack, by=pack_account(), now=later + timedelta(hours=1))
    assert (again.changes, Edition.objects.count()) == (0, before)


def test_running_the_site_again_keeps_what_was_edited(peru: None, tmp_path: Path) -> None:
    out = StringIO()
    policy = Policy.objects.get(slug="claro-cancellation-prepaid")
    record_edit(policy, by=make_user(), now=NOW + timedelta(minutes=5))
    before = everything()
    call_command("import_content", keep_edits=True, stdout=out)
    assert "left as it is" in out.getvalue()
    assert everything() == before
    with pytest.raises(CommandError, match="claro-cancellation-prepaid"):
        call_command("import_content")
    call_command("export_content", str(tmp_path), stdout=out)
    assert "11 files written" in out.getvalue()
    assert (tmp_path / "operators" / "bitel.yaml").read_text() == (PERU / "operators" / "bitel.yaml").read_text()


def test_running_the_site_again_brings_back_nothing_that_was_withdrawn(peru: None) -> None:
    out, slug = StringIO(), "bitel-keep-alive-prepaid"
    reviewer, later = make_user("rev1", REVIEWER), NOW + timedelta(minutes=5)
    withdraw(kind="policy", slug=slug, because=tr("It was wrong."), by=reviewer, now=later)
    before = everything()
    call_command("import_content", keep_edits=True, stdout=out)
    assert "edited or withdrawn here (1): left as it is" in out.getvalue()
    assert everything() == before
    with pytest.raises(CommandError, match=f"bitel.yaml.* “{slug}” was withdrawn by rev1 on .*--overwrite to publish"):
        call_command("import_content")
    assert everything() == before
    call_command("import_content", overwrite=True, stdout=out)
    assert "1 editions printed" in out.getvalue()
    # What somebody published again after a withdrawal is no longer withdrawn.
    call_command("import_content", stdout=out)
    assert "0 editions printed" in out.getvalue()


def test_a_rule_that_ended_after_the_packs_edition_stops_no_import(db: None, tmp_path: Path) -> None:
    folder = small_pack(tmp_path)
    clear()
    import_pack(read_pack(folder), by=pack_account(), now=NOW)
    day = Edition.objects.get(kind="policy").effective_from + timedelta(days=3)
    ended = {"kind": "policy", "slug": Policy.objects.get().slug, "from_day": day, "because": tr("It ended.")}
    withdraw(**ended, by=make_user("rev1", REVIEWER), now=NOW + timedelta(days=5))
    report = import_pack(read_pack(folder), by=pack_account(), now=NOW + timedelta(days=6))
    assert report.changes == 0


def test_an_older_pack_brings_nothing_back_once_a_later_day_is_published_again(db: None, tmp_path: Path) -> None:
    first, second = small_pack(tmp_path / "first"), tmp_path / "second"
    shutil.copytree(first, second)
    name = "operators/claro.yaml"
    head, policies = (second / name).read_text(encoding="utf-8").split("policies:")
    policies = policies.replace("2025-01-01", "2026-12-15").replace("It can be done.", "It is done so.")
    (second / name).write_text(f"{head}policies:{policies}", encoding="utf-8")
    clear()
    import_pack(read_pack(first), by=pack_account(), now=NOW)
    slug, later = "claro-cancellation-prepaid", NOW + timedelta(hours=1)
    withdraw(kind="policy", slug=slug, because=tr("Wrong."), by=make_user("rev1", REVIEWER), now=later)
    import_pack(read_pack(second), by=pack_account(), now=later, overwrite=True)
    with pytest.raises(EditedSince, match=f"“{slug}” was withdrawn by rev1"):
        import_pack(read_pack(first), by=pack_account(), now=later)
    assert import_pack(read_pack(second), by=pack_account(), now=later).changes == 0
    import_pack(read_pack(first), by=pack_account(), now=later, overwrite=True)
    assert import_pack(read_pack(first), by=pack_account(), now=later).changes == 0


def ended(kind: str, slug: str, day: date | None) -> None:
    by = make_user("rev1", REVIEWER)
    withdraw(kind=kind, slug=slug, because=tr("It ended."), by=by, now=NOW + timedelta(hours=1), from_day=day)


@pytest.mark.parametrize("day", [date(2026, 11, 1), date(2026, 12, 24), None], ids=["ended", "to end", "never right"])
def test_a_rule_that_ends_is_not_current_on_another_site(db: None, tmp_path: Path, day: date | None) -> None:
    """Neither the edition that was ended nor the one before it, and nothing that names them stops the import."""
    small_pack(tmp_path)
    policy, entry = Policy.objects.get(), FaqEntry.objects.get()
    Policy.objects.update(effective_from=date(2026, 3, 1), summary=tr("From March."))
    publish_now(Policy.objects.get(), now=NOW + timedelta(minutes=1))
    make_policy("pe-cancellation", line_type="any")
    publish_now(Policy.objects.get(slug="pe-cancellation"), now=NOW + timedelta(minutes=1))
    entry.policies.set(Policy.objects.all())
    publish_now(entry, now=NOW + timedelta(minutes=1))
    ended("policy", policy.slug, day)
    later = NOW + timedelta(hours=2)
    out = export_pack(now=later)
    write_pack(out, tmp_path)
    clear()
    report = import_pack(read_pack(tmp_path), by=pack_account(), now=later)
    assert [name.split()[1] for name in report.printed] == ["claro", "pe-cancellation", "what-is-it"]
    assert [one.slug for one in FaqEntry.objects.get().policies.all()] == ["pe-cancellation"]
    assert export_pack(now=later) == out


def test_an_operator_that_ended_is_named_nowhere_in_an_export(db: None, tmp_path: Path) -> None:
    for slug in ("claro", "virtual"):
        publish_now(make_operator(slug))
    virtual = Operator.objects.get(slug="virtual")
    virtual.host_network = virtual.succeeded_by = Operator.objects.get(slug="claro")
    virtual.kind = "virtual"
    virtual.save()
    publish_now(virtual, now=NOW + timedelta(minutes=1))
    ended("operator", "claro", date(2026, 12, 1))
    # Its tombstone waits, so a policy of it may still be published.
    publish_now(make_policy(operator=virtual.host_network), now=NOW + timedelta(hours=1))
    publish_now(make_faq(operator=virtual.host_network), now=NOW + timedelta(hours=1))
    write_pack(export_pack(now=NOW + timedelta(hours=2)), tmp_path)
    clear()
    report = import_pack(read_pack(tmp_path), by=pack_account(), now=NOW + timedelta(hours=2))
    assert report.printed == ["operator virtual 2025-01-01", "faq what-is-it 2025-01-01"]


def test_what_applies_again_after_an_end_is_exported(db: None, tmp_path: Path) -> None:
    small_pack(tmp_path)
    ended("policy", Policy.objects.get().slug, date(2026, 6, 1))
    Policy.objects.update(effective_from=date(2026, 9, 1))
    publish_now(Policy.objects.get(), now=NOW + timedelta(hours=2))
    policies = export_pack(now=NOW + timedelta(hours=2))["operators/claro.yaml"].split("policies:")[1]
    assert ("2025-01-01" in policies, "2026-09-01" in policies) == (False, True)


def test_both_editions_of_a_policy_are_printed_over_a_withdrawal(db: None, tmp_path: Path) -> None:
    small_pack(tmp_path)
    Policy.objects.update(effective_from=date(2026, 3, 1))
    publish_now(Policy.objects.get(), now=NOW + timedelta(minutes=1))
    write_pack(export_pack(now=NOW + timedelta(minutes=1)), tmp_path)
    later = NOW + timedelta(hours=2)
    ended("policy", Policy.objects.get().slug, None)
    path = tmp_path / "operators/claro.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("It can be done.", "It is done so."), encoding="utf-8")
    report = import_pack(read_pack(tmp_path), by=pack_account(), now=later, overwrite=True)
    assert [name[-10:] for name in report.printed if name.startswith("policy")] == ["2025-01-01", "2026-03-01"]


def clear() -> None:
    """Empty every table of ours, past the models that refuse it."""
    from django.db import connection

    tables = [model._meta.db_table for model in apps.get_app_config("operators").get_models(include_auto_created=True)]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":  # PostgreSQL's foreign keys are asked at the end anyway
            cursor.execute("PRAGMA defer_foreign_keys=ON")
        for table in tables:
            cursor.execute(f"DELETE FROM {table}")
    assert not Edition.objects.exists()


def test_a_subject_edited_since_is_refused_and_named_unless_told_to_overwrite(db: None, tmp_path: Path) -> None:
    folder = small_pack(tmp_path)
    clear()
    import_pack(read_pack(folder), by=pack_account(), now=NOW)
    editor = make_user("late")
    policy = Policy.objects.get()
    policy.title = {"es": "Otra cosa"}
    policy.save()
    record_edit(policy, by=editor, now=NOW + timedelta(hours=1))
    before = everything()
    with pytest.raises(EditedSince) as refused:
        import_pack(read_pack(folder), by=pack_account(), now=NOW + timedelta(days=1))
    assert "claro.yaml" in refused.value.problems[0]
    assert "claro-cancellation-prepaid" in refused.value.problems[0]
    assert "late" in refused.value.problems[0]
    assert everything() == before
    import_pack(read_pack(folder), by=pack_account(), now=NOW + timedelta(days=1), overwrite=True)


def test_a_changed_source_prints_nothing_by_itself_but_moves_no_revision_twice(db: None, tmp_path: Path) -> None:
    folder = small_pack(tmp_path)
    clear()
    import_pack(read_pack(folder), by=pack_account(), now=NOW)
    number = ContentRevision.objects.get().number
    changed("sources.yaml", "title: A report", "title: A better report")(folder)
    report = import_pack(read_pack(folder), by=pack_account(), now=NOW)
    assert report.sources == ["press-1"]
    assert Source.objects.get().title == "A better report"
    assert len(report.printed) == 3, "what embeds it is printed again"
    assert ContentRevision.objects.get().number == number + 3
