"""One thing in one language: what changed in the others beside the translator's own text. Saved like any form."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import modelform_factory
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from operators import clock
from operators.admin.forms import PlainTextField, VersionedForm, key_of, noun_of
from operators.admin.queue.nouns import NOUNS
from operators.admin.translations.places import Place, places, target, write
from operators.admin.words import text_of
from operators.links import text_problems
from operators.models.forms import LANGUAGE_NAMES
from operators.models.working import TranslationGap
from operators.publishing import record_edit
from operators.publishing.gaps import remember, texts_of
from operators.vocabulary import LANGUAGES

TEXT, RIGHT, SEEN = "text:", "right:", "seen:"
"""How the names of a place's fields begin: its text, the tick, and the text that the page was opened with."""


class TranslateForm(VersionedForm):
    """A box for each place, and a tick for each text that still says what the others now say."""

    shown: list[Place] = []
    language: str = ""
    kept: dict[str, str] = {}
    """What was typed on a page that was refused."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in self.shown:
            box = forms.Textarea(
                attrs={"lang": self.language, "dir": "auto", "rows": 5 if place.long else 2, "class": "vLargeTextField"}
            )
            self.fields[TEXT + place.name] = PlainTextField(
                label=place.label, required=False, initial=self.kept.get(place.name, place.own), widget=box
            )
            self.fields[SEEN + place.name] = PlainTextField(required=False, initial=place.own, widget=forms.HiddenInput)
            self.fields[RIGHT + place.name] = forms.BooleanField(
                label=gettext_lazy("The text is still right as it is"), required=False
            )

    def clean(self) -> dict[str, Any]:
        super().clean()
        for place in self.shown:
            text = self.cleaned_data.get(TEXT + place.name, "")
            for problem in text_problems(text, None):
                self.add_error(TEXT + place.name, problem.said(_))
            if text != place.own and target(self.instance, place.name)[0] is None:
                self.add_error(TEXT + place.name, _("Its row is gone; copy the text if you still need it."))
        return self.cleaned_data

    @property
    def typed(self) -> dict[str, str]:
        """What differs from what is stored."""
        texts = {place.name: self.cleaned_data[TEXT + place.name] for place in self.shown}
        return {place.name: texts[place.name] for place in self.shown if texts[place.name] != place.own}

    @property
    def still_right(self) -> list[tuple[str, str]]:
        kept = [place.name for place in self.shown if self.cleaned_data[RIGHT + place.name]]
        return [(name, self.language) for name in kept if name not in self.typed]

    def rows(self) -> list[dict[str, Any]]:
        """For the template: each place with its two fields."""
        return [
            {
                "place": place,
                "text": self[TEXT + place.name],
                "right": self[RIGHT + place.name],
                "seen": self[SEEN + place.name],
                "changed": self.kept.get(place.name, place.own) != place.own,
            }
            for place in self.shown
        ]


def translate(request: HttpRequest, noun: str, key: str, language: str, site: Any) -> HttpResponse:
    """GET: the page. POST: save what was typed; the second of two who save is told, and keeps all that they typed."""
    kind = NOUNS.get(noun)
    thing = kind.model.objects.filter(**{kind.name: key}).first() if kind else None
    if kind is None or thing is None or language not in LANGUAGES:
        raise Http404
    if not request.user.has_perm(f"operators.change_{kind.model._meta.model_name}"):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, site, noun, _form(thing, noun, key, language, None), 200)
    with transaction.atomic():
        form = _form(thing, noun, key, language, request.POST)
        if form.is_valid():
            _save(request, form)
            return HttpResponseRedirect(reverse("admin:translate", args=[noun, key, language]))
    if not any(error.code == "conflict" for error in form.non_field_errors().as_data()):
        return _page(request, site, noun, form, 400)
    # Once more, on what is stored now. Only what was really typed is kept: a box that nobody touched would bring back
    # what somebody else has just replaced.
    fresh = kind.model.objects.filter(pk=thing.pk).first()
    if fresh is None:
        return _page(request, site, noun, form, 409)
    kept = {
        place.name: str(form.cleaned_data[TEXT + place.name])
        for place in form.shown
        if form.cleaned_data.get(TEXT + place.name, "") != form.cleaned_data.get(SEEN + place.name, "")
    }
    again = _form(fresh, noun, key, language, None, kept)
    return _page(request, site, noun, again, 409, form.non_field_errors())


def _form(
    thing: Any, noun: str, key: str, language: str, data: Any, kept: dict[str, str] | None = None
) -> TranslateForm:
    gaps = TranslationGap.objects.filter(noun=noun, key=key, language=language)
    posted = [name.removeprefix(TEXT) for name in data or () if name.startswith(TEXT)]
    shown = places(thing, language, texts_of(thing), gaps, [*posted, *(kept or {})])
    attributes = {"shown": shown, "language": language, "kept": kept or {}}
    base: Any = type("OneTranslateForm", (TranslateForm,), attributes)
    form: Any = modelform_factory(type(thing), form=base, fields=[])(data, instance=thing)
    return form


def _save(request: HttpRequest, form: TranslateForm) -> None:
    by: Any = request.user
    typed, still_right = form.typed, form.still_right
    if not typed and not still_right:
        messages.info(request, _("Nothing was typed or ticked, so nothing changed."))
        return
    remember(form.instance, noun_of(form.instance), key_of(form.instance))
    write(form.instance, form.language, typed)
    what = "translated" if typed else "translation kept"
    record_edit(form.instance, by=by, now=clock.now(), what=what, bump=bool(typed), still_right=still_right)
    messages.success(request, _("Saved. Readers see it once it is reviewed and published.") if typed else _("Noted."))


def _page(
    request: HttpRequest, site: Any, noun: str, form: TranslateForm, code: int, refusals: Any = ()
) -> HttpResponse:
    thing, kind, language = form.instance, NOUNS[noun], form.language
    text = getattr(thing, kind.text)
    title = text if isinstance(text, str) else text_of(text)
    context = {
        **site.each_context(request),
        "title": _("Translate into %(language)s") % {"language": LANGUAGE_NAMES[language]},
        "name": title,
        "key": getattr(thing, kind.name),
        "language": language,
        "form": form,
        "refusals": refusals or form.non_field_errors(),
        "change_url": reverse(f"admin:operators_{kind.model._meta.model_name}_change", args=[thing.pk]),
        "others": [
            (LANGUAGE_NAMES[one], reverse("admin:translate", args=[noun, getattr(thing, kind.name), one]))
            for one in LANGUAGES
            if one != language
        ],
    }
    response = TemplateResponse(request, "admin/translations/page.html", context, status=code)
    response["Cache-Control"] = "no-store, private"
    return response
