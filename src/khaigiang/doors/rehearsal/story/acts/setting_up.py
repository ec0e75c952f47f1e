"""Before the programme: the installation, its units and offices, users, officials."""

from datetime import date
from itertools import islice
from typing import Final

from django.db.models import QuerySet

from khaigiang.doors.rehearsal.persons import PASSWORD
from khaigiang.doors.rehearsal.story import cast, turns
from khaigiang.doors.rehearsal.story.people import MAIL_HOST, invented_people
from khaigiang.doors.rehearsal.story.stage import Stage
from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.services import users as accounts
from khaigiang.planning.documents import services as documents
from khaigiang.planning.documents.models import DocumentKind
from khaigiang.registry.mandates import services as mandates
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.officials import services as officials
from khaigiang.registry.officials.models import Appointment
from khaigiang.registry.units import services as units_services
from khaigiang.registry.units.models import Level, Office, OfficeKind, Unit

HOLDERS_SEED: Final = 1
CLERKS_SEED: Final = 2
TERM_BEGAN: Final = date(2020, 7, 1)
CITY_TERM: Final = ("2020-2025", date(2020, 10, 14), date(2025, 10, 17))


def administrator(stage: Stage) -> None:
    """The first administrator, made at the terminal."""
    part = next(part for part in cast.PARTS if part.role == Role.ADMIN)
    accounts.create_user(
        username=part.username,
        full_name=part.full_name,
        password=PASSWORD,
        is_administrator=True,
        by=None,
        at=stage.at(8),
    )


def units(stage: Stage) -> None:
    """Every unit of Hà Nội since 2020, and a committee for each district."""
    units_services.load_units(by=stage.admin, at=stage.at(8, 10))


def bodies(stage: Stage) -> None:
    """The city committee, its organising board and the school; whom to call at the 30 committees."""
    city = Unit.objects.get(level=Level.PROVINCE)
    for body in cast.BODIES:
        units_services.save_office(
            None,
            unit=city,
            kind=body.kind,
            name=body.name,
            superior=body.superior,
            symbol=body.symbol,
            skin=body.skin,
            by=stage.admin,
            at=stage.at(8, 30),
        )
    clerks = invented_people(CLERKS_SEED)
    for committee, clerk in zip(_committees(), clerks, strict=False):
        units_services.set_contact(
            committee,
            phone=clerk.phone,
            contact_person=clerk.full_name,
            email=f"bantochuc.{committee.unit.code}@{MAIL_HOST}",
            by=stage.admin,
            at=stage.at(8, 40),
        )


def users(stage: Stage) -> None:
    """The persons of the demo, their colleagues, and one user for each committee."""
    for part in cast.PARTS:
        user = User.objects.filter(username=part.username).first() or _user(
            stage,
            part.username,
            part.full_name,
            password=PASSWORD,
        )
        _mandate(stage, user, part.role, stage.office(part.office))
    school = stage.office(cast.SCHOOL)
    for username, full_name in cast.OTHER_TEACHERS:
        _mandate(stage, _user(stage, username, full_name), Role.TEACHER, school)
    _mandate(stage, _user(stage, *cast.SECOND_OFFICER), Role.OFFICE, school)
    for committee in _committees().exclude(name=cast.DEMO_COMMITTEE):
        user = _user(stage, f"capuy-{committee.unit.code}", committee.contact_person)
        _mandate(stage, user, Role.COMMITTEE, committee)


def number_series(stage: Stage) -> None:
    """What the organising board (by term) and the school (by year) number here."""
    period, starts_on, ends_on = CITY_TERM
    organiser, school = stage.office(cast.ORGANISER), stage.office(cast.SCHOOL)
    for kind, first in ((DocumentKind.OFFICIAL_LETTER, 412), (DocumentKind.REPORT, 97)):
        documents.open_series(
            organiser,
            kind=kind,
            period=period,
            starts_on=starts_on,
            ends_on=ends_on,
            first_number=first,
            by=stage.organiser,
            at=stage.at(9),
        )
    for year, first in ((2022, 301), (2023, 18)):
        documents.open_series(
            school,
            kind=DocumentKind.DECISION,
            period=str(year),
            starts_on=date(year, 1, 1),
            ends_on=date(year, 12, 31),
            first_number=first,
            by=stage.officer,
            at=stage.at(9),
        )


def register_officials(stage: Stage) -> None:
    """The deputy secretaries in office: one in each commune but those whose post is vacant."""
    post = officials.save_post(
        None,
        title=cast.POST,
        short_title=cast.POST_SHORT,
        unit_level=Level.COMMUNE,
        by=stage.officer,
        at=stage.at(10),
    )
    vacant = turns.communes_with(stage.day, *turns.VACANT_AT_FIRST)
    communes = [commune for commune in turns.communes(stage.day) if commune not in vacant]
    people = islice(invented_people(HOLDERS_SEED), len(communes))
    officials.register_officials(
        [
            officials.NewOfficial(
                **person.facts(),
                post=post,
                unit=commune,
                way=Appointment.Way.ELECTED,
                valid_from=TERM_BEGAN,
            )
            for person, commune in zip(people, communes, strict=True)
        ],
        by=stage.officer,
        at=stage.at(10),
    )


def _committees() -> QuerySet[Office]:
    return Office.objects.filter(kind=OfficeKind.DISTRICT_COMMITTEE).select_related("unit").order_by("unit__code")


def _user(stage: Stage, username: str, full_name: str, *, password: str | None = None) -> User:
    """A colleague acts in the story but never signs in: only the persons of the demo have a password."""
    return accounts.create_user(
        username=username,
        full_name=full_name,
        password=password,
        by=stage.admin,
        at=stage.at(8, 50),
    )


def _mandate(stage: Stage, user: User, role: Role, office: Office) -> None:
    mandates.give_mandate(
        user,
        role=role,
        office=office,
        valid_from=stage.day,
        by=stage.admin,
        at=stage.at(8, 55),
    )
