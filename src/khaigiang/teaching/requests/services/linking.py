"""Links of lecturers without an account: made with a request, opened once, sent anew, revoked."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.requests import letters
from khaigiang.teaching.requests.errors import LinkIsOver, NoAddressKnown, NothingToRevoke, TooManyLinks
from khaigiang.teaching.requests.links import digest_of, secret_of
from khaigiang.teaching.requests.models import GuestLink

# Long enough for the days to answer in and a late look, short enough for a letter that lies about.
LINK_LIVES: Final = timedelta(days=30)
# How often somebody who holds an old link may have a new one sent to the address on record.
NEW_ONES_A_DAY: Final = 3
A_DAY: Final = timedelta(days=1)


def new_link_in_transaction(lecturer: Lecturer, *, by: User | None, at: datetime) -> GuestLink:
    """Make a link for a lecturer, within a service that records it."""
    number = uuid4()
    return GuestLink.objects.create(
        lecturer=lecturer,
        number=number,
        digest=digest_of(secret_of(number)),
        made_by=by,
        made_at=at,
        expires_at=at + LINK_LIVES,
    )


def links_for_guests(lecturers: Iterable[Lecturer], *, by: User | None, at: datetime) -> dict[int, GuestLink]:
    """A link for each of these who is written to and has no account, by lecturer; within a service that records it."""
    guests = {one.pk: one for one in lecturers if one.user_id is None and one.email}
    return {pk: new_link_in_transaction(one, by=by, at=at) for pk, one in guests.items()}


@transaction.atomic
def open_guest_link(link: GuestLink, *, by: User | None = None, at: datetime) -> GuestLink:
    """Let one browser in by a link, once; raises LinkIsOver for one that was used, revoked or has expired."""
    kept = GuestLink.objects.select_for_update(of=("self",)).select_related("lecturer").get(pk=link.pk)
    if not kept.opens_at(at):
        raise LinkIsOver
    kept.used_at = at
    kept.save(update_fields=["used_at"])
    audit.record("open_guest_link", kept.lecturer, by=by, at=at, after={"made_at": kept.made_at})
    return kept


@transaction.atomic
def send_guest_link(lecturer: Lecturer, *, by: User | None, at: datetime) -> GuestLink:
    """Write a new link to the address on record; asked for without an account, a few times a day.

    Raises NoAddressKnown or TooManyLinks.
    """
    lecturer = Lecturer.objects.select_for_update(no_key=True).get(pk=lecturer.pk)
    if not lecturer.email or not lecturer.is_active:
        raise NoAddressKnown
    if by is None and lecturer.guest_links.filter(made_by=None, made_at__gt=at - A_DAY).count() >= NEW_ONES_A_DAY:
        raise TooManyLinks
    link = new_link_in_transaction(lecturer, by=by, at=at)
    letters.write_of_link(link, by=by or _who_let_them_in(lecturer), at=at)
    audit.record("send_guest_link", lecturer, by=by, at=at, after={"expires_at": link.expires_at})
    return link


def _who_let_them_in(lecturer: Lecturer) -> User:
    """The person of the office who gave the lecturer a link last: what they have sent anew goes in that name."""
    given = lecturer.guest_links.exclude(made_by=None).select_related("made_by").order_by("-pk").first()
    if given is None or given.made_by is None:
        raise NoAddressKnown
    return given.made_by


@transaction.atomic
def revoke_guest_links(lecturer: Lecturer, *, by: User, at: datetime) -> int:
    """Let no link of a lecturer open anything any more, and end what was opened by one; raises NothingToRevoke."""
    count = lecturer.guest_links.filter(revoked_at=None, expires_at__gt=at).update(revoked_at=at)
    if not count:
        raise NothingToRevoke
    audit.record("revoke_guest_links", lecturer, by=by, at=at, after={"links": count})
    return count
