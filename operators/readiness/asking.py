"""Which questions are asked: those of two documents as one list, and when each of them shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from operators.readiness.documents import AskedWhen, Document, Option, Question, newest_first
from operators.vocabulary import QuestionGroup


class Shown(Enum):
    """Whether a question is asked, in strong Kleene logic."""

    YES = "yes"
    NO = "no"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is asked, joined from the documents that embed it."""

    key: str
    group: str
    text: str
    how_to_find_out: str
    asked_when: AskedWhen | None
    options: tuple[Option, ...]
    codes: tuple[str, ...]
    parent: str | None
    # The options of the parent that the document which says "asked when" knows; an option that it has never heard of
    # leaves open whether this question is asked.
    parent_codes: frozenset[str]

    def shown_under(self, code: str) -> Shown:
        """Whether the question is asked once its parent is answered with ``code``."""
        if self.asked_when is None or code in self.asked_when["options"]:
            return Shown.YES
        return Shown.NO if code in self.parent_codes else Shown.OPEN


def ask(documents: Sequence[Document]) -> dict[str, Asked]:
    """The questions that the conditions and cautions of the documents name, with their parents, parents first.

    Wording and "asked when" come from the newest edition that embeds the question, the options from all of them.
    A question that a condition names and nobody embeds is kept without options: nobody can answer it.
    """
    newest = newest_first(documents)
    embedded: dict[str, list[tuple[Question, Document]]] = {}
    for document in newest:
        for question in document["questions"]:
            embedded.setdefault(question["key"], []).append((question, document))

    asked: dict[str, Asked] = {}

    def add(key: str) -> None:
        if key in asked:
            return
        if key not in embedded:
            asked[key] = Asked(key, "", key, "", None, (), (), None, frozenset())
            return
        question, document = embedded[key][0]
        parent = _parent(key, embedded)
        if parent is not None:
            add(parent)
        options = {option["code"]: option for version, _ in reversed(embedded[key]) for option in version["options"]}
        order = [option["code"] for version, _ in embedded[key] for option in version["options"]]
        codes = tuple(dict.fromkeys(order))
        known = next((q["options"] for q in document["questions"] if q["key"] == parent), [])
        asked[key] = Asked(
            key=key,
            group=_group(parent, asked, [version for version, _ in embedded[key]]),
            text=question["text"],
            how_to_find_out=question["how_to_find_out"],
            asked_when=question["asked_when"] if parent is not None else None,
            options=tuple(options[code] for code in codes),
            codes=codes,
            parent=parent,
            parent_codes=frozenset(option["code"] for option in known),
        )

    def place(key: str) -> tuple[int, str]:
        return (embedded[key][0][0].get("order", 0) if key in embedded else 0, key)

    for key in sorted(_named(documents), key=place):
        add(key)
    return asked


def grouped(questions: Mapping[str, Asked]) -> list[Asked]:
    """The same questions in the order of a page: group by group, in a group as before, those in none at the end.

    A child is in its parent's group, so it still comes after it.
    """
    places = {str(group): place for place, group in enumerate(QuestionGroup)}
    return sorted(questions.values(), key=lambda question: places.get(question.group, len(places)))


def _group(parent: str | None, asked: Mapping[str, Asked], versions: Sequence[Question]) -> str:
    """The group of the parent, else the newest that any edition has: one of them may be older than groups are."""
    if parent is not None:
        return asked[parent].group
    return next((version["group"] for version in versions if version.get("group")), "")


def _named(documents: Sequence[Document]) -> set[str]:
    keys = {condition["question"] for document in documents for condition in document["conditions"]}
    cautions = (caution["shown_when"] for document in documents for caution in document["cautions"])
    return keys | {shown_when["question"] for shown_when in cautions if shown_when is not None}


def _parent(key: str, embedded: Mapping[str, list[tuple[Question, Document]]]) -> str | None:
    """The question that decides whether ``key`` is asked. A missing one, or a circle, means: always asked."""

    def above(child: str) -> str | None:
        asked_when = embedded[child][0][0]["asked_when"]
        return asked_when["question"] if asked_when and asked_when["question"] in embedded else None

    parent = ancestor = above(key)
    seen = set()
    while ancestor is not None and ancestor not in seen:
        if ancestor == key:
            return None
        seen.add(ancestor)
        ancestor = above(ancestor)
    return parent


def shown(questions: Mapping[str, Asked], answers: Mapping[str, str]) -> dict[str, Shown]:
    """Whether each question is asked, given the answers so far. An undecided parent leaves its children open."""
    states: dict[str, Shown] = {}
    for key, question in questions.items():
        if question.parent is None:
            states[key] = Shown.YES
            continue
        above = states[question.parent]
        answer = answers.get(question.parent)
        codes = questions[question.parent].codes if answer is None else (answer,)
        under = {question.shown_under(code) for code in codes} or {Shown.OPEN}
        if above is Shown.NO or under == {Shown.NO}:
            states[key] = Shown.NO
        else:
            states[key] = Shown.YES if above is Shown.YES and under == {Shown.YES} else Shown.OPEN
    return states
