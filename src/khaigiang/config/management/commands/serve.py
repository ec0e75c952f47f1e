"""`khaigiang serve`: the web server with one worker for background jobs, after a look at what it stands on."""

import errno
import socket
from argparse import ArgumentParser
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.utils.translation import gettext as _
from granian import Granian
from granian.constants import Interfaces

from khaigiang.config.soundness import examine
from khaigiang.config.worker import a_worker_at_hand

APPLICATION: Final = "khaigiang.config.wsgi:application"
THREADS: Final = 4


class Command(BaseCommand):
    """Serves with granian: whole processes (`--workers`) of several threads each (`--threads`)."""

    help = "Serve Khai Giảng over HTTP."
    # It checks everything itself, the database included.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=1, help="processes; SQLite wants one")
        parser.add_argument(
            "--no-worker", action="store_true", help="background jobs are carried out elsewhere, by `khaigiang work`"
        )
        parser.add_argument("--threads", type=int, default=THREADS, help="requests answered at once by a process")

    def handle(self, *, host: str, port: int, workers: int, threads: int, no_worker: bool, **_options: Any) -> None:
        findings = [sentence for answer in examine(before_serving=True) for sentence in answer.findings]
        if findings:
            raise CommandError("\n".join(findings))
        self.check(databases=["default"])
        _refuse_taken(host, port)
        # The processes are forks of this one: a connection may not be shared among them.
        connections.close_all()
        self.stderr.write(_("Khai Giảng answers at http://%(host)s:%(port)d") % {"host": host, "port": port})
        server = Granian(
            APPLICATION,
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=threads,
            websockets=False,
            respawn_failed_workers=True,
            log_dictconfig=settings.LOGGING,
        )
        if no_worker:
            server.serve()
            return
        with a_worker_at_hand():
            server.serve()


def _refuse_taken(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as failure:
            reason = _("another program listens there") if failure.errno == errno.EADDRINUSE else failure.strerror
            sentence = _("Port %(port)d of %(host)s cannot be used: %(reason)s. Choose one with --port.")
            raise CommandError(sentence % {"port": port, "host": host, "reason": reason}) from failure
