"""Answered reports of readers are not kept for ever: ``manage.py forget_reports``."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from operators.clock import now
from operators.models.printed import CorrectionReport
from operators.vocabulary import ReportState

DAYS = 180


class Command(BaseCommand):
    """For a timer. What is open stays, however old."""

    help = "Delete the reports that were answered more than so many days ago, with the contact that readers left."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=DAYS, help=f"keep what was answered in the last DAYS ({DAYS})")
        parser.add_argument("--dry-run", action="store_true", help="say how many there are and delete none")

    def handle(self, *args: Any, **options: Any) -> None:
        if not 0 <= options["days"] <= 36_500:
            raise CommandError("--days is a number from 0 on.", returncode=2)
        then = now() - timedelta(days=options["days"])
        answered = CorrectionReport.objects.exclude(state=ReportState.OPEN)
        old = answered.filter(Q(answered_at__lt=then) | Q(answered_at__isnull=True, received_at__lt=then))
        if options["dry_run"]:
            self.stdout.write(f"{old.count()} answered reports would be deleted.")
            return
        self.stdout.write(f"{old.delete()[0]} answered reports deleted.")
