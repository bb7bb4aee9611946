"""What is edited: every save is logged once, moves the version once, and a stale form is refused."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.forms import URLInput
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from operators import clock
from operators.admin.forms import PlainTextField, VersionedForm
from operators.models.fields import TranslatedField
from operators.models.forms import LANGUAGE_NAMES
from operators.publishing import record_edit
from operators.vocabulary import LANGUAGES

TEXT_OVERRIDES: dict[Any, dict[str, Any]] = {
    models.TextField: {"form_class": PlainTextField, "widget": AdminTextareaWidget},
    # The stock widget makes a link of whatever is stored.
    models.URLField: {"assume_scheme": "https", "widget": URLInput(attrs={"class": "vURLField"})},
}


class VersionedAdmin(admin.ModelAdmin):
    """A subject, question or source. Its rows are its inlines and are saved in one transaction with it."""

    form = VersionedForm
    # The one stock action deletes several at once, past the checks of this page.
    actions = None
    formfield_overrides = TEXT_OVERRIDES
    list_per_page = 50
    show_full_result_count = False
    save_on_top = False

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"editor": request.user})

    def render_change_form(
        self,
        request: HttpRequest,
        context: Any,
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        context["text_languages"] = list(LANGUAGE_NAMES.items())
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The last step of a save, in the transaction of the save itself."""
        super().save_related(request, form, formsets, change)
        if change and not form.has_changed() and not any(formset.has_changed() for formset in formsets):
            return
        by: Any = request.user
        record_edit(form.instance, by=by, now=clock.now(), what="edited" if change else "created", bump=change)

    def undeletable_because(self, obj: Any) -> str:
        """Why ``obj`` cannot be deleted; empty when it can."""
        return ""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or not self.undeletable_because(obj))

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        obj = self.get_object(request, object_id)
        allowed = obj is not None and super().has_delete_permission(request, obj)
        because = self.undeletable_because(obj) if allowed else ""
        if because:
            messages.error(request, because)
            return HttpResponseRedirect(self.change_url(obj))
        return super().delete_view(request, object_id, extra_context)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        by: Any = request.user
        record_edit(obj, by=by, now=clock.now(), what="deleted", bump=False)
        super().delete_model(request, obj)

    def change_url(self, obj: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[obj.pk])

    @admin.display(description="languages")
    def languages(self, obj: Any) -> str:
        """Which languages every filled-in text of the row has, for lists: ``zh-hans es en``."""
        columns = [field.attname for field in obj._meta.fields if isinstance(field, TranslatedField)]
        texts = [getattr(obj, column) for column in columns if getattr(obj, column)]
        return " ".join(language for language in LANGUAGES if all(language in text for text in texts)) or _("none")
