"""What may have been meant where nothing was found: published words alone, each of which finds something."""

from collections.abc import Sequence

from django.db.models import QuerySet

from operators.models.printed import SearchEntry, SearchWord
from operators.search.query import AllOf, Expression, nearest, parse
from operators.search.query.parsing import LONGEST_QUERY
from operators.search.query.suggesting import LONGEST, allowed
from operators.search.query.tokens import fold, pieces
from operators.search.rows import finding
from operators.search.synonyms import synonyms

MOST = 3
MOST_WORDS = 6


def suggestions(text: str, *, language: str, rows: QuerySet[SearchEntry], filters: Sequence[Expression]) -> list[str]:
    """Up to three queries near what was typed, each of which finds something in ``rows``.

    Words that are known nowhere are replaced by near ones; Han runs by words that synonyms know.
    """
    found = list(pieces(fold(text[:LONGEST_QUERY])))[:MOST_WORDS]
    choices: list[list[str]] = []
    for piece in found:
        known = _finds(piece.text, language, rows, filters)
        if known or (not piece.han and not piece.text.isalpha()):
            choices.append([piece.text])
        elif piece.han:
            choices.append(_han(piece.text))
        else:
            choices.append(nearest(piece.text, _near(piece.text, language)))
    if not any(choices) or all(one == [piece.text] for one, piece in zip(choices, found, strict=True)):
        return []
    tried: list[str] = []
    for place in range(MOST * 2):
        words = [one[min(place, len(one) - 1)] for one in choices if one]
        # Words without a neighbour are left out: the rest still finds something.
        meant = " ".join(words)
        if meant and meant not in tried:
            tried.append(meant)
    return [meant for meant in tried if _finds(meant, language, rows, filters)][:MOST]


def _finds(text: str, language: str, rows: QuerySet[SearchEntry], filters: Sequence[Expression]) -> bool:
    query = parse(f"{text} ", language, synonyms())
    if not query.groups:
        return False
    expression = AllOf((*filters, query.expression("b")))
    return finding(rows, expression).exists()


def _near(word: str, language: str) -> list[str]:
    """Words of about this length with the same first letter, or with its second one first."""
    if len(word) > LONGEST:
        return []
    reach = allowed(word)
    rows = SearchWord.objects.filter(
        language=language, first__in=sorted(set(word[:2])), length__range=(len(word) - reach, len(word) + reach)
    )
    return list(rows.values_list("word", flat=True))


def _han(run: str) -> list[str]:
    """Han words of the synonyms that share a character with a run and are near it."""
    known = [word for word in synonyms().by_run if set(word) & set(run)]
    return nearest(run, known)
