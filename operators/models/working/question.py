"""What the self-check asks. Questions are shared by policies; answers to one serve all."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from operators.models.choices import choices, key_validator, one_of
from operators.models.fields import CodesField, TranslatedField
from operators.vocabulary import UNKNOWN, QuestionGroup


class Question(models.Model):
    """Asked always, or when the parent question has one of the answers in ``asked_when``.

    A question that has a parent is asked in its parent's group, whatever its own says.
    """

    key = models.CharField(_("key"), max_length=60, unique=True, validators=[key_validator])
    group = models.CharField(_("group"), max_length=20, blank=True, choices=choices(QuestionGroup))
    text = TranslatedField(_("question"))
    how_to_find_out = TranslatedField(_("how to find out"), blank=True, markdown=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("asked only after"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    asked_when = CodesField(_("and only when it is answered"), blank=True)
    position = models.PositiveIntegerField(_("order"), unique=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["position"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.CheckConstraint(condition=~models.Q(parent=models.F("id")), name="question_not_its_own_parent"),
            one_of("group", QuestionGroup, "question", blank=True),
        ]

    def __str__(self) -> str:
        return self.key

    def clean(self) -> None:
        seen, parent = {self.pk}, self.parent
        while parent is not None:
            if parent.pk in seen and parent.pk is not None:
                raise ValidationError({"parent": _("Questions that ask for one another never end.")}, code="cycle")
            seen.add(parent.pk)
            parent = parent.parent
        if self.parent is None and self.asked_when:
            raise ValidationError({"parent": _("Say which question these answers belong to.")})
        if self.parent is not None:
            known = set(self.parent.options.values_list("code", flat=True))
            for code in self.asked_when:
                if code not in known:
                    raise ValidationError(
                        {
                            "asked_when": _("“%(code)s” is no answer to “%(question)s”; allowed: %(allowed)s.")
                            % {"code": code, "question": self.parent.key, "allowed": ", ".join(sorted(known))}
                        }
                    )


class Option(models.Model):
    """One answer. Its code is never used again for another meaning."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="options")
    code = models.CharField(_("code"), max_length=40, validators=[key_validator])
    label = TranslatedField(_("answer"))
    position = models.PositiveIntegerField(_("order"))

    class Meta:
        ordering = ["position"]
        verbose_name = _("option")
        verbose_name_plural = _("options")
        constraints = [
            models.UniqueConstraint(fields=["question", "code"], name="option_code_once"),
            models.UniqueConstraint(fields=["question", "position"], name="option_position_once"),
            # "I don't know" belongs to every question, so no editor can give it another meaning.
            models.CheckConstraint(condition=~models.Q(code=UNKNOWN), name="option_code_not_unknown"),
        ]

    def __str__(self) -> str:
        return self.code
