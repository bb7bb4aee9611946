"""What somebody may have meant: published words at a small distance."""

from collections.abc import Iterable

LONGEST = 24


def distance(first: str, second: str, most: int) -> int:
    """Letters inserted, left out, changed, or swapped with the next one; ``most + 1`` for anything farther.

    >>> distance("cancelasion", "cancelacion", 2), distance("sadlo", "saldo", 2), distance("saldo", "recarga", 2)
    (1, 1, 3)
    """
    if abs(len(first) - len(second)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for at, letter in enumerate(first, start=1):
        last, before, row = before, row, [at]
        for place, other in enumerate(second, start=1):
            cost = min(before[place] + 1, row[place - 1] + 1, before[place - 1] + (letter != other))
            if at > 1 and place > 1 and letter == second[place - 2] and first[at - 2] == other:
                cost = min(cost, last[place - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def allowed(word: str) -> int:
    """How far from a word its suggestions may be: a short word has too many neighbours."""
    return 1 if len(word) <= 5 else 2


def nearest(word: str, known: Iterable[str], *, most: int = 5) -> list[str]:
    """The known words that are near, nearest first, then by the alphabet.

    >>> nearest("cancelasion", ["cancelacion", "conversacion", "saldo"])
    ['cancelacion']
    """
    if not word or len(word) > LONGEST:
        return []
    reach = allowed(word)
    found = [(distance(word, one, reach), one) for one in set(known) if one != word]
    return [one for far, one in sorted(found) if far <= reach][:most]
