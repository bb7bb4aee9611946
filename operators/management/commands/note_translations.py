"""``manage.py note_translations``: take down what every text says now, and which languages it lacks.

For a database whose content is older than the upkeep of translations. What is known to be outdated stays so.
"""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from operators import clock
from operators.admin.forms import key_of, noun_of
from operators.models.working import FaqEntry, Operator, Policy, Question, TranslationGap
from operators.publishing.gaps import keep


class Command(BaseCommand):
    help = "Take down what every text says now, and which languages it lacks."

    def handle(self, *args: Any, **options: Any) -> None:
        models: list[Any] = [Operator, Policy, FaqEntry, Question]
        with transaction.atomic():
            for model in models:
                for thing in model.objects.order_by("pk"):
                    keep(thing, noun_of(thing), key_of(thing), now=clock.now())
        self.stdout.write(f"{TranslationGap.objects.count()} translations are missing or outdated.")
