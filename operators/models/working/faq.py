"""Questions, cases and the glossary."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from operators.models.choices import choices, one_of
from operators.models.fields import TranslatedField
from operators.models.working.operator import Operator
from operators.models.working.policy import Policy
from operators.models.working.source import Source
from operators.models.working.subject import Subject
from operators.vocabulary import FaqCategory, FaqKind, SubjectKind


class FaqEntry(Subject):
    KIND = SubjectKind.FAQ

    kind = models.CharField(_("kind"), max_length=10, choices=choices(FaqKind), default=FaqKind.QUESTION)
    category = models.CharField(_("category"), max_length=12, choices=choices(FaqCategory))
    operator = models.ForeignKey(
        Operator, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("operator")
    )
    policies = models.ManyToManyField(Policy, blank=True, related_name="+", verbose_name=_("related policies"))
    position = models.PositiveIntegerField(_("order"), default=0)
    question = TranslatedField(_("question"))
    answer = TranslatedField(_("answer"), markdown=True)
    sources = models.ManyToManyField(Source, blank=True, related_name="+", verbose_name=_("sources"))

    class Meta(Subject.Meta):
        ordering = ["position", "slug"]
        verbose_name = _("FAQ entry")
        verbose_name_plural = _("FAQ entries")
        constraints = [
            *Subject.Meta.constraints,
            one_of("kind", FaqKind, "faqentry"),
            one_of("category", FaqCategory, "faqentry"),
        ]
