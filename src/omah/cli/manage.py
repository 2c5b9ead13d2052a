"""Django's own commands, with Omah's settings."""

import argparse
import os

TAKES_ALL_WORDS = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "Words after 'manage' go to Django."


def run(args: argparse.Namespace) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "omah.web.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["omah manage", *args.words])
    return 0
