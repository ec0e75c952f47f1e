"""What people are told when a timetable becomes public."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from khaigiang.ground.accounts.models import User
from khaigiang.ground.notices.services import tell
from khaigiang.teaching.timetable.changes import Change
from khaigiang.teaching.timetable.models import Release

LINES = 6


def tell_of_release(
    release: Release,
    changes: Sequence[Change],
    *,
    people: Sequence[User],
    teachers: Sequence[User],
    at: datetime,
) -> int:
    """Send each person concerned one notice in their language; returns how many were sent."""
    class_page = reverse("timetable:class", args=[release.training_class_id])
    sent = _tell(people, release, changes, link=reverse("timetable:mine"), at=at)
    return sent + _tell(teachers, release, changes, link=class_page, at=at)


def _tell(users: Sequence[User], release: Release, changes: Sequence[Change], *, link: str, at: datetime) -> int:
    sent = 0
    for language, speakers in groupby(sorted(users, key=lambda user: user.language), key=lambda user: user.language):
        with translation.override(language):
            sent += tell(speakers, title=_title(release), body=_body(release, changes), link=link, at=at)
    return sent


def _title(release: Release) -> str:
    if release.number == 1:
        return _("Timetable of %(training_class)s") % {"training_class": release.training_class}
    return _("The timetable of %(training_class)s has changed") % {"training_class": release.training_class}


def _body(release: Release, changes: Sequence[Change]) -> str:
    if release.number == 1:
        return release.note
    lines = [f"{change.title}: {change.label} ({change.after or change.before})" for change in changes[:LINES]]
    if len(changes) > LINES:
        lines.append(_("… and %(count)s more") % {"count": len(changes) - LINES})
    return "\n".join([release.note, *lines]).strip()
