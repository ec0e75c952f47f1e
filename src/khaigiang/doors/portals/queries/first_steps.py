"""What an installation still lacks before its first programme can begin, in the order of docs/first-steps.md."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khaigiang.planning.documents.models import Document, DocumentKind
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.states import BEFORE_APPROVAL
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.models import Mandate
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.officials.models import Appointment, Post
from khaigiang.registry.units.models import Office, OfficeKind, Unit
from khaigiang.teaching.curriculum.models import ProgrammeVersion
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.venues.models import Hall


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is missing, and the page where it is made."""

    title: Promise | str
    url_name: str
    icon: str


OFFICES: Final = (
    (OfficeKind.CITY_COMMITTEE, _("Add the city committee")),
    (OfficeKind.ORGANISER, _("Add the organising board")),
    (OfficeKind.SCHOOL, _("Add the school")),
)
ROLES: Final = (
    (Role.ORGANISER, _("Give somebody the mandate of the organiser")),
    (Role.OFFICE, _("Give somebody the mandate of the training office")),
    (Role.HEAD, _("Give somebody the mandate of the head of the school")),
    (Role.TEACHER, _("Give somebody the mandate of a class teacher")),
)


def first_steps_of(actor: Actor) -> list[Step]:
    """What this person still has to make before the first programme can begin; nothing in a house that is set up."""
    steps: list[Step] = []
    if Role.ADMIN in actor.roles:
        steps += of_the_house()
    if actor.is_any(Role.ORGANISER, Role.OFFICE):
        steps += of_the_plan()
    if Role.OFFICE in actor.roles:
        steps += of_the_school()
    return steps


def of_the_house() -> Iterator[Step]:
    """What the administrator still has to make; 3 statements."""
    if not Unit.objects.exists():
        yield Step(_("Load the units of the city"), "units:list", "map")
    kinds = set(Office.objects.values_list("kind", flat=True).distinct())
    yield from (Step(title, "units:new_office", "building-2") for kind, title in OFFICES if kind not in kinds)
    roles = set(Mandate.objects.values_list("role", flat=True).distinct())
    yield from (Step(title, "mandates:new", "key-round") for role, title in ROLES if role not in roles)


def of_the_plan() -> Iterator[Step]:
    """What whoever prepares the first plan still has to enter; 1 statement once a plan is approved."""
    if Plan.objects.exclude(state__in=BEFORE_APPROVAL).exists():
        return
    if not Post.objects.exists():
        yield Step(_("Add the posts that are to be trained"), "officials:new_post", "id-card")
    if not Appointment.objects.exists():
        yield Step(_("Register the officials with their posts"), "officials:new", "user-plus")
    if not Document.objects.filter(kind=DocumentKind.PLAN).exists():
        yield Step(_("Register the plan that decided the programme"), "documents:new", "file-plus")
    yield Step(_("Make the training plan and have it approved"), "plans:list", "clipboard-list")


def of_the_school() -> Iterator[Step]:
    """What the school still has to enter before classes can be planned; 1 statement once a programme is approved."""
    if ProgrammeVersion.objects.filter(approved_on__isnull=False).exists():
        return
    if not Lecturer.objects.exists():
        yield Step(_("Enter the lecturers"), "lecturers:new", "presentation")
    if not Hall.objects.exists():
        yield Step(_("Enter the halls"), "venues:new", "warehouse")
    yield Step(_("Write the programme and enter its approval"), "curriculum:list", "book-open-text")
