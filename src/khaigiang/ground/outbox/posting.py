"""Handing a message to the mail server, and understanding its answer."""

import smtplib
from email.utils import formataddr
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from khaigiang.ground.outbox import sealed
from khaigiang.ground.outbox.models import Sending
from khaigiang.ground.outbox.rules import filled
from khaigiang.ground.outbox.states import Outcome

# From here on a mail server says that it will never take the message; below, that it does not take it now.
NEVER: Final = 500
REFUSALS: Final = 400
Answer = tuple[Outcome, str]


def letter_name(letter: UUID) -> str:
    """The Message-ID of a message, under which the log of every mail server finds it."""
    return f"<{letter.hex}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].strip('>') or 'localhost'}>"


class Post:
    """The way to the mail server during one job; it is opened when the first message goes."""

    def __init__(self) -> None:
        self._connection: BaseEmailBackend | None = None

    def send(self, sending: Sending) -> Answer:
        """Hand one message over; the answer tells surely refused, not now, taken, and nobody knows apart."""
        try:
            connection = self._opened()
        except (OSError, smtplib.SMTPException) as failure:
            self.close()
            return Outcome.LATER, str(failure)
        try:
            connection.send_messages([_letter(sending)])
        except smtplib.SMTPRecipientsRefused as refusal:
            code, said = next(iter(refusal.recipients.values()))
            return _refused(code, said)
        except smtplib.SMTPResponseException as refusal:
            return _refused(refusal.smtp_code, refusal.smtp_error)
        except (OSError, smtplib.SMTPException) as failure:
            # The connection broke while the message was under way: the server may have it.
            self.close()
            return Outcome.UNCLEAR, str(failure)
        return Outcome.TAKEN, ""

    @property
    def is_open(self) -> bool:
        """Is a server spoken to?"""
        return self._connection is not None

    def close(self) -> None:
        """Say goodbye to the server, if one was spoken to."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _opened(self) -> BaseEmailBackend:
        if self._connection is not None and not _answers(self._connection):
            self.close()
        if self._connection is None:
            self._connection = get_connection(fail_silently=False)
            self._connection.open()
        return self._connection


def _answers(connection: BaseEmailBackend) -> bool:
    """Is the server still there? One that has hung up between two messages took nothing of the next."""
    server = getattr(connection, "connection", None)
    try:
        return not isinstance(server, smtplib.SMTP) or server.noop()[0] < REFUSALS
    except (OSError, smtplib.SMTPException):
        return False


def _letter(sending: Sending) -> EmailMessage:
    message = sending.message
    mailing = message.mailing
    opened = sealed.opened(message.sealed)
    return EmailMessage(
        subject=" ".join(filled(message.subject, opened).split()),
        body=filled(message.body, opened),
        from_email=_from(mailing.sender_name),
        to=[formataddr((message.to_name, sending.to_address))],
        reply_to=[mailing.reply_to] if mailing.reply_to else None,
        headers={"Message-ID": letter_name(sending.letter)},
    )


def _from(name: str) -> str:
    return formataddr((name, settings.DEFAULT_FROM_EMAIL)) if name else settings.DEFAULT_FROM_EMAIL


def _refused(code: int, said: bytes | str) -> Answer:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return (Outcome.REFUSED if code >= NEVER else Outcome.LATER), f"{code} {words}"
