"""Restore a backup: ``manage.py restore folder [--into database] [--replace]``."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, no_translations

from kb import env
from operators.clock import now
from operators.transfer.backups import BackupError
from operators.transfer.restoring import restore


class Command(BaseCommand):
    help = "Check a backup, restore it into a new database, check that, and put it in its place at once."
    requires_system_checks: list[str] = []  # the present database may be damaged

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("backup", help="a folder that the command backup wrote")
        parser.add_argument("--into", help="a file or a database URL (default: the site's own database)")
        parser.add_argument("--replace", action="store_true", help="put it in the place of a database that exists")

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            into = database(options["into"]) if options["into"] else settings.DATABASES["default"]
            kept = restore(Path(options["backup"]), into=into, replace=options["replace"], now=now())
        except (BackupError, ImproperlyConfigured) as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Restored and checked.")
        if kept:
            self.stdout.write(f"The database that was there is kept as {kept}.")


def database(into: str) -> dict[str, Any]:
    """Settings for a URL, or for the path of an SQLite file."""
    return env.database(into if "://" in into else f"sqlite:///{Path(into).absolute()}")
