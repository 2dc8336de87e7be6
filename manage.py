#!/usr/bin/env python3
"""Kept's command line: `up` starts everything, the rest are Django's commands."""

import os
import sys


def main() -> None:
    """Hand `up` to the launcher, which needs no settings yet; the rest to Django."""
    if sys.argv[1:2] == ["up"]:
        from config.launch.up import main as up

        sys.exit(up(sys.argv[2:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
