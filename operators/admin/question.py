"""The questions of the self-check. Policies share them, so what rows rest on cannot be pulled away."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from operators.admin.ordering import RowForm, RowFormSet
from operators.admin.searching import TextSearch
from operators.admin.titled import title_column
from operators.admin.versioned import Helped, VersionedAdmin
from operators.models.working import Caution, Condition, Option, Question


def codes_in_use(question: Question) -> dict[str, str]:
    """The codes of a question that something rests on, each with one place: ``{"yes": "claro-…, no-sms"}``."""
    used: dict[str, str] = {}
    for model in (Condition, Caution):
        for row in model._default_manager.filter(question=question).select_related("policy"):
            used.update(dict.fromkeys(row.when, f"{row.policy.slug}, {row.key}"))
    for child in Question.objects.filter(parent=question):
        used.update(dict.fromkeys(child.asked_when, f"{child.key}"))
    return used


class OptionFormSet(RowFormSet):
    """A code that a row names is neither renamed nor deleted: the row would ask for an answer that nobody can give."""

    key_name = "code"

    def clean(self) -> None:
        super().clean()
        used = codes_in_use(self.instance) if self.instance.pk else {}
        for form in self.initial_forms:
            code = form.initial.get("code", "")
            gone = form in self.deleted_forms
            if code in used and (gone or "code" in form.changed_data):
                raise ValidationError(
                    _("The answer “%(code)s” is named by %(place)s, so it can be neither renamed nor deleted.")
                    % {"code": code, "place": used[code]},
                    code="code_in_use",
                )


class OptionInline(Helped, admin.StackedInline):
    model = Option
    form = RowForm
    formset = OptionFormSet
    template = "admin/operators/rows.html"
    extra = 0
    fields = [("code", "position"), "label"]


@admin.register(Question)
class QuestionAdmin(TextSearch, VersionedAdmin):
    change_form_template = "admin/operators/versioned_form.html"
    inlines = [OptionInline]
    autocomplete_fields = ("parent",)
    list_display = (title_column("text", "key"), "position", "group", "parent", "languages")
    list_filter = ("group",)
    list_select_related = ("parent",)
    search_fields = ("key",)
    search_texts = ("text",)
    fields = [("key", "position"), "group", "text", "how_to_find_out", ("parent", "asked_when")]

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        return ["key"] if obj else []

    def undeletable_because(self, obj: Any) -> str:
        used = codes_in_use(obj)
        return _("Rows rest on this question: %(places)s.") % {"places": "; ".join(used.values())} if used else ""
