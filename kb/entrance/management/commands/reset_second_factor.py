"""`manage.py reset_second_factor NAME`: whoever lost their device sets up another."""

import logging
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from kb.entrance.sessions import end_sessions

log = logging.getLogger("kb.entrance")


class Command(BaseCommand):
    help = "Take an account's authenticator app, passkeys and recovery codes away and log it out everywhere."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the account's user name")

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["name"]
        with transaction.atomic():
            user = get_user_model()._default_manager.filter(username=name).first()
            if user is None:
                raise CommandError(f"There is no account {name}.")
            taken = Authenticator.objects.filter(user=user).delete()[0]
            ended = end_sessions(user)
        log.warning("second factors of account %s reset by command", name)
        self.stdout.write(f"{name}: {taken} second factors taken away, {ended} sessions ended.")
