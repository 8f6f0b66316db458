#!/usr/bin/env python
"""Django's command line for Kinerja; ``script/manage`` runs it with the services up."""

import os
import sys

READER_LEFT = 128 + 13
"""The exit code of a program that a closed pipe ended, as shells count it."""


def main() -> None:
    """Run one management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinerja.settings")
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read what we write (head, less) has had enough. Python would try once more while it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(READER_LEFT)


if __name__ == "__main__":
    main()
