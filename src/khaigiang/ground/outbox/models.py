"""The outbox: what goes to many waits as drafts, is read, released by a person and sent once."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from khaigiang.ground.outbox.rules import filled
from khaigiang.ground.outbox.states import MAY_HAVE_ARRIVED, ON_ITS_WAY, MailingState, MessageState, Outcome


class Mailing(models.Model):
    """One text to many receivers: what it is about, whose role keeps it, who wrote and who released it.

    `key` names what it is about, so that nobody writes it a second time; `sender_role` is the role that reads,
    corrects and releases it.
    """

    key = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    link = models.CharField(max_length=300, blank=True)
    sender_role = models.CharField(max_length=20)
    sender_name = models.CharField(max_length=160, blank=True)
    reply_to = models.EmailField(blank=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=MailingState, default=MailingState.DRAFT)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="mailing_on_one_thing_once", fields=["key"], condition=~Q(state=MailingState.DISCARDED)
            ),
            models.CheckConstraint(
                name="mailing_is_released_by_somebody",
                condition=~Q(state=MailingState.RELEASED) | Q(released_by__isnull=False, released_at__isnull=False),
            ),
        ]
        indexes = [models.Index(name="mailing_by_role", fields=["sender_role", "-id"])]

    def __str__(self) -> str:
        return self.title


class Message(models.Model):
    """The message of a mailing to one receiver.

    `values` fill the fields of the mailing's text; `sealed` names what is filled only when the message goes, such as a
    personal link, which nobody reads here. `own_subject` and `own_body` stand in the text's place where a person
    corrected this message alone. `turn` counts how often a person asked for it: 0 with the mailing, then each resend.
    `letter` becomes the Message-ID, by which mail servers and mailboxes tell one message from another.
    """

    mailing = models.ForeignKey(Mailing, models.CASCADE, related_name="messages")
    receiver = models.CharField(max_length=60)
    to_name = models.CharField(max_length=200)
    to_address = models.EmailField(blank=True)
    values = models.JSONField(default=dict)
    sealed = models.JSONField(default=dict)
    own_subject = models.CharField(max_length=200, blank=True)
    own_body = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=MessageState, default=MessageState.DRAFT)
    turn = models.PositiveIntegerField(default=0)
    again_because = models.CharField(max_length=300, blank=True)
    letter = models.UUIDField(default=uuid.uuid4)
    tries = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="message_once_to_a_receiver", fields=["mailing", "receiver"]),
            models.CheckConstraint(
                name="message_on_its_way_has_an_address",
                condition=~Q(state__in=sorted(ON_ITS_WAY)) | ~Q(to_address=""),
            ),
            models.CheckConstraint(
                name="message_sent_has_its_time", condition=~Q(state=MessageState.SENT) | Q(sent_at__isnull=False)
            ),
            models.CheckConstraint(name="message_sent_again_with_a_reason", condition=Q(turn=0) | ~Q(again_because="")),
        ]
        indexes = [models.Index(name="message_by_state", fields=["mailing", "state"])]
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.to_name

    @property
    def subject(self) -> str:
        """The subject as this receiver reads it."""
        return self.own_subject or filled(self.mailing.subject, self.values)

    @property
    def body(self) -> str:
        """The text as this receiver reads it."""
        return self.own_body or filled(self.mailing.body, self.values)


class Sending(models.Model):
    """One try to hand a message to the mail server: written before the try, and again after it.

    `job` and `fence` name the worker's hold on its job (ground/jobs): a try that is begun and that no worker holds any
    more may have reached its receiver.
    """

    message = models.ForeignKey(Message, models.CASCADE, related_name="sendings")
    turn = models.PositiveIntegerField()
    reason = models.CharField(max_length=300, blank=True)
    to_address = models.EmailField()
    letter = models.UUIDField()
    job = models.BigIntegerField()
    fence = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.BEGUN)
    said = models.CharField(max_length=300, blank=True)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="message_sent_once_each_time_it_was_asked_for",
                fields=["message", "turn"],
                condition=Q(outcome__in=sorted(MAY_HAVE_ARRIVED)),
            ),
            models.CheckConstraint(
                name="sending_has_ended_when_its_outcome_is_known",
                condition=Q(outcome=Outcome.BEGUN, ended_at__isnull=True)
                | (~Q(outcome=Outcome.BEGUN) & Q(ended_at__isnull=False)),
            ),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.message}: {self.get_outcome_display()}"
