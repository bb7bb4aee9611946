"""Rows that name answers of a question: the answers are ticked among the chosen question's own, in their words."""

import json
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from operators.admin.ordering import RowForm
from operators.admin.words import text_of
from operators.models.working import Question

NO_CHOICE = ("", "---------")


class Answers:
    """All questions with their answers, read once for a page, and only if it asks."""

    @cached_property
    def questions(self) -> dict[int, Question]:
        return {question.pk: question for question in Question.objects.prefetch_related("options")}

    def options(self, question: int) -> list[tuple[str, str]]:
        """``[("no", "No"), ("yes", "Yes, I owe something")]``; nothing for a question that is not there."""
        found = self.questions.get(question)
        return [(option.code, text_of(option.label) or option.code) for option in found.options.all()] if found else []

    @cached_property
    def choices(self) -> list[tuple[Any, str]]:
        """The questions as a drop-down shows them, in the order in which they are asked."""
        named = [(pk, f"{question.key}: {text_of(question.text)}") for pk, question in self.questions.items()]
        return [NO_CHOICE, *named]

    @cached_property
    def as_json(self) -> str:
        """The answers of every question, for the script that narrows the boxes: ``{"3": [["no", "No"], …]}``."""
        return json.dumps({str(pk): self.options(pk) for pk in self.questions}, ensure_ascii=False)


class AskingForm(RowForm):
    """``answers`` is set by the inline, for all its rows together."""

    answers: Answers

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "question" not in self.fields or "when" not in self.fields:
            return
        self.fields["question"].choices = self.answers.choices  # type: ignore[attr-defined]
        field: Any = self.fields["when"]
        field.unordered = True
        field.widget = forms.CheckboxSelectMultiple(choices=self._offered())

    def _offered(self) -> list[tuple[str, str]]:
        """The answers of the question that stands in the form, and what is ticked without being one of them."""
        chosen = str(self["question"].value() or "")
        options = self.answers.options(int(chosen)) if chosen.isdecimal() else []
        name = self.add_prefix("when")
        ticked = (
            forms.CheckboxSelectMultiple().value_from_datadict(self.data, self.files, name)
            if self.is_bound
            else self.initial.get("when")
        )
        known = {code for code, _label in options}
        foreign = [code for code in ticked or [] if code and code not in known]
        return [
            *options,
            *((code, _("%(code)s (not an answer of this question)") % {"code": code}) for code in foreign),
        ]

    def clean(self) -> dict[str, Any]:
        super().clean()
        question, when = self.cleaned_data.get("question"), self.cleaned_data.get("when") or []
        if question is None:
            if when and "question" not in self.errors:
                self.add_error("question", _("Say which question these answers belong to."))
            return self.cleaned_data
        known = [code for code, _label in self.answers.options(question.pk)]
        foreign = [code for code in when if code not in known]
        if foreign:
            self.add_error(
                "when",
                _("“%(codes)s” is no answer to “%(question)s”; allowed: %(known)s.")
                % {"codes": ", ".join(foreign), "question": question.key, "known": ", ".join(known)},
            )
        return self.cleaned_data


class AskingInline:
    """Mixed in before an inline whose form is an ``AskingForm``: a page reads the questions once for all its rows."""

    def get_formset(self, request: Any, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)  # type: ignore[misc]
        formset.answers = formset.form.answers = request.__dict__.setdefault("answers", Answers())
        return formset

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).select_related("question")  # type: ignore[misc]
