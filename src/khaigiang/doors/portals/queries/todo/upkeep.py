"""What messages, the audit log and the addresses of offices ask of a person."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from khaigiang.doors.portals.queries.todo.item import Todo
from khaigiang.ground.notices.queries import unread_count
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.units.models import Office


def messages_to_read(actor: Actor) -> Iterator[Todo]:
    """Messages that the person has not read."""
    unread = unread_count(actor.user)
    if unread:
        title = ngettext("Read %(count)s new message", "Read %(count)s new messages", unread)
        yield Todo(title=title % {"count": unread}, url=reverse("notices:list"), icon="bell")


def chain_to_check(_actor: Actor) -> Iterator[Todo]:
    """The audit log's chain, which the auditor checks."""
    yield Todo(
        title=_("Check that nothing in the audit log was altered"), url=reverse("audit:chain"), icon="shield-check"
    )


def offices_to_complete(_actor: Actor) -> Iterator[Todo]:
    """Committees without a telephone number."""
    silent = Office.objects.filter(is_active=True, phone="").count()
    if silent:
        title = ngettext(
            "%(count)s office has no telephone number", "%(count)s offices have no telephone number", silent
        )
        yield Todo(title=title % {"count": silent}, url=reverse("units:offices"), icon="phone")
