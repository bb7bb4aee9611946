"""An assessment as it is sent: with the sentences in which it can be quoted."""

from typing import Any

from operators.editions import CheckDocuments
from operators.readiness import Assessment, questionnaire
from operators.rendering import explained


def sent(line: CheckDocuments, assessment: Assessment, language: str) -> dict[str, Any]:
    """It says which language was asked for even where there is nothing to say in it."""
    told = {**assessment.to_dict(), "language": language}
    questions = questionnaire(line.policy, line.country) if line.policy and line.country else []
    return told | explained(told, questions, language=language)
