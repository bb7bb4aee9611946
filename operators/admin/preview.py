"""The working copy on the readers' own page, for editors alone."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from operators import editions
from operators.admin.status import Status
from operators.links import OfficialList
from operators.models.forms import LANGUAGE_NAMES
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


def preview_page(room: Any, request: HttpRequest, status: Status, language: str) -> HttpResponse:
    """The page that readers would get if the working copy were published now, with a bar that says what it is."""
    document = completed(status, language)
    title = document.get("title") or document.get("question") or document.get("name") or status.subject.slug
    versions = [
        {
            "code": code,
            "hreflang": TAGS[code],
            "name": name,
            "href": room.url("preview", status.subject, code),
        }
        for code, name in LANGUAGE_NAMES.items()
    ]
    context = {
        "real_template": TEMPLATES[status.subject.KIND],
        "page": rendered(status, document, language),
        "title": title,
        "s": strings(language),
        "lang": language,
        "html_lang": TAGS[language],
        "languages": versions,
        "canonical": settings.KB_SITE_URL,
        "noindex": True,
        "change_url": room.change_url(status.subject),
        "said": _("Preview of the working copy, version %(version)s. Readers see none of this before it is published.")
        % {"version": status.subject.version},
    }
    return room.page(request, "preview.html", context)


def rendered(status: Status, document: Data, language: str) -> Data:
    """What the template shows, made as for readers."""
    official = allowed(status)
    if status.subject.KIND == SubjectKind.POLICY:
        return policy_page(document, official, _country_policy(status, document, language))
    if status.subject.KIND == SubjectKind.FAQ:
        return faq_page(document, official)
    rows = editions.listings(SubjectKind.POLICY, now=status.now).filter(operator=document["slug"])
    return operator_page(document, editions.read_many(rows, language=language, now=status.now), official)


def allowed(status: Status) -> OfficialList:
    """The official list; an operator's own contact points count on its own page."""
    official = editions.official_channels(status.now)
    if status.subject.KIND == SubjectKind.OPERATOR:
        official = official.joined(own_channels(status.data["entry"]))
    return official


def completed(status: Status, language: str) -> Data:
    """The document with what is added when an edition is read: dates, freshness, contact points, titles."""
    subject, document = status.subject, dict(status.documents[language])
    today = COUNTRIES[subject.country].today(status.now)
    document["url"] = editions.page_url(subject.KIND, subject.slug, language)
    document["edition"] = {
        "number": status.last.number + 1 if status.last else 1,
        "effective_from": (subject.effective_from or today).isoformat(),
        "effective_basis": subject.effective_basis,
        "effective_to": None,
        "published_at": status.now.isoformat().replace("+00:00", "Z"),
        "significance": subject.significance,
        "note": (subject.change_note or {}).get(language, ""),
        "origin": "",
        "four_eyes": settings.KB_FOUR_EYES,
    }
    if subject.KIND == SubjectKind.POLICY:
        document["freshness"] = status.freshness or editions.freshness(None, None, today)
        slug = document["operator"]["slug"] if document["operator"] else COUNTRIES[subject.country].regulator
        document["contact_points"] = _contact_points(status, slug, language)
    if subject.KIND == SubjectKind.FAQ:
        rows = editions.listings(SubjectKind.POLICY, now=status.now).filter(slug__in=document["policies"])
        policies = editions.read_many(rows, language=language, now=status.now)
        document["policies"] = [{"slug": policy["slug"], "title": policy["title"]} for policy in policies]
    return document


def _contact_points(status: Status, slug: str, language: str) -> list[Data]:
    try:
        operator = editions.read(SubjectKind.OPERATOR, slug, language=language, now=status.now)
    except (editions.NotPublished, editions.Withdrawn):
        return []
    points: list[Data] = operator["contact_points"]
    return points


def _country_policy(status: Status, document: Data, language: str) -> Data | None:
    """The rules that hold at every operator, beside an operator's own way of cancelling."""
    if document["topic"] != Topic.CANCELLATION or not document["operator"]:
        return None
    rows = editions.listings(SubjectKind.POLICY, now=status.now)
    row = rows.filter(country=document["country"], operator="", topic=Topic.CANCELLATION).first()
    return editions.read(SubjectKind.POLICY, row.slug, language=language, now=status.now) if row else None
