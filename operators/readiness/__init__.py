"""The self-check, pure: no Django, no clock, no database. Documents and answers in, an assessment out."""

from operators.readiness.answering import UnknownOption, UnknownQuestion
from operators.readiness.assessing import assess
from operators.readiness.assessment import Assessment
from operators.readiness.keeping import KeepPlan, TopUpInFuture, plan_keep
from operators.readiness.questionnaire import questionnaire
from operators.readiness.yearly import YearlyCost, yearly_cost

__all__ = [
    "Assessment",
    "KeepPlan",
    "TopUpInFuture",
    "UnknownOption",
    "UnknownQuestion",
    "YearlyCost",
    "assess",
    "plan_keep",
    "questionnaire",
    "yearly_cost",
]
