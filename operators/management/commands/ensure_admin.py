"""`manage.py ensure_admin`: an administrator to log in with, if there is none yet."""

import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from django.db import transaction

NAME = "admin"


class Command(BaseCommand):
    """Creates the first administrator with a random password, which is printed once and kept nowhere."""

    help = "Create an administrator with a random password, printed once, unless there is an administrator already."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say in one line what was done."""
        users = get_user_model()._default_manager
        with transaction.atomic():
            if users.filter(is_superuser=True, is_active=True).exists():
                self.stdout.write("An administrator exists already.")
                return
            taken = users.filter(username__startswith=NAME).values_list("username", flat=True)
            name = next(name for name in (NAME, *(f"{NAME}{n}" for n in range(2, 1000))) if name not in taken)
            password = secrets.token_urlsafe(15)
            users.create_superuser(username=name, password=password)
        self.stdout.write(f"Log in as {name} with the password {password} (shown only now).")
