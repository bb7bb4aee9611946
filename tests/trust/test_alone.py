"""No one person changes a public byte: every form, button and address of the editors' door is tried by one alone.

Which addresses there are is read from the resolver, so a new one that takes a POST cannot go untried.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from operators import clock
from operators.models.printed import CorrectionReport, SynonymGroup
from operators.models.working import Edit, Policy, Question, Source
from operators.publishing import content_hash, look, propose_synonyms, submit, verify
from operators.roles import EDITOR, REVIEWER
from operators.vocabulary import VerificationOutcome
from tests.admin import matrix
from tests.admin.conftest import page_of
from tests.admin.pages import all_forms, form_data, row_of
from tests.factories import TODAY, make_faq, make_source, make_user
from tests.trust.test_unpublished import publish_a_small_site, walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

CANARY = "CANARY"
TEXTS = re.compile(r"(_en|_es|_zh_hans)$|^(title|publisher|quote|name|legal_name|answer|note|message|reason)$")
OUR_OWN = (
    "admin/account/",
    "admin/login/",
    "admin/logout/",
    "admin/password_change/",
    "admin/auth/",
    "admin/language/",
)
"""About one's own account, or an Administrator's: no text of the site passes there."""
WITHDRAWS = "withdraw/"
"""One Reviewer is enough to take wrong advice away, by design; a Reviewer's own check counts, too."""


@pytest.fixture(autouse=True)
def four_eyes(settings: Any) -> None:
    settings.KB_FOUR_EYES, settings.KB_API_RATE = True, 0


@pytest.fixture
def site(db: None) -> None:
    """A small published site; somebody else handed something in, proposed a check, and a reader reported."""
    publish_a_small_site()
    other, policy = make_user("ed2", EDITOR), Policy.objects.get(slug="claro-keep")
    found = VerificationOutcome.CONFIRMED
    verify(policy=policy.slug, day=TODAY, outcome=found, note="", by=other, now=clock.now())
    CorrectionReport.objects.create(
        kind="policy", slug=policy.slug, edition=1, language="es", text="Wrong.", received_at=clock.now(),
        source_url="https://news.example/new",
    )  # fmt: skip
    make_source("unused")
    propose_synonyms(key="debt", words=["debt", "deuda"], version=0, by=other, now=clock.now())


class Alone:
    """One person with a browser. Remembers the routes that were posted to."""

    def __init__(self, name: str, role: str, *, without: tuple[str, ...] = ()) -> None:
        self.without = without
        self.client = Client(headers={"accept-language": "en"})
        self.client.force_login(make_user(name, role))
        self.user = User.objects.get(username=name)
        self.tried: set[str] = set()

    def post(self, path: str, data: dict[str, Any]) -> Any:
        response = self.client.post(path, data)
        assert response.status_code < 500, path
        if response.resolver_match:
            self.tried.add(response.resolver_match.route)
        return response

    def every_form_on(self, path: str) -> None:
        """Send each form of a page with our text in every box for texts."""
        for action, data in all_forms(self.client.get(path)):
            where = action or path
            left_out = where.startswith(("/admin/logout/", "/admin/language/")) or where.endswith(self.without)
            if where.startswith("/admin/") and not left_out:
                self.post(where, spoilt(data))


def spoilt(data: dict[str, Any]) -> dict[str, Any]:
    filled = {name: [CANARY] if TEXTS.search(name) else values for name, values in data.items()}
    return filled | {"status": "published", "state": "published", "published_at": "2026-01-01", "tombstone": ""}


def everything(subject: Any) -> dict[str, Any]:
    """What any verb may ask for, with the version and the hash of what is stored."""
    subject.refresh_from_db()
    data, problems = look(subject, now=clock.now())
    return {
        "version": subject.version,
        "content_hash": content_hash(data),
        "reason": "Looked at.",
        "cleared": [problem.clears for problem in problems if problem.clears],
        "note": CANARY,
        "message": CANARY,
        "because_en": CANARY,
        "number": 1,
        "day": str(TODAY),
        "outcome": "confirmed",
    }


def things() -> Iterator[Any]:
    yield from Policy.objects.order_by("pk")
    policy = Policy.objects.get(slug="claro-cancellation-prepaid")
    yield from (policy.operator, make_faq_once(), Question.objects.get(), Source.objects.get(key="press-1"))


def make_faq_once() -> Any:
    from operators.models.working import FaqEntry

    return FaqEntry.objects.order_by("pk").first() or make_faq()


def verbs(one: Alone, subject: Any) -> None:
    """Every button that a subject's page has or could have, pressed twice: before and after it was handed in."""
    for route in matrix.addresses():
        start = f"admin/operators/{subject._meta.model_name}/<int:pk>/"
        if route.startswith(start) and not route.endswith(one.without):
            rest = re.sub(r"<str:language>", "es", re.sub(r"<int:link>", "1", route.removeprefix(start)))
            for _press in range(2):
                one.post(f"/admin/operators/{subject._meta.model_name}/{subject.pk}/{rest}", everything(subject))


def edit(one: Alone, thing: Any) -> None:
    """Every text of the page, its rows and their order; then save as new, a list's action, and deleting it."""
    form = f"{thing._meta.model_name}_form"
    data = spoilt(form_data(one.client.get(page_of(thing)), form=form))
    response = one.post(page_of(thing), data)
    assert response.status_code == 302, response.context["errors"]
    if isinstance(thing, Policy):
        rows = form_data(one.client.get(page_of(thing)), form=form)
        moved = {
            f"{row_of(rows, 'steps', 'ask')}-position": ["9"],
            f"{row_of(rows, 'conditions', 'debt')}-DELETE": ["on"],
        }
        assert one.post(page_of(thing), rows | moved).status_code == 302
    one.post(page_of(thing), form_data(one.client.get(page_of(thing)), form=form) | {"_saveasnew": ["1"]})
    changes = page_of(thing).split(f"{thing.pk}/")[0]
    for action in ("delete_selected", "publish", "verify"):
        one.post(changes, {"action": action, "_selected_action": [thing.pk], "post": "yes", "form-0-title_en": CANARY})
    one.post(page_of(thing), {})
    thing.refresh_from_db()
    one.post(page_of(thing, "delete"), {"post": "yes", "version": thing.version})
    one.post(f"{changes}{thing.pk}/", {})


def channel(one: Alone, operator: Any) -> None:
    """A contact point: what would make a link official."""
    data = form_data(one.client.get(page_of(operator)), form="operator_form")
    value = {f"{row_of(data, 'contact_points', 'website')}-value": ["https://claro-pe.example/"]}
    assert one.post(page_of(operator), data | value).status_code in (200, 302)


def delete_and_make_anew(one: Alone) -> None:
    """A source that nothing cites, and a second policy under the name of one that is live."""
    source = Source.objects.get(key="unused")
    one.post(page_of(source, "delete"), {"post": "yes", "version": source.version})
    assert not Source.objects.filter(key="unused").exists()
    for model in ("source", "question", "operator", "policy", "faqentry"):
        add = reverse(f"admin:operators_{model}_add")
        data = spoilt(form_data(one.client.get(add), form=f"{model}_form"))
        one.post(add, data | {"key": ["unused"], "slug": ["claro-keep"], "url": ["https://news.example/unused"]})


def bring_files(one: Alone) -> None:
    """Each table that can be taken, with our text in it, and a whole pack: tried out, then brought in."""
    for name in ("faq.csv", "facts.csv", "sources.csv", "contact-points.csv", "content-pack.zip"):
        content = one.client.get(reverse("staff-transfer-export", args=[name])).content
        if name.endswith(".csv"):
            for old in ("It is a line.", "A report", "website (en)"):
                content = content.replace(old.encode(), CANARY.encode())
        answer = one.post(reverse("staff-transfer-dry-run"), {"file": SimpleUploadedFile(name, content)})
        for action, data in all_forms(answer):
            if action == reverse("staff-transfer-import"):
                one.post(action, data)
    one.post(reverse("staff-transfer-import"), {})


def reports_and_checks(one: Alone) -> None:
    from operators.models.printed import Edition, Verification

    report, check = CorrectionReport.objects.get(), Verification.objects.get(by__username="ed2")
    for view in ("reject", "accept", "reject"):
        one.post(page_of(report, view), {"note": CANARY, "reason": "", "state": "accepted"})
    if not one.user.has_perm("operators.publish_edition"):
        # A Reviewer who confirms somebody else's check is the second person.
        one.post(page_of(check, "confirm"), {})
    for row in (report, check, Edition.objects.order_by("pk")[0]):
        for view in ("change", "delete"):
            one.post(page_of(row, view), {"post": "yes", "state": "published", "document": CANARY})


def synonyms(one: Alone) -> None:
    """Words that would change what a search finds: proposed, and confirmed by whoever proposed them."""
    add = reverse("admin:operators_synonymgroup_add")
    data = form_data(one.client.get(add), form="synonymgroup_form")
    assert one.post(add, data | {"key": ["mine"], "new_words": ["cancelling\nclaro"]}).status_code == 302
    group = SynonymGroup.objects.get(key="mine")
    one.post(page_of(group, "confirm"), {"version": group.version})
    group.refresh_from_db()
    assert (group.words, group.proposed) == ([], ["cancelling", "claro"])


def try_everything(one: Alone) -> None:
    for thing in things():
        edit(one, thing)
        one.every_form_on(page_of(thing))
    for thing in things():
        if hasattr(thing, "KIND"):
            verbs(one, thing)
        else:
            one.post(page_of(thing, "here"), {})
    channel(one, Policy.objects.get(slug="claro-cancellation-prepaid").operator)
    delete_and_make_anew(one)
    bring_files(one)
    synonyms(one)
    reports_and_checks(one)
    for thing in things():
        if hasattr(thing, "KIND"):
            verbs(one, thing)
    # What is left asks for nothing in particular.
    every = matrix.addresses()
    for route in every:
        if route not in one.tried and not route.startswith(OUR_OWN) and not route.endswith(one.without):
            one.post(matrix.path_of(route, every[route]), {"post": "yes", "text": CANARY})


def edited_by(one: Alone) -> set[str]:
    """The nouns of which this person did change a working copy: the attempts were no idle ones."""
    return set(Edit.objects.filter(by=one.user, what="edited").values_list("noun", flat=True))


def untried(one: Alone) -> set[str]:
    """Addresses that would take a POST of this person, and got none."""
    listed = matrix.written()
    role = "reviewer" if one.user.has_perm("operators.publish_edition") else "editor"
    taking = {
        route
        for (route, method), cells in listed.items()
        if method == "POST" and cells[role] not in ("no", "method", "missing", "login")
    }
    # A request tells its route without the anchors, and with the names of the apps.
    tried = {re.sub(r"\(\?P<app_label>[^)]*\)", "(?P<app_label>…)", route).replace("^", "") for route in one.tried}
    return {route for route in taking if route.replace("^", "") not in tried and not route.startswith(OUR_OWN)}


@pytest.mark.slow
def test_an_editor_alone_changes_no_public_byte(client: Client, site: None) -> None:
    before = walk(client)
    one = Alone("ed1", EDITOR)
    try_everything(one)
    assert untried(one) == set()
    after = walk(client)
    assert [address for address in before if after.get(address) != before[address]] == []
    assert set(after) == set(before)
    assert edited_by(one) == {"faq", "operator", "policy", "question", "source"}


@pytest.mark.slow
def test_a_reviewer_alone_changes_no_public_byte_with_work_of_their_own(client: Client, site: None) -> None:
    before = walk(client)
    one = Alone("rev1", REVIEWER, without=(WITHDRAWS, "verify/", "confirm/"))
    try_everything(one)
    assert {route for route in untried(one) if not route.endswith(one.without)} == set()
    after = walk(client)
    assert [address for address in before if after.get(address) != before[address]] == []
    assert set(after) == set(before)
    assert edited_by(one) == {"faq", "operator", "policy", "question", "source"}


def test_two_people_do_change_what_readers_get(client: Client, site: None) -> None:
    """The control: the same edit, published by somebody else."""
    before = walk(client)
    one, policy = Alone("ed1", EDITOR), Policy.objects.get(slug="claro-keep")
    data = form_data(one.client.get(page_of(policy)), form="policy_form")
    assert one.post(page_of(policy), data | {"title_en": [CANARY]}).status_code == 302
    policy.refresh_from_db()
    submit(policy, version=policy.version, by=one.user, now=clock.now())
    assert one.post(page_of(policy, "publish"), everything(policy)).status_code == 403
    assert walk(client) == before
    assert Alone("rev1", REVIEWER).post(page_of(policy, "publish"), everything(policy)).status_code == 302
    after = walk(client)
    assert any(CANARY.encode() in body for _status, body, _etag in after.values())
