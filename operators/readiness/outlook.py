"""What can still come out: the intervals of every route, and how they change with one more answer or one remedy.

A question with its descendants is a tree, and trees do not touch each other. So a route's interval is the lowest of its
cap and of its trees, and one change recomputes one tree: nothing here enumerates the answers of all questions together.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeAlias

from operators.readiness.asking import Asked, Shown
from operators.readiness.documents import Route
from operators.readiness.levels import FREE, READY, Interval, cap, highest, lower, span
from operators.readiness.rules import Rule, Rulebook

Reach: TypeAlias = frozenset[Interval]
"""The intervals that the completions of the open answers lead to."""

NO_RULES: frozenset[Rule] = frozenset()
_ONLY_FREE: Reach = frozenset((FREE,))


def _joined(one: Reach, other: Reach) -> Reach:
    """What two independent trees can come to together."""
    if one == _ONLY_FREE:
        return other
    if other == _ONLY_FREE:
        return one
    return frozenset(lower(a, b) for a in one for b in other)


class Outlook:
    """The state of the check for one set of answers. ``routes`` are the request routes, in the editor's order."""

    def __init__(self, book: Rulebook, routes: Sequence[Route], answers: Mapping[str, str]) -> None:
        self.book = book
        self.routes = routes
        self.answers = answers
        self._caps = [cap(route["support"], route["store_visit"]) for route in routes]
        self._children: dict[str, list[Asked]] = {}
        self._root: dict[str, str] = {}
        for key, question in book.questions.items():
            if question.parent is None:
                self._root[key] = key
            else:
                self._root[key] = self._root[question.parent]
                self._children.setdefault(question.parent, []).append(question)
        self._roots = [key for key, root in self._root.items() if key == root]
        # Most conditions name no channel: their trees are the same on every route and are computed once.
        self._by_channel = {self._root[rule.condition["question"]] for rule in book.rules if rule.channels}
        self._reach = {root: self._trees(root, answers, NO_RULES) for root in self._roots}
        self._rest = self._without_each_tree()

    def intervals(self) -> list[Interval]:
        """The interval of each route."""
        if not self._roots:
            return list(self._caps)
        first = self._roots[0]
        return [lower(self._rest[first][i], span(reach)) for i, reach in enumerate(self._reach[first])]

    def overall(self) -> Interval:
        return highest(self.intervals())

    def completions(self) -> list[Reach]:
        """For each route, every interval that its own questions can lead to once all are answered."""
        result = []
        for i, limit in enumerate(self._caps):
            reach: Reach = frozenset((limit,))
            for root in self._roots:
                reach = _joined(reach, self._reach[root][i])
            result.append(reach)
        return result

    def after_answer(self, key: str, code: str) -> list[Interval]:
        """The interval of each route if ``key`` were answered with ``code`` as well."""
        root = self._root[key]
        trees = self._trees(root, {**self.answers, key: code}, NO_RULES)
        rest = self._rest[root]
        return [lower(rest[i], span(reach)) for i, reach in enumerate(trees)]

    def without(self, rules: Iterable[Rule]) -> list[Interval]:
        """The interval of each route if these conditions stood in nobody's way."""
        removed = frozenset(rules)
        roots = {self._root[rule.condition["question"]] for rule in removed}
        if len(roots) == 1:
            (root,) = roots
            rest = self._rest[root]
            return [lower(rest[i], span(reach)) for i, reach in enumerate(self._trees(root, self.answers, removed))]
        result = list(self._caps)
        for root in self._roots:
            trees = self._trees(root, self.answers, removed) if root in roots else self._reach[root]
            result = [lower(result[i], span(reach)) for i, reach in enumerate(trees)]
        return result

    def _without_each_tree(self) -> dict[str, list[Interval]]:
        """For each tree, each route's interval without it: joined from the left and from the right."""
        spans = [[span(reach) for reach in self._reach[root]] for root in self._roots]
        left = [list(self._caps)]
        for tree in spans[:-1]:
            left.append([lower(a, b) for a, b in zip(left[-1], tree, strict=True)])
        rest: dict[str, list[Interval]] = {}
        right = [FREE] * len(self._caps)
        for index in range(len(spans) - 1, -1, -1):
            rest[self._roots[index]] = [lower(a, b) for a, b in zip(left[index], right, strict=True)]
            right = [lower(a, b) for a, b in zip(right, spans[index], strict=True)]
        return rest

    def _trees(self, root: str, answers: Mapping[str, str], without: Collection[Rule]) -> list[Reach]:
        """What the tree of ``root`` can come to, route by route."""
        question = self.book.questions[root]
        if root not in self._by_channel:
            return [self._tree(question, "", answers, without, {})] * len(self.routes)
        return [self._tree(question, route["channel"], answers, without, {}) for route in self.routes]

    def _tree(
        self,
        question: Asked,
        channel: str,
        answers: Mapping[str, str],
        without: Collection[Rule],
        memo: dict[str, Reach],
    ) -> Reach:
        if question.key in memo:
            return memo[question.key]
        if not question.codes:
            return frozenset((self.book.unanswerable(question, channel, without),))
        answer = answers.get(question.key)
        found: set[Interval] = set()
        for code in question.codes if answer is None else (answer,):
            reach: Reach = frozenset((self.book.effect(question, code, channel, without),))
            for child in self._children.get(question.key, ()):
                shown = child.shown_under(code)
                if shown is Shown.NO:
                    continue
                below = self._tree(child, channel, answers, without, memo)
                if shown is Shown.OPEN:
                    # Nobody has said whether the question is asked here: at best it is not.
                    below = frozenset((READY, worst) for _, worst in below)
                reach = _joined(reach, below)
            found |= reach
        result = frozenset(found)
        memo[question.key] = result
        return result
