"""Derive every list, fact, source and search entry again: ``manage.py reindex``."""

from typing import Any

from django.core.management.base import BaseCommand

from operators.publishing.rebuilding import rebuild


class Command(BaseCommand):
    help = "Write what is derived from editions anew, from the documents alone. Nothing that is printed changes."

    def handle(self, *args: Any, **options: Any) -> None:
        subjects, editions = rebuild()
        self.stdout.write(f"Derived again: {subjects} subjects, {editions} editions.")
