"""Take a backup: ``manage.py backup folder``."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from operators.clock import now
from operators.transfer.backups import BackupError, take_backup


class Command(BaseCommand):
    help = "Write the whole database, the content pack of the same moment and a manifest into a new folder, or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", help="where backups are kept; each gets a folder of its own there")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            path = take_backup(Path(options["folder"]), now=now())
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(str(path))
