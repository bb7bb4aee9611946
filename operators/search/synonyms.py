"""The words that mean the same, as editors keep them."""

from functools import lru_cache

from operators.search.query import Synonyms


def synonyms() -> Synonyms:
    """The groups that count now."""
    return _prepared(())


@lru_cache(maxsize=4)
def _prepared(groups: tuple[tuple[str, ...], ...]) -> Synonyms:
    return Synonyms(groups)
