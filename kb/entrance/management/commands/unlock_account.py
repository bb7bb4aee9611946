"""`manage.py unlock_account NAME`: whoever locked themselves out may try again at once."""

import logging
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kb.entrance import lockout

log = logging.getLogger("kb.entrance")


class Command(BaseCommand):
    help = "Forget the failed log-ins of an account, passwords and codes, so that it may be tried again at once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the account's user name")

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["name"]
        user = get_user_model()._default_manager.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no account {name}.")
        forgotten = lockout.unlock(name) + lockout.unlock(f"code {user.pk}")
        log.warning("account %s unlocked by command", name)
        self.stdout.write(f"{forgotten} failed log-ins of {name} are forgotten.")
