"""A policy: what applies, what applied on a day, one of its editions, the difference of two."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from operators import clock, editions
from operators.rendering import difference_page, difference_twin, history_rows, linked, policy_page, policy_twin
from operators.rendering.strings import say
from operators.rendering.values import day
from operators.vocabulary import SubjectKind, Topic
from operators.web import parameters
from operators.web.languages import TAGS
from operators.web.page import markdown, page
from operators.web.problems import told

Data = dict[str, Any]


@require_safe
@told
def detail(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """What applies now, or applied on ``as_of``."""
    now, as_of = clock.now(), parameters.as_of(request)
    document = editions.read(SubjectKind.POLICY, slug, language=language, now=now, as_of=as_of)
    keep = {"as_of": as_of.isoformat()} if as_of else None
    return _shown(request, document, now, as_of, banner=_of_a_day(as_of, language), keep=keep)


@require_safe
@told
def twin(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """The same policy as Markdown, of the same day."""
    now, as_of = clock.now(), parameters.as_of(request)
    document = editions.read(SubjectKind.POLICY, slug, language=language, now=now, as_of=as_of)
    return _written(document, now, as_of, banner=_of_a_day(as_of, language))


@require_safe
@told
def edition(request: HttpRequest, language: str, slug: str, number: int) -> HttpResponse:
    """One edition, as it was printed."""
    now = clock.now()
    document = editions.read_edition(SubjectKind.POLICY, slug, number, language=language, now=now)
    return _shown(request, document, now, None, banner=_of_an_edition(document))


@require_safe
@told
def edition_twin(request: HttpRequest, language: str, slug: str, number: int) -> HttpResponse:
    """The same edition as Markdown."""
    now = clock.now()
    document = editions.read_edition(SubjectKind.POLICY, slug, number, language=language, now=now)
    return _written(document, now, None, banner=_of_an_edition(document))


@require_safe
@told
def compare(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """The difference of two editions."""
    first, second = parameters.edition_numbers(request)
    shown, policy = _compared(language, slug, first, second)
    return page(
        request,
        "difference.html",
        language=language,
        title=say(language, "compare_title", old=first, new=second),
        description=policy["title"],
        keep={"from": str(first), "to": str(second)},
        page=shown,
        policy_title=policy["title"],
        twin=True,
        noindex=True,
    )


@require_safe
@told
def compare_twin(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """The same difference as Markdown."""
    return markdown(difference_twin(*_compared(language, slug, *parameters.edition_numbers(request))))


def _of_a_day(as_of: date | None, language: str) -> str:
    return say(language, "as_of_banner", day=day(as_of, language)) if as_of else ""


def _of_an_edition(document: Data) -> str:
    language, edition = document["language"], document["edition"]
    return say(language, "edition_banner", number=edition["number"], day=day(edition["published_at"], language))


def _compared(language: str, slug: str, first: int, second: int) -> tuple[Data, Data]:
    """The difference, and the policy as it is read now."""
    now = clock.now()
    compared = editions.compare(SubjectKind.POLICY, slug, first, second, language=language, now=now)
    policy = editions.read(SubjectKind.POLICY, slug, language=language, now=now)
    return difference_page(compared, policy), policy


def _written(document: Data, now: datetime, as_of: date | None, *, banner: str) -> HttpResponse:
    history = editions.history(SubjectKind.POLICY, document["slug"], language=document["language"], now=now)
    return markdown(
        policy_twin(
            document,
            editions.official_channels(now),
            _country_policy(document, now, as_of),
            _unlinking(document, now, as_of),
            banner=banner,
            history=history_rows(history, document["language"]),
        )
    )


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
        twin=True,
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
