"""Who is told of a change."""

from dataclasses import dataclass
from datetime import datetime

from khaigiang.ground.accounts.models import User
from khaigiang.ground.shared.dates import local_day
from khaigiang.ground.shared.periods import valid_on
from khaigiang.registry.mandates.models import Mandate
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.changes.queries.preview import Preview
from khaigiang.teaching.lecturers.models import Lecturer


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerned:
    """Class teachers read the change itself; committees, people and lecturers the pages of their own."""

    inside: tuple[User, ...]
    outside: tuple[User, ...]


def concerned_by(preview: Preview, *, at: datetime) -> Concerned:
    """Class teachers; and of the committees, people and lecturers touched those who sign in themselves."""
    classes = [one for one in (preview.wanted.training_class, preview.wanted.other_class) if one is not None]
    acting = Mandate.objects.filter(valid_on(local_day(at))).select_related("user")
    people = acting.filter(role=Role.TRAINEE, official__in={one.official_id for one in preview.people})
    offices = acting.filter(role=Role.COMMITTEE, office__in={one.committee_id for one in preview.people})
    lecturers = Lecturer.objects.filter(pk__in=preview.lecturer_ids, user__isnull=False).select_related("user")
    return Concerned(
        inside=tuple(one.teacher for one in classes if one.teacher is not None),
        outside=(
            *(mandate.user for mandate in (*people, *offices)),
            *(one.user for one in lecturers if one.user is not None),
        ),
    )
