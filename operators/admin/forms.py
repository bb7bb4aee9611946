"""What all forms of the editors' door share: texts of a checked shape, and the version that a form was opened with."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from operators.admin.words import what_was_done
from operators.links import text_problems
from operators.models.fields import normal_text
from operators.models.forms import LANGUAGE_NAMES, TranslatedFormField
from operators.models.working import Edit

PLAIN_TEXTS = frozenset(("name", "legal_name", "text", "title", "publisher", "quote"))
"""Columns in one language that readers get as text: they may hold no trick either."""


class PlainTextField(forms.CharField):
    """A text with Unix line ends: browsers post others, and an untouched text must not look changed."""

    def to_python(self, value: Any) -> str:
        return normal_text(super().to_python(value) or "")


class CarriedField(forms.CharField):
    """What a form carries for itself. It is no change of the thing that is edited."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, required=False)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class CheckedForm(forms.ModelForm):
    """Refuses texts whose links have a deceptive shape, as soon as they are saved. The official list is the gate's."""

    def clean(self) -> dict[str, Any]:
        super().clean()
        for name, value in list(self.cleaned_data.items()):
            if isinstance(self.fields.get(name), TranslatedFormField):
                for language, text in (value or {}).items():
                    self._check(name, text, f"{LANGUAGE_NAMES[language]}: ")
            elif name in PLAIN_TEXTS and isinstance(value, str):
                self._check(name, value)
        return self.cleaned_data

    def _check(self, name: str, text: str, prefix: str = "") -> None:
        for problem in text_problems(text, None):
            self.add_error(name, prefix + problem.said(_))


def noun_of(thing: Any) -> str:
    """The noun under which edits of ``thing`` are logged: ``policy``, ``question`` …"""
    return str(getattr(thing, "KIND", thing._meta.model_name))


def key_of(thing: Any) -> str:
    """The name under which edits of ``thing`` are logged: its slug or its key."""
    return str(thing.slug if hasattr(thing, "slug") else thing.key)


class VersionedForm(CheckedForm):
    """Carries the version that the editor saw. The second of two people to save is told, and loses nothing.

    ``base`` says what the form was opened with, ``token`` makes two posts of one add form one object.
    ``editor`` is set by the admin: whoever is editing.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    base = CarriedField()
    token = CarriedField()
    editor: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["version"] = self.instance.version
            del self.fields["token"]
        else:
            self.initial["token"] = str(uuid4())
            del self.fields["base"]

    def clean(self) -> dict[str, Any]:
        """Locks the row until the transaction of the save ends, so of two saves at one instant exactly one passes."""
        super().clean()
        if self.instance.pk:
            versions = type(self.instance)._base_manager.select_for_update().values_list("version", flat=True)
            now = versions.filter(pk=self.instance.pk).first()
            if now is None:
                raise ValidationError(_("It was deleted meanwhile; your text is still here."), code="conflict")
            if self.cleaned_data.get("version") != now:
                raise ValidationError(self._conflict(), code="conflict")
            self.instance.version = now
        return self.cleaned_data

    def _conflict(self) -> str:
        seen = self.cleaned_data.get("version") or 0
        name = type(self.instance)._base_manager.get(pk=self.instance.pk)
        edits = Edit.objects.filter(noun=noun_of(name), key=key_of(name), version__gt=seen).select_related("by")
        saved = "; ".join(
            _("%(who)s (version %(version)s, %(when)s: %(what)s)")
            % {
                "who": edit.by.get_username(),
                "version": edit.version,
                "when": timezone.localtime(edit.at).strftime("%Y-%m-%d %H:%M:%S"),
                "what": what_was_done(edit.what),
            }
            for edit in edits[:5]
        )
        return _(
            "Somebody saved this while you were editing: %(saved)s. Nothing was overwritten, and all that you typed is "
            "still below."
        ) % {"saved": saved or _("unknown")}

    def _clean_name(self, column: str) -> str:
        """A rename would leave the log of edits behind, and with it the rule of four eyes."""
        value = str(self.cleaned_data[column])
        if self.instance.pk and column in self.changed_data:
            old = str(self.initial[column])
            others = Edit.objects.filter(noun=noun_of(self.instance), key=old).exclude(by=self.editor)
            if others.exists():
                raise ValidationError(_("Others have edited it under “%(old)s”, so its name stays.") % {"old": old})
        return value

    def clean_slug(self) -> str:
        return self._clean_name("slug")

    def clean_key(self) -> str:
        return self._clean_name("key")
