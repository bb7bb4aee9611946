#!/usr/bin/env python
"""Django's command line for this site: `python manage.py help`."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured


def main() -> None:
    """Run one command; a missing setting is told in a sentence, without a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kb.settings")
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(f"Not started. {error}")


if __name__ == "__main__":
    main()
