"""What the verbs are told. A form stands on the subject's page and, after a refusal, alone with all that was typed."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.utils.translation import gettext_lazy as _

from operators.models.choices import choices
from operators.models.fields import TranslatedField
from operators.models.printed import Edition
from operators.vocabulary import VerificationOutcome


class SeenForm(forms.Form):
    """Bound to what the person saw: the version, the hash of the content and the number of the last edition."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    content_hash = forms.CharField(widget=forms.HiddenInput, required=False)
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)


class SubmitForm(SeenForm):
    note = forms.CharField(
        label=_("Note to the reviewer"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )


class ReturnForm(SeenForm):
    message = forms.CharField(
        label=_("What should be changed"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )


class PublishForm(SeenForm):
    """``cleared`` offers exactly the hosts and numbers that the gate asks about."""

    reason = forms.CharField(
        label=_("Why it may be published with these warnings"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
    )
    cleared = forms.MultipleChoiceField(
        label=_("I have looked at each of these"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, clears: list[str] = [], **kwargs: Any) -> None:  # noqa: B006 - never changed
        super().__init__(*args, **kwargs)
        self.fields["cleared"].choices = [(name, name) for name in clears]  # type: ignore[attr-defined]


class WithdrawForm(forms.Form):
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    because = TranslatedField(multiline=True).formfield(
        label=_("Why it is withdrawn"), help_text=_("Readers who come for it are told.")
    )
    replaced_by = forms.SlugField(label=_("Slug of what to read instead"), required=False)
    from_day = forms.DateField(
        label=_("The rule ended on"),
        required=False,
        widget=AdminDateWidget,
        help_text=_("Empty: it was never right, or nobody knows."),
    )


class RevertForm(forms.Form):
    """``editions`` are those that have a text."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    number = forms.TypedChoiceField(label=_("Edition"), coerce=int)

    def __init__(self, *args: Any, editions: list[Edition] = [], **kwargs: Any) -> None:  # noqa: B006 - never changed
        super().__init__(*args, **kwargs)
        self.fields["number"].choices = [  # type: ignore[attr-defined]
            (edition.number, f"{edition.number} ({edition.effective_from})")
            for edition in editions
            if not edition.tombstone
        ]


class VerifyForm(forms.Form):
    day = forms.DateField(label=_("Checked on"), widget=AdminDateWidget)
    outcome = forms.ChoiceField(label=_("What was found"), choices=choices(VerificationOutcome))
    source = forms.SlugField(label=_("Key of the source looked at"), required=False)
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000)
