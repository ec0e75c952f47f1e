"""What people are told when a timetable becomes public."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from khaigiang.ground.accounts.models import User
from khaigiang.ground.notices.services import tell
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.timetable.changes import Change
from khaigiang.teaching.timetable.models import Release

LINES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What somebody reads."""

    title: str
    body: str


def tell_of_release(
    release: Release,
    changes: Sequence[Change],
    *,
    lecturers: Sequence[User],
    trainees: Sequence[User],
    teachers: Sequence[User],
    at: datetime,
) -> int:
    """Send each person concerned one notice in their language; returns how many were sent.

    A lecturer reads of the own sessions alone, the class of all that changes for it.
    """
    class_page, own_page = reverse("timetable:class", args=[release.training_class_id]), reverse("timetable:mine")
    sent = sum(
        _tell([lecturer], release, changes_of(lecturer, changes), link=own_page, at=at) for lecturer in lecturers
    )
    sent += _tell([one for one in trainees if one not in lecturers], release, changes, link=own_page, at=at)
    return sent + _tell(teachers, release, changes, link=class_page, at=at)


def changes_of(lecturer: User, changes: Sequence[Change]) -> list[Change]:
    """What changes about the sessions that a lecturer taught or will teach."""
    pieces = ((change, piece) for change in changes for piece in (change.old, change.new) if piece and piece.lecturer)
    own = {id(change) for change, piece in pieces if piece.lecturer and piece.lecturer.user_id == lecturer.pk}
    return [change for change in changes if id(change) in own]


def text_of(training_class: TrainingClass, number: int, note: str, changes: Sequence[Change]) -> Text:
    """What a release with this number and note says of these changes."""
    if number == 1:
        title = _("Timetable of %(training_class)s") % {"training_class": training_class}
        return Text(title=title, body=note)
    lines = [change.sentence for change in changes[:LINES]]
    if len(changes) > LINES:
        lines.append(_("… and %(count)s more") % {"count": len(changes) - LINES})
    title = _("The timetable of %(training_class)s has changed") % {"training_class": training_class}
    return Text(title=title, body="\n".join([note, *lines]).strip())


def _tell(users: Sequence[User], release: Release, changes: Sequence[Change], *, link: str, at: datetime) -> int:
    sent = 0
    for language, speakers in groupby(sorted(users, key=lambda user: user.language), key=lambda user: user.language):
        with translation.override(language):
            text = text_of(release.training_class, release.number, release.note, changes)
            sent += tell(speakers, title=text.title, body=text.body, link=link, at=at)
    return sent
