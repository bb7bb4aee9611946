"""Load a content pack: ``manage.py import_content [folder] [--dry-run] [--overwrite]``."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group, Permission, User
from django.core.management.base import BaseCommand, CommandError, no_translations

from operators.clock import now
from operators.roles import REVIEWER, ensure_roles
from operators.transfer import EditedSince, PackError, import_pack, read_pack

PERU = Path(__file__).resolve().parents[2] / "content" / "peru"
ACCOUNT = "content-pack"


def pack_account() -> User:
    """The account that imports act as: nobody can log in with it."""
    user, created = User.objects.get_or_create(username=ACCOUNT)
    if created:
        user.set_unusable_password()
        user.save()
    if not Group.objects.filter(name=REVIEWER).exists():
        ensure_roles(Group, Permission)
    user.groups.add(Group.objects.get(name=REVIEWER))
    return user


def _listed(error: PackError) -> str:
    lines = "\n".join(f"  {problem}" for problem in error.problems)
    return f"Nothing was loaded. {len(error.problems)} problem(s):\n{lines}"


class Command(BaseCommand):
    help = "Load a content pack through the publication gate. Running it twice changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", default=str(PERU), help="the pack's folder (default: Peru's)")
        parser.add_argument("--dry-run", action="store_true", help="say what would change and change nothing")
        parser.add_argument(
            "--keep-edits",
            action="store_true",
            help="load nothing where something was edited or withdrawn since the last import",
        )
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="lose the edits made since the last import, and publish again what was withdrawn",
        )

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            pack = read_pack(Path(options["folder"]))
            report = import_pack(
                pack, by=pack_account(), now=now(), overwrite=options["overwrite"], dry_run=options["dry_run"]
            )
        except EditedSince as error:
            if not options["keep_edits"]:
                raise CommandError(_listed(error)) from error
            self.stdout.write(f"Content was edited or withdrawn here ({len(error.problems)}): left as it is.")
            return
        except PackError as error:
            raise CommandError(_listed(error)) from error
        if options["verbosity"] > 1:
            for name in [*report.printed, *report.verified]:
                self.stdout.write(f"  {name}")
        verb = "would change" if report.dry_run else "changed"
        self.stdout.write(
            f"Content pack “{pack.name}”: {len(report.printed)} editions printed, {len(report.unchanged)} as before; "
            f"{len(report.sources)} sources, {len(report.questions)} questions, {len(report.verified)} checks, "
            f"{len(report.synonyms)} groups of synonyms {verb}."
        )
