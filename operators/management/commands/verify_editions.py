"""Is anything published altered behind the application's back? ``manage.py verify_editions``."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations

from operators.models.printed import Edition
from operators.publishing.auditing import audit


class Command(BaseCommand):
    """Exits with 1 and a line for each row that is not what was printed."""

    help = "Recompute the hash chain over every edition and compare every derived row with its document."

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        """Say that all is well, or name every row that is not."""
        findings = audit()
        if findings:
            lines = "\n".join(f"  {finding}" for finding in findings)
            raise CommandError(f"{len(findings)} row(s) are not what was printed:\n{lines}", returncode=1)
        self.stdout.write(f"{Edition.objects.count()} editions and all that is derived from them are as printed.")
