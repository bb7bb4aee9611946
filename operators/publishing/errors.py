"""Why a verb did nothing. Each says in plain words what to do; the working copy is as it was."""

from collections.abc import Sequence

from operators.publishing.gate_problem import Problem


class PublishingError(Exception):
    """Base of all refusals of the verbs."""


class GateRefused(PublishingError):
    """The gate's problems, all of them: ``problems`` is the list that editors are shown."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(str(problem) for problem in problems))
        self.problems = list(problems)


class StaleVersion(PublishingError):
    """The working copy is not the one that was seen."""


class FourEyes(PublishingError):
    """Whoever edited or checked something cannot be the one who approves it."""


class NotAllowed(PublishingError):
    """The person lacks the permission."""


class WrongState(PublishingError):
    """The verb does not fit what is there: nothing submitted, nothing live, nothing to revert to."""
