"""Makes a user from the terminal: the way to the first administrator of an empty installation."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from khaigiang.ground.accounts import services
from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock


class Command(BaseCommand):
    """`khaigiang adduser lan "Nguyễn Thị Lan" --administrator`."""

    help = "Make a user. The password is asked for, or read from standard input with --password-from-stdin."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("full_name")
        parser.add_argument("--administrator", action="store_true", help="runs the installation: users and offices")
        parser.add_argument("--email", default="")
        parser.add_argument("--password-from-stdin", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        _require(ASCIIUsernameValidator(), options["username"])
        password = _password(from_stdin=options["password_from_stdin"])
        try:
            services.create_user(
                username=options["username"],
                full_name=options["full_name"],
                password=password,
                email=options["email"],
                is_administrator=options["administrator"],
                by=None,
                at=clock.now(),
            )
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stderr.write(f"{options['full_name']} can sign in as {options['username']}.")


def _password(*, from_stdin: bool) -> str:
    password = sys.stdin.readline().rstrip("\n") if from_stdin else getpass()
    if not from_stdin and getpass("Password (again): ") != password:
        message = "The two passwords differ."
        raise CommandError(message)
    _require(validate_password, password)
    return password


def _require(validate: Callable[[str], None], value: str) -> None:
    try:
        validate(value)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
