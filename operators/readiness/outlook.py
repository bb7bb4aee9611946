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


def _lowered(one: Sequence[Interval], other: Sequence[Interval]) -> list[Interval]:
    """Route by route, the lower of both."""
    return [
        (a if a < c else c, b if b < d else d)  # written out: this is the innermost loop of the self-check
        for (a, b), (c, d) in zip(one, other, strict=True)
    ]


def _spans(trees: Sequence[Reach]) -> list[Interval]:
    """The interval of a tree on each route; a tree that is the same on all of them is looked at once."""
    if all(tree is trees[0] for tree in trees):
        return [span(trees[0])] * len(trees)
    return [span(tree) for tree in trees]


class Outlook:
    """The state of the check for one set of answers. ``routes`` are the request routes, in the editor's order.

    There is at least one route and one question: with nothing to check there is nothing to look out on.
    """

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
        # Most conditions name no channel, the others one or two: a tree is the same on every route whose channel its
        # conditions do not name, and is computed once for all of those.
        self._by_channel: dict[str, set[str]] = {}
        for rule in book.rules:
            if rule.channels:
                self._by_channel.setdefault(self._root[rule.condition["question"]], set()).update(rule.channels)
        self._effects: dict[tuple[str, str, str], Interval] = {}
        self._reach = {root: self._trees(root, answers, NO_RULES) for root in self._roots}
        self._spans = {root: _spans(trees) for root, trees in self._reach.items()}
        self._rest = self._without_each_tree()

    def intervals(self) -> list[Interval]:
        """The interval of each route."""
        first = self._roots[0]
        return _lowered(self._rest[first], self._spans[first])

    def overall(self) -> Interval:
        return highest(self.intervals())

    def completions(self) -> list[Reach]:
        """For each route, every interval that its own questions can lead to once all are answered."""
        everywhere = _ONLY_FREE
        for root in self._roots:
            if root not in self._by_channel:
                everywhere = _joined(everywhere, self._reach[root][0])
        result = []
        for i, limit in enumerate(self._caps):
            reach = _joined(frozenset((limit,)), everywhere)
            for root in self._by_channel:
                reach = _joined(reach, self._reach[root][i])
            result.append(reach)
        return result

    def after_answer(self, key: str, code: str) -> list[Interval]:
        """The interval of each route if ``key`` were answered with ``code`` as well."""
        root = self._root[key]
        return _lowered(self._rest[root], _spans(self._trees(root, {**self.answers, key: code}, NO_RULES)))

    def without(self, rules: Iterable[Rule]) -> list[Interval]:
        """The interval of each route if these conditions stood in nobody's way."""
        removed = frozenset(rules)
        roots = {self._root[rule.condition["question"]] for rule in removed}
        if len(roots) == 1:
            (root,) = roots
            return _lowered(self._rest[root], _spans(self._trees(root, self.answers, removed)))
        result = self._caps
        for root in self._roots:
            changed = _spans(self._trees(root, self.answers, removed)) if root in roots else self._spans[root]
            result = _lowered(result, changed)
        return result

    def _without_each_tree(self) -> dict[str, list[Interval]]:
        """For each tree, each route's interval without it: joined from the left and from the right."""
        left = [self._caps]
        for root in self._roots[:-1]:
            left.append(_lowered(left[-1], self._spans[root]))
        rest: dict[str, list[Interval]] = {}
        right = [FREE] * len(self._caps)
        for index in range(len(self._roots) - 1, -1, -1):
            root = self._roots[index]
            rest[root] = _lowered(left[index], right)
            right = _lowered(right, self._spans[root])
        return rest

    def _effect(self, question: Asked, code: str, channel: str, without: Collection[Rule]) -> Interval:
        if without:
            return self.book.effect(question, code, channel, without)
        place = (question.key, code, channel)
        if place not in self._effects:
            self._effects[place] = self.book.effect(question, code, channel, without)
        return self._effects[place]

    def _trees(self, root: str, answers: Mapping[str, str], without: Collection[Rule]) -> list[Reach]:
        """What the tree of ``root`` can come to, route by route."""
        question = self.book.questions[root]
        named = self._by_channel.get(root)
        if named is None:
            return [self._tree(question, "", answers, without, {})] * len(self.routes)
        trees: dict[str, Reach] = {}
        result = []
        for route in self.routes:
            channel = route["channel"] if route["channel"] in named else ""
            if channel not in trees:
                trees[channel] = self._tree(question, channel, answers, without, {})
            result.append(trees[channel])
        return result

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
        children = self._children.get(question.key, ())
        if answer is not None and not children:
            return frozenset((self._effect(question, answer, channel, without),))
        found: set[Interval] = set()
        for code in question.codes if answer is None else (answer,):
            reach: Reach = frozenset((self._effect(question, code, channel, without),))
            for child in children:
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
