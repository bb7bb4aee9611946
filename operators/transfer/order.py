"""The order of keys in a content pack, taken from the shapes, so that the two cannot drift apart."""

from pydantic import BaseModel

from operators.transfer import shapes

_BY_NAME: dict[str, type[BaseModel]] = {
    "pack": shapes.PackBlock,
    "sources": shapes.Source,
    "cited": shapes.Source,
    "questions": shapes.Question,
    "options": shapes.Option,
    "operator": shapes.Operator,
    "contact_points": shapes.ContactPoint,
    "reach": shapes.Reach,
    "policies": shapes.Policy,
    "not_checked": shapes.NotChecked,
    "cautions": shapes.Caution,
    "facts": shapes.Fact,
    "milestones": shapes.Milestone,
    "routes": shapes.Route,
    "store_visit_deadline": shapes.Deadline,
    "steps": shapes.Step,
    "conditions": shapes.Condition,
    "messages": shapes.Message,
    "shown_when": shapes.Shown,
    "asked_when": shapes.Shown,
    "verified": shapes.Verified,
    "faq": shapes.FaqEntry,
    "synonyms": shapes.SynonymGroup,
    "edition": shapes.EditionBlock,
}


def _order(model: type[BaseModel]) -> tuple[str, ...]:
    names = [field.alias or name for name, field in model.model_fields.items()]
    # What a row rests on stands at its end, though every row inherits it first.
    if not issubclass(model, shapes.Backed):
        return tuple(names)
    last = ("our_advice", "sources")
    return (*(name for name in names if name not in last), *last)


ORDER: dict[str, tuple[str, ...]] = {name: _order(model) for name, model in _BY_NAME.items()}
