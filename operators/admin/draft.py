"""A draft as readers would get it: a working copy's documents, completed with what is added when an edition is read."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings

from operators import editions
from operators.admin.status import Status
from operators.links import OfficialList
from operators.models.printed import Listing
from operators.publishing.gate import own_channels
from operators.rendering import faq_page, operator_page, policy_page
from operators.rendering.strings import strings
from operators.vocabulary import COUNTRIES, SubjectKind, Topic

Data = dict[str, Any]

TAGS = {"zh-hans": "zh-Hans", "es": "es", "en": "en"}
TEMPLATES = {
    SubjectKind.POLICY: "policy.html",
    SubjectKind.OPERATOR: "operator.html",
    SubjectKind.FAQ: "faq_entry.html",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """What a working copy says, apart from the working copy: plain data that can be kept.

    ``documents`` maps languages to documents; ``contact_points`` are an operator's own, which are official on its page.
    """

    kind: str
    slug: str
    country: str
    number: int
    effective_from: date | None
    effective_basis: str
    significance: str
    note: dict[str, str]
    documents: dict[str, Data]
    entry: Data

    def kept(self) -> Data:
        """As it is stored in a link to a draft."""
        day = self.effective_from.isoformat() if self.effective_from else None
        return asdict(self) | {"effective_from": day}

    @classmethod
    def of_kept(cls, data: Data) -> "Draft":
        day = date.fromisoformat(data["effective_from"]) if data["effective_from"] else None
        return cls(**data | {"effective_from": day})


def draft_of(status: Status) -> Draft:
    subject = status.subject
    operator = subject.KIND == SubjectKind.OPERATOR
    points = {"contact_points": status.data["entry"].get("contact_points", [])}
    return Draft(
        kind=str(subject.KIND),
        slug=subject.slug,
        country=subject.country,
        number=status.last.number + 1 if status.last else 1,
        effective_from=subject.effective_from,
        effective_basis=str(subject.effective_basis),
        significance=str(subject.significance),
        note=dict(subject.change_note or {}),
        documents=status.documents,
        entry=points | {"homepage": status.data["entry"].get("homepage", "")} if operator else {},
    )


def template_of(draft: Draft) -> str:
    return TEMPLATES[SubjectKind(draft.kind)]


def editions_on(country: str, now: datetime, on: date) -> tuple[datetime, date | None]:
    """``now`` and ``as_of`` with which the read side gives what applies on a day: also on one that has yet to come."""
    today = COUNTRIES[country].today(now)
    if on > today:
        return COUNTRIES[country].midnight(on), None
    return now, on if on < today else None


def frame(
    draft: Draft, document: Data, language: str, versions: list[Data], *, now: datetime, on: date
) -> dict[str, Any]:
    """What the readers' template is given. ``versions`` are the links to the other languages."""
    return {
        "page": rendered(draft, document, language, now=now, on=on),
        "title": document.get("title") or document.get("question") or document.get("name") or draft.slug,
        "s": strings(language),
        "lang": language,
        "html_lang": TAGS[language],
        "languages": versions,
        "canonical": settings.KB_SITE_URL,
        "noindex": True,
    }


def rendered(draft: Draft, document: Data, language: str, *, now: datetime, on: date) -> Data:
    """What the template shows, made as for readers."""
    official = allowed(draft, now)
    if draft.kind == SubjectKind.POLICY:
        return policy_page(document, official, _country_policy(draft, document, language, now, on))
    if draft.kind == SubjectKind.FAQ:
        return faq_page(document, official)
    then, as_of = editions_on(draft.country, now, on)
    rows = editions.listings(SubjectKind.POLICY, now=then, as_of=as_of).filter(operator=document["slug"])
    return operator_page(document, editions.read_many(rows, language=language, now=then), official)


def allowed(draft: Draft, now: datetime) -> OfficialList:
    """The official list; an operator's own contact points count on its own page."""
    official = editions.official_channels(now)
    return official.joined(own_channels(draft.entry)) if draft.kind == SubjectKind.OPERATOR else official


def completed(draft: Draft, language: str, *, now: datetime, on: date) -> Data:
    """The document with what is added when an edition is read: dates, freshness, contact points, titles."""
    document = dict(draft.documents[language])
    today = COUNTRIES[draft.country].today(now)
    then, as_of = editions_on(draft.country, now, on)
    document["url"] = editions.page_url(draft.kind, draft.slug, language)
    document["edition"] = {
        "number": draft.number,
        "effective_from": (draft.effective_from or today).isoformat(),
        "effective_basis": draft.effective_basis,
        "effective_to": None,
        "published_at": now.isoformat().replace("+00:00", "Z"),
        "significance": draft.significance,
        "note": draft.note.get(language, ""),
        "origin": "",
        "four_eyes": settings.KB_FOUR_EYES,
    }
    if draft.kind == SubjectKind.POLICY:
        document["freshness"] = _freshness(draft, now, on)
        slug = document["operator"]["slug"] if document["operator"] else COUNTRIES[draft.country].regulator
        document["contact_points"] = _contact_points(slug, language, then)
    if draft.kind == SubjectKind.FAQ:
        rows = editions.listings(SubjectKind.POLICY, now=then, as_of=as_of).filter(slug__in=document["policies"])
        policies = editions.read_many(rows, language=language, now=then)
        document["policies"] = [{"slug": policy["slug"], "title": policy["title"]} for policy in policies]
    return document


def _freshness(draft: Draft, now: datetime, on: date) -> Data:
    """As on the day: a check that had not been made yet does not count."""
    rows = Listing.objects.filter(kind=draft.kind, slug=draft.slug, public_at__lte=now, withdrawn=False)
    row = rows.exclude(ends_at__lte=now).first()
    if row is None or row.verified_on is None or row.verified_on > on:
        return editions.freshness(None, None, on)
    return editions.freshness(row.verified_on, row.review_due_on, on)


def _contact_points(slug: str, language: str, then: datetime) -> list[Data]:
    """The operator's own, from its current edition: today's even for a day gone by."""
    try:
        operator = editions.read(SubjectKind.OPERATOR, slug, language=language, now=then)
    except (editions.NotPublished, editions.Withdrawn):
        return []
    points: list[Data] = operator["contact_points"]
    return points


def _country_policy(draft: Draft, document: Data, language: str, now: datetime, on: date) -> Data | None:
    """The rules that hold at every operator on that day, beside an operator's own way of cancelling."""
    if document["topic"] != Topic.CANCELLATION or not document["operator"]:
        return None
    then, as_of = editions_on(draft.country, now, on)
    rows = editions.listings(SubjectKind.POLICY, now=then, as_of=as_of)
    row = rows.filter(country=document["country"], operator="", topic=Topic.CANCELLATION).first()
    return editions.read(SubjectKind.POLICY, row.slug, language=language, now=then, as_of=as_of) if row else None
