"""Tables and packs into working copies: what a dry run said and nothing else, all or nothing, never an edition."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User

from operators.models.printed import ContentRevision, Edition, EditionText
from operators.models.working import ContactPoint, Edit, Fact, FaqEntry, Policy, Question, Source, Upload
from operators.publishing import FourEyes, NotAllowed, content_hash, look, publish, record_edit, submit
from operators.roles import REVIEWER
from operators.transfer import export_pack
from operators.transfer.drafting import Draft, EditedMeanwhile, dry_run, import_draft
from operators.transfer.files import read_file
from operators.transfer.packs import PackError
from operators.transfer.sheets import write_csv, write_xlsx, write_zip
from operators.transfer.tables import TABLES, table_rows
from tests.factories import NOW, make_faq, make_operator, make_policy, make_source, make_user, publish_now, tr
from tests.transfer.files import NASTY, cell_types, csv_of
from tests.transfer.test_packs import everything

LATER = NOW + timedelta(hours=2)
POLICY = "claro-cancellation-prepaid"


@pytest.fixture
def editor(db: None) -> User:
    return make_user("ed1")


@pytest.fixture
def world(editor: User) -> Policy:
    operator = make_operator()
    publish_now(operator)
    policy = make_policy(operator=operator)
    publish_now(policy)
    publish_now(make_faq(position=1))
    return policy


def tried(name: str, raw: bytes, by: User) -> Draft:
    return dry_run(read_file(name, raw)[1], by=by, now=LATER)


def brought(name: str, raw: bytes, by: User) -> Draft:
    """A dry run and then the import."""
    load = read_file(name, raw)[1]
    seen = dry_run(load, by=by, now=LATER)
    return import_draft(load, name="file.csv", by=by, now=LATER, fingerprint=seen.fingerprint, versions=seen.versions)


def problems(raw: bytes, by: User, name: str = "a.csv") -> list[str]:
    """Why a file is refused; and that nothing has changed."""
    before = everything()
    with pytest.raises(PackError) as refused:
        tried(name, raw, by)
    assert everything() == before
    return refused.value.problems


def public() -> Any:
    return [list(model._base_manager.order_by("pk").values()) for model in (Edition, EditionText, ContentRevision)]


def files() -> dict[str, bytes]:
    """Every export of the site, by its name."""
    found = {}
    for name, table in TABLES.items():
        rows = table_rows(table)
        found |= {f"{name}.csv": write_csv(rows), f"{name}.xlsx": write_xlsx(rows, name)}
    pack = {path: text.encode() for path, text in export_pack(now=LATER).items()}
    return found | {"content-pack.zip": write_zip(pack)}


@pytest.mark.slow
@pytest.mark.usefixtures("peru")
def test_perus_content_goes_out_and_in_and_is_the_same() -> None:
    _out_and_in(make_user("ed1"), 5)


def test_what_is_exported_imports_as_no_change_and_exports_the_same(world: Policy, editor: User) -> None:
    _out_and_in(editor, 0)


def _out_and_in(editor: User, least: int) -> None:
    taken, before = files(), everything()
    for name, raw in taken.items():
        draft = brought(name, raw, editor)
        assert (name, draft.changes, draft.added, draft.versions) == (name, [], [], {})
        assert draft.unchanged > least
    assert everything() == before
    assert files() == taken


def nasty_world() -> None:
    for number, text in enumerate(NASTY):
        source = make_source(f"s{number}", publisher=text[:120], quote=text)
        fact = {"value": number, "unit": "day", "fact": "prior_notice"}
        policy = Policy.objects.get()
        row = Fact.objects.create(policy=policy, key=f"f{number}", position=number + 5, qualifier={"es": text}, **fact)
        row.sources.add(source)
        Fact.objects.filter(pk=row.pk).update(qualifier={"es": text} if text else {})


def test_texts_that_look_like_formulas_and_numbers_survive(world: Policy, editor: User) -> None:
    nasty_world()
    taken = files()
    for name in ("facts.xlsx", "sources.xlsx"):
        assert cell_types(taken[name]) == {"s"}
    before = everything()
    for name, raw in taken.items():
        if not name.endswith(".zip"):
            assert brought(name, raw, editor).changes == []
    assert everything() == before
    Fact.objects.filter(key__startswith="f").update(qualifier={"es": "gone"})
    Source.objects.filter(key__startswith="s").update(quote="gone")
    brought("facts.xlsx", taken["facts.xlsx"], editor)
    brought("sources.csv", taken["sources.csv"], editor)
    for number, text in enumerate(NASTY):
        # Blanks at the ends of a text are nobody's words: no door keeps them.
        assert Fact.objects.get(key=f"f{number}").qualifier.get("es", "") == text.strip()
        assert Source.objects.get(key=f"s{number}").quote == text.strip()


def test_a_dry_run_shows_each_change_and_makes_none(world: Policy, editor: User) -> None:
    before = everything()
    raw = csv_of(["policy", "key", "value", "qualifier.en"], [POLICY, "deadline", "5", "At most"])
    draft = tried("facts.csv", raw, editor)
    assert [(one.where, one.thing, one.column, one.old, one.new) for one in draft.changes] == [
        ("Row 2", f"fact {POLICY}/deadline", "value", "1", "5"),
        ("Row 2", f"fact {POLICY}/deadline", "qualifier.en", "", "At most"),
    ]
    assert draft.versions == {f"policy {POLICY}": Policy.objects.get().version}
    assert everything() == before


def test_an_import_makes_a_draft_that_counts_as_an_edit(world: Policy, editor: User) -> None:
    before, version = public(), Policy.objects.get().version
    brought("a.csv", csv_of(["policy", "key", "value"], [POLICY, "deadline", "5"]), editor)
    assert Fact.objects.get(key="deadline").value == 5
    assert Policy.objects.get().version == version + 1
    edit = Edit.objects.filter(noun="policy", key=POLICY)[0]
    assert (edit.by, edit.what, edit.version, edit.at) == (editor, "imported", version + 1, LATER)
    assert public() == before


def test_whoever_imported_cannot_publish(world: Policy) -> None:
    reviewer, other = make_user("rev1", REVIEWER), make_user("rev2", REVIEWER)
    brought("a.csv", csv_of(["policy", "key", "value"], [POLICY, "deadline", "5"]), reviewer)
    policy = Policy.objects.get()
    submit(policy, version=policy.version, by=make_user("ed2"), now=LATER)
    data, found = look(policy, now=LATER)
    seen: dict[str, Any] = {"version": policy.version, "content_hash": content_hash(data), "reason": "Looked at."}
    seen["cleared"] = [problem.clears for problem in found if problem.clears]
    with pytest.raises(FourEyes):
        publish(policy, by=reviewer, now=LATER, **seen)
    assert publish(policy, by=other, now=LATER, **seen).number == 2


NEW_ROWS: dict[str, tuple[bytes, Callable[[], Any], Any]] = {
    "a fact": (
        csv_of(
            ["policy", "key", "fact", "value", "unit", "currency", "standing", "in_force", "our_advice", "sources"],
            [POLICY, "price", "fee", "5.00", "money", "PEN", "disputed", "unknown", "no", "press-1"],
            [POLICY, "papers", "id_documents_accepted", "dni, ce", "codes", "", "adopted", "yes", "yes", ""],
        ),
        lambda: list(Fact.objects.values_list("key", "value", "position", "our_advice", "sources__key")),
        [
            ("deadline", 1, 0, False, "press-1"),
            ("price", "5.00", 1, False, "press-1"),
            ("papers", ["dni", "ce"], 2, True, None),
        ],
    ),
    "a contact point": (
        csv_of(
            ["operator", "key", "channel", "value", "label.es", "label.en", "reach_abroad", "sources"],
            ["claro", "wa", "whatsapp", "+51 999 123 456", "WhatsApp", "WhatsApp", "yes", "press-1"],
        ),
        lambda: ContactPoint.objects.values_list("value", "position", "label", "reach_abroad", "reach_country").get(
            key="wa"
        ),
        ("+51 999 123 456", 2, {"es": "WhatsApp", "en": "WhatsApp"}, "yes", "unknown"),
    ),
    "a source": (
        csv_of(
            ["key", "url", "title", "publisher", "kind", "language", "published_on", "retrieved_on", "quote"],
            ["law-1", "https://www.gob.pe/x", "Norma", "", "law", "es", "2025-12", "2026-11-22", "el plazo"],
        ),
        lambda: Source.objects.values_list("title", "kind", "published_on", "retrieved_on", "version").get(key="law-1"),
        ("Norma", "law", "2025-12", date(2026, 11, 22), 1),
    ),
    "an FAQ entry": (
        csv_of(
            ["slug", "country", "kind", "category", "operator", "position", "policies", "question.es", "answer.es",
             "sources"],
            ["nueva", "PE", "question", "money", "claro", "7", POLICY, "¿Cuánto?", "Nada.\n\nDe verdad.", "press-1"],
        ),
        lambda: FaqEntry.objects.values_list("position", "operator__slug", "policies__slug", "answer")[1],
        (7, "claro", POLICY, {"es": "Nada.\n\nDe verdad."}),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", NEW_ROWS)
def test_a_new_row_is_added_at_the_end(world: Policy, editor: User, what: str) -> None:
    raw, found, wanted = NEW_ROWS[what]
    before = public()
    draft = brought("a.csv", raw, editor)
    assert found() == wanted
    assert len(draft.added) == raw.count(b"\r\n") - 1
    assert public() == before
    assert brought("a.csv", raw, editor).changes == []


def rows(**changes: str) -> bytes:
    values = {"policy": POLICY, "key": "deadline", "fact": "termination_deadline", "value": "1", "unit": "business_day"}
    values |= {name.replace("__", "."): text for name, text in changes.items()}
    good = dict.fromkeys(values, "") | {"policy": POLICY, "key": "deadline"}
    good |= {"fact": "termination_deadline", "value": "9", "unit": "business_day"}
    good |= {name: text for name, text in {"in_force": "yes", "our_advice": "no"}.items() if name in values}
    return csv_of(list(values), list(good.values()), list((values | {"key": values["key"] + "-2"}).values()))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"policy": "nobody"}, ["Row 3, column A (policy): there is no policy “nobody”", f"allowed: {POLICY}"]),
        ({"policy": ""}, ["Row 3, column A (policy): it is empty"]),
        ({"key": "No Key"}, ["Row 3, column B (key): A key has small letters"]),
        ({"fact": "colour"}, ["Row 3, column C (fact): “colour” is not allowed; allowed: termination_deadline"]),
        ({"unit": "day", "fact": "fee"}, ["Row 3, column D (value): “fee” is given in money"]),
        ({"value": "five"}, ["Row 3, column D (value): “five”: Give a whole number"]),
        ({"value": "1.5"}, ["Row 3, column D (value): “1.5”"]),
        ({"applies_from": "22/11/2026"}, ["column F (applies_from): “22/11/2026” is no day; write it as 2026-11-22"]),
        ({"in_force": "maybe"}, ["column F (in_force): “maybe” is not allowed; allowed: yes, temporary, unknown"]),
        ({"our_advice": "1"}, ["column F (our_advice): “1” is not allowed; allowed: yes, no"]),
        ({"sources": "press-1, press-9"}, ["column F (sources): there is no source “press-9”"]),
        ({"qualifier__es": "[x](javascript:x)"}, ["Row 3 (qualifier): es: “javascript:x” is no link"]),
        ({"qualifier__es": "a\u202eb"}, ["Row 3 (qualifier): es: The text holds a character that cannot be seen"]),
    ],
)
def test_an_error_in_the_last_row_names_it_and_changes_nothing(
    world: Policy, editor: User, changes: dict[str, str], said: list[str]
) -> None:
    found = problems(rows(**changes), editor)
    for part in said:
        assert any(part in problem for problem in found), found


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (
            csv_of(["key", "title"], ["press-1", "x"], ["press-1", "y"]),
            "Row 3, column A (key): “press-1” stands in row 2",
        ),
        (csv_of(["key", "url"], ["press-1", "https://1.2.3.4/"]), "Row 2, column B (url): A host is given by its name"),
        (
            csv_of(["key", "title"], ["press-1", "See https://u@x.pe/"]),
            "Row 2, column B (title): An address has no user",
        ),
        (csv_of(["key", "quote"], ["press-1", "word " * 31]), "Row 2, column B (quote): A quote has at most 30 words"),
        (csv_of(["key", "retrieved_on"], ["press-1", ""]), "Row 2, column B (retrieved_on): “” is no day"),
        (
            csv_of(["key", "title"], ["press-1", "x", "more"]),
            "Row 2, column C: the row has more cells than the heading",
        ),
        (csv_of(["key", "title"], ["new", "x"]), "Row 2 (kind): "),
        (
            csv_of(["operator", "key", "value"], ["claro", "phone", "<b>"]),
            "Row 2, column C (value): A number has digits",
        ),
        (csv_of(["slug", "category"], ["what-is-it", "fun"]), "allowed: basics, cancelling"),
        (csv_of(["slug", "policies"], ["what-is-it", "x"]), "Row 2, column B (policies): there is no policie “x”"),
        (csv_of(["slug", "operator"], ["what-is-it", "x"]), "there is no operator “x”; allowed: claro"),
    ],
)
def test_a_row_that_no_form_would_take_is_refused(world: Policy, editor: User, raw: bytes, said: str) -> None:
    found = problems(raw, editor)
    assert any(said in problem for problem in found), found


def test_all_problems_are_said_at_once(world: Policy, editor: User) -> None:
    raw = csv_of(["policy", "key", "value"], *([POLICY, f"x{number}", "?"] for number in range(200)))
    assert 50 <= len(problems(raw, editor)) <= 200


def test_rows_and_columns_that_are_left_out_stay(world: Policy, editor: User) -> None:
    Fact.objects.create(policy=world, key="other", position=9, fact="fee", value="5.00", unit="money", currency="PEN")
    brought("a.csv", csv_of(["policy", "key", "value"], [POLICY, "deadline", "5"], ["", "", ""]), editor)
    assert sorted(Fact.objects.values_list("key", flat=True)) == ["deadline", "other"]
    kept = Fact.objects.get(key="deadline")
    assert (kept.unit, [source.key for source in kept.sources.all()]) == ("business_day", ["press-1"])


def test_a_file_without_a_heading_of_a_whole_table_still_finds_it(world: Policy, editor: User) -> None:
    assert read_file("a.csv", csv_of(["operator", "key", "value"]))[0] == "contact-points"
    assert read_file("a.csv", csv_of(["slug", "position"]))[0] == "faq"


# -- between dry run and import ----------------------------------------------------------------------------------------


def test_an_edit_between_dry_run_and_import_is_listed_and_kept(world: Policy, editor: User) -> None:
    load = read_file("a.csv", csv_of(["policy", "key", "value"], [POLICY, "deadline", "5"]))[1]
    seen = dry_run(load, by=editor, now=LATER)
    Policy.objects.update(summary=tr("Somebody's work"))
    record_edit(Policy.objects.get(), by=make_user("ed2"), now=LATER)
    before = everything()
    with pytest.raises(EditedMeanwhile) as refused:
        import_draft(load, name="file.csv", by=editor, now=LATER, fingerprint=seen.fingerprint, versions=seen.versions)
    assert refused.value.problems == [f"policy {POLICY} was edited meanwhile."]
    assert everything() == before
    again = refused.value.draft
    import_draft(load, name="file.csv", by=editor, now=LATER, fingerprint=again.fingerprint, versions=again.versions)
    assert Fact.objects.get(key="deadline").value == 5
    assert Policy.objects.get().summary == tr("Somebody's work")


def test_a_row_added_behind_the_forms_stops_the_import_too(world: Policy, editor: User) -> None:
    load = read_file("a.csv", NEW_ROWS["a source"][0])[1]
    seen = dry_run(load, by=editor, now=LATER)
    make_source("law-1", title="Another")
    with pytest.raises(EditedMeanwhile):
        import_draft(load, name="file.csv", by=editor, now=LATER, fingerprint=seen.fingerprint, versions=seen.versions)
    assert Source.objects.get(key="law-1").title == "Another"


def test_who_may_not_edit_brings_nothing(world: Policy) -> None:
    stranger = User.objects.create_user("view1", is_staff=True)
    for name, raw in files().items():
        with pytest.raises(NotAllowed):
            tried(name, raw, stranger)


# -- packs -------------------------------------------------------------------------------------------------------------


def pack(**changes: tuple[str, str]) -> bytes:
    """The site's pack with texts replaced, ``claro=("old", "new")`` in the file of that name."""
    found = export_pack(now=LATER)
    for stem, (old, new) in changes.items():
        name = next(path for path in found if path.endswith(f"{stem}.yaml"))
        assert old in found[name]
        found[name] = found[name].replace(old, new, 1)
    return write_zip({name: text.encode() for name, text in found.items()})


def test_a_pack_becomes_drafts_and_prints_nothing(world: Policy, editor: User) -> None:
    before = public()
    raw = pack(claro=("Cancelling (en)", "Closing a line"), sources=("A report", "A better report"))
    draft = brought("content-pack.zip", raw, editor)
    assert [(one.thing, one.column, one.old, one.new) for one in draft.changes] == [
        ("source press-1", "title", "A report", "A better report"),
        (f"policy {POLICY}", "title/en", "Cancelling (en)", "Closing a line"),
    ]
    assert draft.changes[1].where.startswith("operators/claro.yaml:")
    assert Policy.objects.get().title["en"] == "Closing a line"
    assert public() == before
    assert {(edit.noun, edit.key) for edit in Edit.objects.filter(by=editor, what="imported")} == {
        ("source", "press-1"),
        ("policy", POLICY),
    }


def test_one_file_can_be_a_whole_pack(world: Policy, editor: User) -> None:
    found = export_pack(now=LATER)
    joined = "\n".join(found.values()).replace("A report", "A better report")
    draft = brought("all.yaml", joined.encode(), editor)
    assert [one.thing for one in draft.changes] == ["source press-1"]


def test_a_pack_brings_what_is_not_there_yet(world: Policy, editor: User) -> None:
    raw = pack()
    policy = Policy.objects.get()
    for rows_of_policy in (policy.facts, policy.routes, policy.steps, policy.conditions):
        rows_of_policy.all().delete()
    policy.delete()
    Question.objects.all().delete()
    draft = brought("content-pack.zip", raw, editor)
    assert draft.added == ["question debt", f"policy {POLICY}"]
    assert draft.versions == {"question debt": 0, f"policy {POLICY}": 0}
    assert brought("content-pack.zip", raw, editor).changes == []


def test_a_pack_with_an_error_changes_nothing(world: Policy, editor: User) -> None:
    raw = pack(claro=("- yes\n", "- maybe\n"))
    found = problems(raw, editor, "content-pack.zip")
    assert any("operators/claro.yaml:" in problem and "maybe" in problem for problem in found)


def test_a_second_policy_for_the_same_thing_is_refused_and_not_a_fault(world: Policy, editor: User) -> None:
    raw = pack(claro=(f"slug: {POLICY}", "slug: another"))
    found = problems(raw, editor, "content-pack.zip")
    assert found[0].startswith("The database refuses the whole:")


def test_nothing_is_kept_of_a_file_by_the_drafts_themselves(world: Policy, editor: User) -> None:
    brought("content-pack.zip", pack(), editor)
    assert Upload.objects.count() == 0
