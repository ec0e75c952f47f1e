"""Registers the feature with Django, its acts with the audit, its job, and its page with the frame."""

from typing import Any

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.ground.jobs.kinds import Kind
from khaigiang.ground.jobs.kinds import register as register_job
from khaigiang.ground.outbox.states import SEND
from khaigiang.ground.web.navigation import Entry, register


class OutboxConfig(AppConfig):
    name = "khaigiang.ground.outbox"

    def ready(self) -> None:
        from khaigiang.ground.outbox import access, queries  # noqa: PLC0415  models load after the configurations
        from khaigiang.ground.outbox.jobs import send_mailing  # noqa: PLC0415  as above

        def waiting(request: HttpRequest) -> int:
            actor: Any = getattr(request, "actor", None)
            return queries.needing_a_look(access.visible_mailings(actor)) if actor else 0

        name_acts(
            {
                "draft_mailing": _("wrote messages to many"),
                "correct_mailing": _("corrected the text of messages"),
                "correct_message": _("corrected one message"),
                "leave_receiver_out": _("left a receiver out"),
                "take_receiver_in": _("took a receiver in again"),
                "release_mailing": _("let messages go"),
                "stop_mailing": _("stopped the sending of messages"),
                "discard_mailing": _("threw messages away"),
                "send_again": _("sent a message once more"),
                "note_arrival": _("noted that a message has arrived"),
            },
        )
        register_job(Kind(name=SEND, label=_("Sending of messages"), work=send_mailing, url_name="outbox:list"))
        register(
            Entry(
                url_name="outbox:list",
                label=_("Outbox"),
                icon="mails",
                order=115,
                section=_("Planning"),
                badge=waiting,
            ),
        )
