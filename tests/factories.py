"""Makers of things in a given state. Plain functions: a test reads what it makes."""

from datetime import UTC, date, datetime
from typing import Any

from django.contrib.auth.models import Group, Permission, User

from operators.models.printed import Edition
from operators.models.working import (
    Condition,
    ContactPoint,
    Fact,
    FaqEntry,
    Operator,
    Option,
    Policy,
    Question,
    Route,
    Source,
    Step,
)
from operators.models.working.subject import Subject
from operators.publishing import content_hash, look, publish, record_edit, submit
from operators.roles import EDITOR, REVIEWER, ensure_roles

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)


def tr(text: str) -> dict[str, str]:
    """A text in all three languages."""
    return {"zh-hans": f"{text}（中文）", "es": f"{text} (es)", "en": f"{text} (en)"}


def make_user(username: str = "ed", role: str = EDITOR, **columns: Any) -> User:
    user, created = User.objects.get_or_create(username=username, defaults={"is_staff": True, **columns})
    if created:
        user.set_password("correct horse battery staple")
        user.save()
    if not Group.objects.filter(name=role).exists():
        ensure_roles(Group, Permission)
    user.groups.add(Group.objects.get(name=role))
    return user


def make_source(key: str = "press-1", **columns: Any) -> Source:
    values = {
        "url": f"https://news.example/{key}",
        "title": "A report",
        "publisher": "News",
        "kind": "press",
        "language": "es",
        "published_on": "2026-05-01",
        "retrieved_on": TODAY,
        "quote": "el plazo es de un día",
    }
    return Source.objects.get_or_create(key=key, defaults={**values, **columns})[0]


def make_operator(slug: str = "claro", *, host: str = "", number: str = "", **columns: Any) -> Operator:
    """An operator with a website and a phone number as its contact points."""
    values = {"name": slug.title(), "summary": tr("An operator"), "effective_from": date(2025, 1, 1)}
    operator = Operator.objects.create(slug=slug, **{**values, **columns})
    host = host or f"www.{slug}.com.pe"
    points = [("website", f"https://{host}/"), ("phone", number or "0800 00123")]
    for position, (channel, value) in enumerate(points):
        point = ContactPoint.objects.create(
            operator=operator, key=channel, position=position, channel=channel, label=tr(channel), value=value
        )
        point.sources.add(make_source())
    return operator


def make_question(key: str = "debt", codes: tuple[str, ...] = ("no", "yes"), **columns: Any) -> Question:
    position = columns.pop("position", Question.objects.count() + 1)
    question, created = Question.objects.get_or_create(
        key=key, defaults={"text": tr(f"{key}?"), "position": position, **columns}
    )
    if created:
        for place, code in enumerate(codes):
            Option.objects.create(question=question, code=code, label=tr(code), position=place)
    return question


def make_policy(
    slug: str = "claro-cancellation-prepaid", *, operator: Operator | None = None, **columns: Any
) -> Policy:
    """A cancellation policy with a fact, a route, a step and a condition, each with a source."""
    values = {
        "topic": "cancellation",
        "line_type": "prepaid",
        "title": tr("Cancelling"),
        "summary": tr("It can be done."),
        "effective_from": date(2025, 1, 1),
    }
    policy = Policy.objects.create(slug=slug, operator=operator, **{**values, **columns})
    source = make_source()
    rows: list[Any] = [
        Fact.objects.create(
            policy=policy, key="deadline", position=0, fact="termination_deadline", value=1, unit="business_day"
        ),
        Step.objects.create(policy=policy, key="ask", position=0, title=tr("Ask"), body=tr("Ask for it.")),
        Condition.objects.create(
            policy=policy,
            key="debt",
            position=0,
            question=make_question(),
            when=["yes"],
            outcome="prepare_first",
            text=tr("A debt."),
            remedy=tr("Pay it."),
            lead_time_days=2,
        ),
    ]
    if operator is not None:
        rows.append(
            Route.objects.create(
                policy=policy, key="app", position=0, channel="app", support="yes", store_visit="never"
            )
        )
    for row in rows:
        row.sources.add(source)
    return policy


def make_faq(slug: str = "what-is-it", **columns: Any) -> FaqEntry:
    values = {
        "category": "basics",
        "question": tr("What is it?"),
        "answer": tr("It is a line."),
        "effective_from": date(2025, 1, 1),
    }
    entry = FaqEntry.objects.create(slug=slug, **{**values, **columns})
    entry.sources.add(make_source())
    return entry


def publish_now(
    subject: Subject, *, now: datetime = NOW, writer: User | None = None, reviewer: User | None = None
) -> Edition:
    """Through the gate as two people would: one submits, another clears every warning and publishes."""
    writer = writer or make_user("writer", EDITOR)
    reviewer = reviewer or make_user("reviewer", REVIEWER)
    record_edit(subject, by=writer, now=now)
    subject.refresh_from_db()
    submit(subject, version=subject.version, by=writer, now=now)
    data, problems = look(subject, now=now)
    return publish(
        subject,
        version=subject.version,
        content_hash=content_hash(data),
        by=reviewer,
        now=now,
        reason="Looked at in a test.",
        cleared=[problem.clears for problem in problems if problem.clears],
    )
