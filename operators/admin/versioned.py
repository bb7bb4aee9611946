"""What is edited: every save is logged once, moves the version once, and a stale form is refused."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models, transaction
from django.forms import URLInput
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kb.staff_site import echo
from operators import clock
from operators.admin import presence
from operators.admin.as_posted import posted_page, to_post
from operators.admin.conflict import base_of, conflict, reapplied
from operators.admin.creating import claim
from operators.admin.faults import faults
from operators.admin.forms import PlainTextField, VersionedForm, key_of, noun_of
from operators.admin.help import help_for
from operators.models.fields import TranslatedField
from operators.models.forms import LANGUAGE_NAMES
from operators.models.working import Source
from operators.publishing import record_edit
from operators.publishing.gaps import remember, rename
from operators.vocabulary import LANGUAGES

TEXT_OVERRIDES: dict[Any, dict[str, Any]] = {
    models.TextField: {"form_class": PlainTextField, "widget": AdminTextareaWidget},
    # The stock widget makes a link of whatever is stored.
    models.URLField: {"assume_scheme": "https", "widget": URLInput(attrs={"class": "vURLField"})},
}


SCRIPTS = [f"admin_kb/{name}.js" for name in ("langbar", "rows", "answers", "markdown", "pickers", "unsaved", "here")]
"""What the page of a form can do beyond the stock admin; without scripts all of it still works."""


class Helped:
    """Mixed in before an admin or inline class: its fields say what they do for the reader."""

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        helps = help_for(db_field.model._meta.model_name, db_field.name)
        if helps:
            kwargs.setdefault("help_text", helps)
        return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]


class VersionedAdmin(Helped, admin.ModelAdmin):
    """A subject, question or source. Its rows are its inlines and are saved in one transaction with it."""

    form = VersionedForm
    # The one stock action deletes several at once, past the checks of this page.
    actions: Any = None
    formfield_overrides = TEXT_OVERRIDES
    list_per_page = 50
    show_full_result_count = False
    save_on_top = False

    def get_urls(self) -> list[Any]:
        def here(request: HttpRequest, pk: int) -> HttpResponse:
            return presence.here(self, request, pk)

        name = f"{self.opts.app_label}_{self.opts.model_name}_here"
        return [path("<int:pk>/here/", self.admin_site.admin_view(here), name=name), *super().get_urls()]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"editor": request.user})

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if request.method == "POST" and object_id is None:
            return self._add_once(request, form_url, extra_context)
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            obj = self._held(request, str(object_id))
            if obj is None and self.has_change_permission(request):
                return self._give_back(request)
            if obj is not None and request.POST.get("_reapply") == str(obj.version):
                together = reapplied(self, request, obj)
                if together is not None:
                    request.POST = together  # type: ignore[assignment]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _held(self, request: HttpRequest, object_id: str) -> Any:
        """The row, locked until the transaction ends: whoever was faster is seen. None if it is gone."""
        if object_id.isascii() and object_id.isdigit():
            list(self.get_queryset(request).select_for_update(of=("self",)).filter(pk=object_id).values_list("pk"))
        return self.get_object(request, object_id)

    def _add_once(self, request: HttpRequest, form_url: str, extra_context: Any) -> HttpResponse:
        """A token is kept only with the thing that its form made; a refused form may be sent again."""
        with transaction.atomic():
            claimed = None
            if self.has_add_permission(request):
                token = request.POST.get("token", "")
                claimed = claim(token, model=self.model, by=request.user, now=clock.now())
            if claimed is not None and claimed.object_id:
                made = self.get_object(request, claimed.object_id)
                if made is not None and "_popup" in request.POST:
                    return self.response_add(request, made)
                if made is not None:
                    messages.info(request, _("The form was sent twice; this is what the first one made."))
                    return HttpResponseRedirect(self.change_url(made))
            request.creation = claimed  # type: ignore[attr-defined]
            response = super().changeform_view(request, None, form_url, extra_context)
            if claimed is not None and not claimed.object_id:
                claimed.delete()
            return response

    def _give_back(self, request: HttpRequest) -> HttpResponse:
        """The thing was deleted while somebody edited it: their text comes back, in a form that would make it anew."""
        formsets = {
            formset.get_default_prefix(): formset
            for formset, _inline in self.get_formsets_with_inlines(request, self.model())
        }
        page = posted_page(request.POST, formsets)
        for prefix, rows in page.rows.items():
            page.rows[prefix] = [type(row)("", row.values) for row in rows if not row.values.get("DELETE")]
        add_url = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_add")
        return echo(request, posted=to_post(page, formsets), action=add_url)

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
        if change and obj is not None and self.has_change_permission(request, obj):
            context["here_url"] = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_here", args=[obj.pk])
            context["others"] = presence.said(obj, to=request.user)
            self._tell_apart(request, context, obj)
        context["scripts"] = SCRIPTS
        if context.get("errors"):
            context["faults"] = faults(context["adminform"].form, context["inline_admin_formsets"])
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _tell_apart(self, request: HttpRequest, context: Any, obj: Any) -> None:
        """What the form was opened with goes into it; a conflict is laid open, field by field."""
        form = context["adminform"].form
        if not form.is_bound:
            formsets = {inline.formset.prefix: inline.formset for inline in context["inline_admin_formsets"]}
            form.initial["base"] = base_of(form, formsets)
        elif form.has_error("__all__", "conflict"):
            # The form has put what was typed into ``obj``.
            stored = self.get_queryset(request).filter(pk=obj.pk).first()
            context["conflict"] = conflict(self, request, stored) if stored is not None else None

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change and not isinstance(obj, Source):
            remember(obj, noun_of(obj), form.initial.get("slug") or key_of(obj))
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The last step of a save, in the transaction of the save itself."""
        super().save_related(request, form, formsets, change)
        claimed = getattr(request, "creation", None)
        if not change and claimed is not None:
            claimed.object_id = str(form.instance.pk)
            claimed.save(update_fields=["object_id"])
        if change and not form.has_changed() and not any(formset.has_changed() for formset in formsets):
            return
        by: Any = request.user
        if change and "slug" in form.changed_data:
            rename(noun_of(form.instance), form.initial["slug"], form.instance.slug)
        record_edit(form.instance, by=by, now=clock.now(), what="edited" if change else "created", bump=change)

    def undeletable_because(self, obj: Any) -> str:
        """Why ``obj`` cannot be deleted; empty when it can."""
        return ""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or not self.undeletable_because(obj))

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """What is deleted is the version that was seen: of a save and a deletion at one instant, the first counts."""
        if request.method != "POST":
            return self._refusal(request, object_id) or super().delete_view(request, object_id, extra_context)
        with transaction.atomic():
            self._held(request, object_id)
            return self._refusal(request, object_id) or super().delete_view(request, object_id, extra_context)

    def _refusal(self, request: HttpRequest, object_id: str) -> HttpResponse | None:
        """Back to the page with why it is not deleted; None where it may be, or where Django's own page says no."""
        obj = self.get_object(request, object_id)
        if obj is None or not super().has_delete_permission(request, obj):
            return None
        because = self.undeletable_because(obj)
        if not because and request.method == "POST" and request.POST.get("version") != str(obj.version):
            because = _("It was saved meanwhile, so it was not deleted. This is how it stands now.")
        if not because:
            return None
        messages.error(request, because)
        return HttpResponseRedirect(self.change_url(obj))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        by: Any = request.user
        record_edit(obj, by=by, now=clock.now(), what="deleted", bump=False)
        super().delete_model(request, obj)

    def change_url(self, obj: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[obj.pk])

    @admin.display(description=gettext_lazy("languages"))
    def languages(self, obj: Any) -> str:
        """Which languages every filled-in text of the row has, for lists: ``zh-hans es en``."""
        columns = [field.attname for field in obj._meta.fields if isinstance(field, TranslatedField)]
        texts = [getattr(obj, column) for column in columns if getattr(obj, column)]
        return " ".join(language for language in LANGUAGES if all(language in text for text in texts)) or _("none")
