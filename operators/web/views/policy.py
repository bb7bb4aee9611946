"""A policy: what applies, what applied on a day, one of its editions, the difference of two."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from operators import clock, editions
from operators.rendering import difference_page, history_rows, linked, policy_page, policy_twin
from operators.rendering.strings import say
from operators.rendering.values import day
from operators.vocabulary import SubjectKind, Topic
from operators.web import parameters
from operators.web.languages import TAGS
from operators.web.page import page
from operators.web.problems import told

Data = dict[str, Any]


@require_safe
@told
def detail(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """What applies now, or applied on ``as_of``."""
    now, as_of = clock.now(), parameters.as_of(request)
    document = editions.read(SubjectKind.POLICY, slug, language=language, now=now, as_of=as_of)
    banner = say(language, "as_of_banner", day=day(as_of, language)) if as_of else ""
    keep = {"as_of": as_of.isoformat()} if as_of else None
    return _shown(request, document, now, as_of, banner=banner, keep=keep)


@require_safe
@told
def edition(request: HttpRequest, language: str, slug: str, number: int) -> HttpResponse:
    """One edition, as it was printed."""
    now = clock.now()
    document = editions.read_edition(SubjectKind.POLICY, slug, number, language=language, now=now)
    printed = day(document["edition"]["published_at"], language)
    return _shown(request, document, now, None, banner=say(language, "edition_banner", number=number, day=printed))


@require_safe
@told
def compare(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """The difference of two editions."""
    now = clock.now()
    first, second = parameters.edition_numbers(request)
    compared = editions.compare(SubjectKind.POLICY, slug, first, second, language=language, now=now)
    policy = editions.read(SubjectKind.POLICY, slug, language=language, now=now)
    return page(
        request,
        "difference.html",
        language=language,
        title=say(language, "compare_title", old=first, new=second),
        description=policy["title"],
        keep={"from": str(first), "to": str(second)},
        page=difference_page(compared, policy),
        policy_title=policy["title"],
        noindex=True,
    )


@require_safe
@told
def twin(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """The same policy as Markdown."""
    now = clock.now()
    document = editions.read(SubjectKind.POLICY, slug, language=language, now=now)
    country, unlinking = _country_policy(document, now, None), _unlinking(document, now, None)
    text = policy_twin(document, editions.official_channels(now), country, unlinking)
    return HttpResponse(text, content_type="text/markdown; charset=utf-8")


def _shown(
    request: HttpRequest, document: Data, now: datetime, as_of: date | None, *, banner: str, **frame: Any
) -> HttpResponse:
    language, slug = document["language"], document["slug"]
    history = editions.history(SubjectKind.POLICY, slug, language=language, now=now)
    country = _country_policy(document, now, as_of)
    shown = policy_page(document, editions.official_channels(now), country)
    return page(
        request,
        "policy.html",
        language=language,
        title=document["title"],
        description=shown["description"],
        page=shown,
        banner=banner,
        history=history_rows(history, language),
        twin=reverse("policy-twin", kwargs={"language": language, "slug": slug}),
        noindex=bool(banner),
        way=_way(document),
        nodes=[] if banner else linked.policy_nodes(document, document["url"], TAGS[language]),
        unlinking=_unlinking(document, now, as_of),
        verdict=document["online_support"] or "",
        **frame,
    )


def _way(document: Data) -> list[tuple[str, str]]:
    """From below the home page down to the policy: its operator, where it has one, and itself."""
    way = [(document["title"], "policy-detail", document["slug"])]
    if document["operator"]:
        way.insert(0, (document["operator"]["name"], "operator-detail", document["operator"]["slug"]))
    language = document["language"]
    return [(name, reverse(room, kwargs={"language": language, "slug": slug})) for name, room, slug in way]


def _country_policy(document: Data, now: datetime, as_of: date | None) -> Data | None:
    """The rules that hold at every operator, beside an operator's own way of cancelling."""
    return _beside(document, Topic.CANCELLATION, now, as_of) if document["operator"] else None


def _unlinking(document: Data, now: datetime, as_of: date | None) -> Data | None:
    """What to unlink before a cancellation: the country's own list."""
    return _beside(document, Topic.UNLINKING, now, as_of)


def _beside(document: Data, topic: Topic, now: datetime, as_of: date | None) -> Data | None:
    if document["topic"] != Topic.CANCELLATION:
        return None
    return editions.country_policy(document["country"], topic, language=document["language"], now=now, as_of=as_of)
