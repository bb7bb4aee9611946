"""Derive every list, fact, source and search entry again: ``manage.py reindex``."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from operators.publishing.rebuilding import outdated, rebuild


class Command(BaseCommand):
    help = "Write what is derived from editions anew, from the documents alone. Nothing that is printed changes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-outdated", action="store_true", help="only where editions lack what this release derives"
        )

    def handle(self, *args: Any, if_outdated: bool = False, **options: Any) -> None:
        if if_outdated and not outdated():
            return
        subjects, editions = rebuild()
        self.stdout.write(f"Derived again: {subjects} subjects, {editions} editions.")
