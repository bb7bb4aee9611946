"""Write what is published as a content pack: ``manage.py export_content folder``."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from operators.clock import now
from operators.transfer import export_pack
from operators.transfer.exporting import write_pack


class Command(BaseCommand):
    help = "Write all that is published to a folder of YAML files: the same bytes for the same content."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", help="where to write; other .yaml files there are removed")
        parser.add_argument("--waiting", action="store_true", help="with editions that wait for their day")

    def handle(self, *args: Any, **options: Any) -> None:
        files = export_pack(now=now(), waiting=options["waiting"])
        if not files:
            raise CommandError("Nothing is published, so there is nothing to export.")
        write_pack(files, Path(options["folder"]))
        self.stdout.write(f"{len(files)} files written to {options['folder']}.")
