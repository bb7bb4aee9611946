"""Synonyms: an editor proposes words, another reviewer confirms. Until then nobody's search is any different."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from operators import clock
from operators.admin.forms import VersionedForm
from operators.admin.verbs import PUBLISH
from operators.models.printed import SynonymGroup
from operators.publishing import NotAllowed, PublishingError, confirm_synonyms, propose_synonyms
from operators.publishing.synonyms import tidy, word_problems


class SynonymForm(VersionedForm):
    """The words that stand in it are the proposal, or what is in use where nothing is proposed."""

    new_words = forms.CharField(
        label=gettext_lazy("Words"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "class": "vLargeTextField"}),
        help_text=gettext_lazy(
            "One word or phrase a line, in any of the languages. Without any, search no longer uses the group."
        ),
    )

    class Meta:
        model = SynonymGroup
        fields = ["key"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        group = self.instance
        self.initial["new_words"] = "\n".join(group.words if group.proposed is None else group.proposed)

    def clean_new_words(self) -> list[str]:
        words = tidy(self.cleaned_data["new_words"].splitlines())
        problems = word_problems(words)
        if not words and not self.instance.pk:
            problems = [_("A group has at least two words.")]
        if problems:
            raise ValidationError([ValidationError(problem) for problem in problems])
        return words


@admin.register(SynonymGroup)
class SynonymGroupAdmin(admin.ModelAdmin):
    form = SynonymForm
    change_form_template = "admin/operators/synonym_form.html"
    actions = None
    list_per_page = 100
    show_full_result_count = False
    list_display = ("key", "in_use", "waiting", "proposed_by", "confirmed_by")
    list_select_related = ("proposed_by", "confirmed_by")
    search_fields = ("key", "words", "proposed")
    fields = ("key", "in_use", "waiting", "new_words")

    @admin.display(description=gettext_lazy("in use"))
    def in_use(self, group: SynonymGroup) -> str:
        return " · ".join(group.words) or _("nothing")

    @admin.display(description=gettext_lazy("waits for a reviewer"))
    def waiting(self, group: SynonymGroup) -> str:
        if group.proposed is None:
            return _("nothing")
        return " · ".join(group.proposed) or _("taking the group away")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("key", "in_use", "waiting") if obj else ("in_use", "waiting")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.confirm_view)
        return [path("<int:pk>/confirm/", view, name="operators_synonymgroup_confirm"), *super().get_urls()]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        by: Any = request.user
        group = propose_synonyms(
            key=obj.key,
            words=form.cleaned_data["new_words"],
            version=obj.version if change else 0,
            by=by,
            now=clock.now(),
        )
        obj.pk = group.pk
        obj.refresh_from_db()
        if group.proposed is not None:
            messages.info(request, _("It waits for a reviewer who did not propose it; until then search is as it was."))

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except PublishingError as refusal:  # somebody else was faster by a moment
            messages.error(request, str(refusal))
            return HttpResponseRedirect(reverse("admin:operators_synonymgroup_changelist"))

    def confirm_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """POST: the proposal that was seen counts from now on."""
        if not request.user.has_perm(PUBLISH):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        group = SynonymGroup.objects.filter(pk=pk).first()
        if group is None:
            raise Http404
        seen = request.POST.get("version", "")
        version = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else -1
        by: Any = request.user
        try:
            confirm_synonyms(group, version=version, by=by, now=clock.now())
        except NotAllowed as error:
            raise PermissionDenied from error
        except PublishingError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Search uses these words now."))
        return HttpResponseRedirect(reverse("admin:operators_synonymgroup_change", args=[pk]))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        group = kwargs.get("obj")
        context["may_confirm"] = group is not None and group.proposed is not None and request.user.has_perm(PUBLISH)
        return super().render_change_form(request, context, *args, **kwargs)
