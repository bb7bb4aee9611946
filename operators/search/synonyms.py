"""The words that mean the same, as editors keep them."""

from functools import lru_cache

from operators.models.printed import SynonymGroup
from operators.search.query import Synonyms


def synonyms() -> Synonyms:
    """The groups in use now, in one query. A proposal counts for nothing here."""
    return _prepared(tuple(tuple(words) for words in SynonymGroup.objects.values_list("words", flat=True) if words))


@lru_cache(maxsize=4)
def _prepared(groups: tuple[tuple[str, ...], ...]) -> Synonyms:
    """The same groups are taken apart once in a process."""
    return Synonyms(groups)
