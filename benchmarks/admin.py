"""How long the editors' door takes with 10,000 policies: the queue, the lists, the boards and a policy's page.

``python -m benchmarks.admin`` builds Peru's content and 10,000 policies of 1,000 operators in a test database (of
``DATABASE_URL``, else SQLite), then prints the median of seven rounds, the worst of them, how much of the processor's
time the median took, and the number of queries. The aim is 500 ms and a number of queries that does not depend on how
much there is.
"""

import os
import platform
import sys
from datetime import UTC, date, datetime, timedelta
from statistics import median
from time import perf_counter, process_time
from typing import Any

POLICIES = int(os.environ.get("POLICIES", "10000"))
ROUNDS = 7


def main() -> None:
    os.environ.setdefault("KB_LOCAL", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kb.settings")
    import logging

    import django

    django.setup()
    logging.disable(logging.CRITICAL)
    from django.db import connection

    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        build()
        measure()
    finally:
        connection.creation.destroy_test_db(os.environ.get("DATABASE_URL", "kb").rpartition("/")[2], verbosity=0)


def build() -> None:
    """Peru through the gate, as always; the rest as rows, since the gate would take hours."""
    from django.db import connection
    from django.utils import timezone

    from operators.management.commands.import_content import PERU, pack_account
    from operators.models.printed import CorrectionReport, Edition, EditionText, Listing, Verification
    from operators.models.working import Edit, Fact, Operator, Policy, Step, Submission, TranslationGap
    from operators.transfer import import_pack, read_pack
    from operators.vocabulary import Topic
    from tests.factories import make_user, tr

    now = timezone.now()
    import_pack(read_pack(PERU), by=pack_account(), now=now)
    editor, reviewer = make_user("ed1"), make_user("rev1", "Reviewer")
    topics = list(Topic)
    count = -(-POLICIES // len(topics))
    operators = Operator.objects.bulk_create(
        Operator(slug=f"op-{number:04}", name=f"Operator {number:04}", summary=tr("An operator"))
        for number in range(count)
    )
    policies = Policy.objects.bulk_create(
        Policy(
            slug=f"op-{number // len(topics):04}-{topics[number % len(topics)]}",
            operator=operators[number // len(topics)],
            topic=topics[number % len(topics)],
            title=tr(f"Policy {number}"),
            summary=tr("It can be done, with the identity document at hand. " * 5),
        )
        for number in range(POLICIES)
    )
    Fact.objects.bulk_create(
        Fact(policy=one, key="deadline", position=1, fact="termination_deadline", value=1, unit="business_day")
        for one in policies
    )
    Step.objects.bulk_create(
        Step(policy=one, key=f"step-{place}", position=place, title=tr("Ask"), body=tr("Ask for it in the app."))
        for one in policies
        for place in (1, 2, 3)
    )
    claro = Edition.objects.filter(kind="operator", slug="claro").latest("number")
    texts = {text.language: (text.document, text.summary) for text in EditionText.objects.filter(edition=claro)}
    start = Edition.objects.latest("revision").revision + 1

    def printed(kind: str, slug: str, place: int) -> Edition:
        at = now - timedelta(days=place % 300 + 1)
        return Edition(kind=kind, slug=slug, number=1, revision=start + place, country="PE", effective_from=at.date(),
                       effective_basis="published", published_at=at, public_at=at, published_by="rev1", four_eyes=True,
                       significance="policy_changed", review_every_days=90, hash=f"{kind}-{slug}")  # fmt: skip

    subjects = [("operator", one.slug, one.slug, "") for one in operators]
    subjects += [
        ("policy", one.slug, operators[place // len(topics)].slug, one.topic) for place, one in enumerate(policies)
    ]
    editions = Edition.objects.bulk_create(
        [printed(kind, slug, place) for place, (kind, slug, _op, _topic) in enumerate(subjects)], batch_size=500
    )
    EditionText.objects.bulk_create(
        [
            EditionText(
                edition=edition,
                language=language,
                document=document.replace("claro", edition.slug) if edition.kind == "operator" else "{}",
                summary=summary if edition.kind == "operator" else "{}",
            )
            for edition in editions
            for language, (document, summary) in texts.items()
        ],
        batch_size=500,
    )
    Listing.objects.bulk_create(
        [
            Listing(
                kind=kind, slug=slug, edition=edition, effective_from=edition.effective_from,
                public_at=edition.public_at,
                country="PE", operator=operator, topic=topic, line_type="any" if topic else "",
                verified_on=edition.effective_from if topic else None,
                review_due_on=edition.effective_from + timedelta(days=90) if topic else None,
            )
            for edition, (kind, slug, operator, topic) in zip(editions, subjects, strict=True)
        ],
        batch_size=500,
    )  # fmt: skip
    Edit.objects.bulk_create(
        [Edit(noun=kind, key=slug, version=1, by=editor, at=edition.published_at - timedelta(hours=1))
         for edition, (kind, slug, _op, _topic) in zip(editions, subjects, strict=True)],
        batch_size=500,
    )  # fmt: skip
    Verification.objects.bulk_create(
        [Verification(policy=one.slug, day=date(2026, 1, 1), outcome="confirmed", by=editor, at=now,
                      **({"confirmed_by": reviewer, "confirmed_at": now} if place % 20 else {}))
         for place, one in enumerate(policies)],
        batch_size=500,
    )  # fmt: skip
    Submission.objects.bulk_create(
        Submission(kind="policy", slug=one.slug, version=1, content_hash="x", submitted_by=editor, submitted_at=now)
        for one in policies[::30]
    )
    Edit.objects.bulk_create(
        Edit(noun="policy", key=one.slug, version=2, by=reviewer, at=now) for one in policies[::90]
    )
    TranslationGap.objects.bulk_create(
        [TranslationGap(noun="policy", key=one.slug, place=place, language=language, state=state, since=now)
         for one in policies[::3] for place, state in (("title", "outdated"), ("steps[step-1].body", "missing"))
         for language in ("zh-hans", "en")],
        batch_size=500,
    )  # fmt: skip
    CorrectionReport.objects.bulk_create(
        CorrectionReport(kind="policy", slug=one.slug, edition=1, language="es", text="Ya no.", received_at=now)
        for one in policies[::50]
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def measure() -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from operators.models.working import Policy
    from tests.factories import make_user

    client = Client(headers={"accept-language": "en"})
    client.force_login(make_user("rev1", "Reviewer"))
    policies = reverse("admin:operators_policy_changelist")
    claro = Policy.objects.get(slug="claro-cancellation-prepaid")
    edited = Policy.objects.get(slug="entel-cancellation-prepaid")
    edited.conditions.update(outcome="not_possible")
    pages = {
        "work queue": reverse("admin:index"),
        "work queue, one operator": reverse("admin:index") + "?operator=op-0500",
        "list of policies": policies,
        "its last page": f"{policies}?p={-(-(POLICIES + 12) // 50)}",
        "those that ask for a check": f"{policies}?freshness=due",
        "those with an outdated text": f"{policies}?translations=outdated",
        "a search in it": f"{policies}?q=op-0500",
        "a policy": reverse("admin:operators_policy_change", args=[claro.pk]),
        "its review": reverse("admin:operators_policy_review", args=[claro.pk]),
        "one with other conditions": reverse("admin:operators_policy_change", args=[edited.pk]),
        "its review (Entel's)": reverse("admin:operators_policy_review", args=[edited.pk]),
        "coverage": reverse("admin:coverage"),
        "translations": reverse("admin:translations"),
        "checks to confirm": reverse("admin:operators_verification_changelist") + "?confirmed=no",
    }
    taken: dict[str, list[float]] = {name: [] for name in pages}
    worked: dict[str, list[float]] = {name: [] for name in pages}
    queries: dict[str, int] = {}
    for name, address in pages.items():
        answer: Any = client.get(address)
        assert answer.status_code == 200, (name, answer.status_code)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        queries[name] = len(captured)
        if "-v" in sys.argv:
            for query in sorted(captured.captured_queries, key=lambda one: -float(one["time"]))[:3]:
                print(name, query["time"], query["sql"][:400])
    for _round in range(ROUNDS):
        for name, address in pages.items():
            start, processor = perf_counter(), process_time()
            client.get(address)
            taken[name].append((perf_counter() - start) * 1000)
            worked[name].append((process_time() - processor) * 1000)
    at = datetime.now(UTC).date()
    print(f"{at}, {connection.vendor}, Python {platform.python_version()}, {os.cpu_count()} cores, {POLICIES} policies")
    print(f"{'page':30} {'median':>8} {'worst':>8} {'processor':>11} {'queries':>8}")
    for name, rounds in taken.items():
        processor = median(worked[name])
        print(f"{name:30} {median(rounds):5.0f} ms {max(rounds):5.0f} ms {processor:8.0f} ms {queries[name]:8}")


if __name__ == "__main__":
    main()
