"""`readiness/` and `keep-plan/`: the self-check and the planner. They compute and keep nothing."""

from datetime import date
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from operators.api import parameters as p
from operators.api.assessing import sent
from operators.api.base import Door
from operators.api.comparing import asked_today, compared, understood
from operators.api.problems import Problem, not_among, shown
from operators.api.serializers.bodies import CheckBody, CompareBody, KeepPlanBody
from operators.api.serializers.keep_plan import KeepPlan
from operators.api.serializers.readiness import Assessment, Comparison, Questionnaire
from operators.editions import CheckDocuments, NotPublished, check_documents
from operators.readiness import plan_keep, questionnaire
from operators.vocabulary import LineType


def found(view: Door, operator: str, line_type: str, as_of: date | None = None) -> CheckDocuments:
    """What is published for the line. Raises the problem of an operator that is not."""
    try:
        return check_documents(
            operator=operator, line_type=line_type, language=view.language, now=view.now, as_of=as_of
        )
    except NotPublished:
        raise Problem("not-found", f"No operator {shown(operator)} is published.") from None


class ReadinessQuestions(Door):
    """Read the questionnaire of a line."""

    operation, tag = "readQuestions", "self-check"
    parameters = (
        p.text("operator", "An operator's slug.", required=True),
        p.code("line_type", "The line's type.", LineType, required=True),
        p.AS_OF,
        p.LANG,
    )
    gives = Questionnaire
    problems = (404,)

    def get(self, request: Request) -> Response:
        given = request.query_params
        line_type = given["line_type"]
        if line_type not in list(LineType):
            raise not_among("line_type", line_type, list(LineType))
        documents = found(self, given["operator"], line_type, p.read_day(given))
        both = [one for one in (documents.policy, documents.country) if one]
        # With one of them missing there is nothing to check, whatever is answered.
        questions = questionnaire(documents.policy, documents.country) if len(both) == 2 else []
        return Response(
            {
                "operator": documents.operator,
                "line_type": line_type,
                "as_of": documents.on.isoformat(),
                "language": self.language,
                "fallbacks": fallbacks(questions, both),
                "policies": [{"slug": one["slug"], "edition": one["edition"]["number"]} for one in both],
                "questions": questions,
            }
        )


def fallbacks(questions: list[dict[str, Any]], documents: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Where a text of the joined questionnaire came from another language, told from the documents that it joins."""
    told: dict[str, str] = {}
    for document in documents:
        places = {f"/questions/{index}/": one["key"] for index, one in enumerate(document["questions"])}
        borrowed = {one["path"]: one["language"] for one in document["fallbacks"]}
        for index, question in enumerate(questions):
            here = next((prefix for prefix, key in places.items() if key == question["key"]), None)
            if here is None:
                continue
            own = document["questions"][int(here.split("/")[2])]
            for name in ("text", "how_to_find_out"):
                if own[name] == question[name] and here + name in borrowed:
                    told[f"/questions/{index}/{name}"] = borrowed[here + name]
            for place, option in enumerate(question["options"]):
                if option in own["options"]:
                    path = f"{here}options/{own['options'].index(option)}/label"
                    if path in borrowed:
                        told[f"/questions/{index}/options/{place}/label"] = borrowed[path]
    return [{"path": path, "language": language} for path, language in told.items()]


class Readiness(Door):
    """Assess a line.

    Nothing of the body is kept, logged or put into a cookie.
    """

    operation, tag = "assess", "self-check"
    parameters = (p.LANG,)
    accepts = CheckBody
    gives = Assessment
    problems = (404,)

    def post(self, request: Request) -> Response:
        body = CheckBody.read(request.data)
        documents = found(self, body["operator"], body["line_type"], body["as_of"])
        if body["answers"] and not (documents.policy and documents.country):
            understood(body["answers"], asked_today(documents.country_code, now=self.now))
        return Response(sent(documents, documents.assess(body["answers"]), self.language))


class ReadinessCompare(Door):
    """Assess a line at every operator of a country, with the same answers.

    An operator that does not ask a question, or does not know an option, is assessed without that answer.
    """

    operation, tag = "compareOperators", "self-check"
    parameters = (p.LANG,)
    accepts = CompareBody
    gives = Comparison

    def post(self, request: Request) -> Response:
        body = CompareBody.read(request.data)
        return Response(compared(body, language=self.language, now=self.now))


class KeepPlanner(Door):
    """Plan how to keep a number.

    What happens on which day after the last top-up. Nothing of the body is kept.
    """

    operation, tag = "planKeeping", "self-check"
    parameters = (p.LANG,)
    accepts = KeepPlanBody
    gives = KeepPlan
    problems = (404,)

    def post(self, request: Request) -> Response:
        body = KeepPlanBody.read(request.data)
        documents = found(self, body["operator"], body["line_type"])
        if documents.keep_alive is None:
            raise Problem("not-found", f"Nothing is published on how {documents.operator} keeps such a line.")
        plan = plan_keep(documents.keep_alive, body["last_top_up"], body["balance"], documents.on)
        return Response(plan.to_dict())
