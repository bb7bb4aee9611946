"""Why a case is not decided, and which answers would narrow it most."""

from collections.abc import Mapping

from operators.readiness.asking import Shown
from operators.readiness.levels import Interval, highest
from operators.readiness.outlook import Outlook


def because(outlook: Outlook) -> list[str]:
    """``[]`` when decided, else ``answers``, ``rules`` or both, over the completions of the open answers.

    ``answers``: reading every rule at its best, or every rule at its worst, the outcome still varies with the answers.
    ``rules``: some completion leaves, on a route above what the other routes are sure to give, an interval that no
    answer closes (an unknown effect, a support or store visit that is not known, an option that an edition has never
    heard of). Both are computed route by route, so they are as sound, and as tight, as the interval itself.
    """
    best, worst = outlook.overall()
    if best == worst:
        return []
    reaches = outlook.completions()
    at_best = (max(b for reach in reaches for b, _ in reach), max(min(b for b, _ in reach) for reach in reaches))
    at_worst = (max(w for reach in reaches for _, w in reach), max(min(w for _, w in reach) for reach in reaches))
    causes = []
    if at_best[0] != at_best[1] or at_worst[0] != at_worst[1]:
        causes.append("answers")
    if any(b > w and b > worst for reach in reaches for b, w in reach):
        causes.append("rules")
    return causes


def questions_left(outlook: Outlook, states: Mapping[str, Shown]) -> list[str]:
    """The open questions, the one whose answer narrows the outcome most (on average over its options) first.

    Answers that narrow the outcome equally are ordered by what they narrow over all routes, then as they are asked. A
    question never comes before an open one that decides whether it is asked.
    """
    questions = outlook.book.questions
    now = outlook.intervals()
    overall, routes = _width(highest(now)), sum(map(_width, now))
    scores: dict[str, tuple[float, float]] = {}
    for key, question in questions.items():
        if not question.codes or key in outlook.answers or states[key] is Shown.NO:
            continue
        after = [outlook.after_answer(key, code) for code in question.codes]
        score = (
            overall - sum(_width(highest(intervals)) for intervals in after) / len(after),
            routes - sum(_width(interval) for intervals in after for interval in intervals) / len(after),
        )
        parent = question.parent
        scores[key] = min(score, scores[parent]) if parent in scores else score
    return sorted(scores, key=lambda key: (-scores[key][0], -scores[key][1]))


def _width(interval: Interval) -> int:
    return interval[0] - interval[1]
