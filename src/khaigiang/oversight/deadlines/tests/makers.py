"""Requirements, people whom they reach, and what they were granted and learned, for tests."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.oversight.deadlines import services
from khaigiang.oversight.deadlines.models import Proof, Relief, Requirement
from khaigiang.registry.officials.models import Appointment, Official, Post
from khaigiang.registry.officials.tests.makers import make_appointment, make_official, make_post
from khaigiang.registry.units.models import Office, UnitKind
from khaigiang.registry.units.tests.makers import make_commune
from khaigiang.teaching.curriculum.models import Programme
from khaigiang.teaching.curriculum.tests.makers import make_version

IN_FORCE = date(2021, 1, 1)
TODAY = date(2023, 5, 24)
AT = datetime(2023, 5, 24, 3, 0, tzinfo=UTC)
COMMUNES = (UnitKind.WARD, UnitKind.COMMUNE, UnitKind.TOWNSHIP)


def make_wording(
    *,
    posts: Sequence[Post],
    programme: Programme | None = None,
    kinds: Sequence[str] = COMMUNES,
    within: int | None = 12,
    **said: Any,
) -> services.Wording:
    """A deputy learns in the first year."""
    return services.Wording(
        title="Bồi dưỡng trong năm đầu giữ chức",
        programme=programme or make_version().programme,
        posts=posts,
        kinds=[str(kind) for kind in kinds],
        source="Nghị định số 101/2017/NĐ-CP",
        clause="Điều 15",
        within=within,
        **said,
    )


def make_requirement(
    *, post: Post | None = None, valid_from: date = IN_FORCE, programme: Programme | None = None, **said: Any
) -> Requirement:
    """A requirement of one post, in force since 2021 unless another day is given."""
    wording = make_wording(posts=[post or make_post()], programme=programme, **said)
    return services.enter_requirement(wording, valid_from=valid_from, by=make_user(), at=AT)


def make_reached(
    requirement: Requirement,
    full_name: str = "Nguyễn Văn An",
    *,
    since: date = date(2022, 6, 1),
    until: date | None = None,
    committee: Office | None = None,
) -> Official:
    """Somebody who holds the post of a requirement, in a new commune of the committee's district."""
    official = make_official(full_name)
    appointed(official, requirement, since=since, until=until, committee=committee)
    return official


def appointed(
    official: Official,
    requirement: Requirement,
    *,
    since: date,
    until: date | None = None,
    committee: Office | None = None,
) -> Appointment:
    """One more post of a requirement for an official."""
    unit = make_commune(district=committee.unit) if committee else make_commune()
    return make_appointment(official, post=requirement.posts.get(), unit=unit, valid_from=since, valid_until=until)


def make_extension(
    requirement: Requirement,
    official: Official,
    *,
    until: date = date(2023, 12, 31),
    by: User | None = None,
    at: datetime = AT,
) -> Relief:
    """More time for an official."""
    return services.extend(
        requirement,
        official,
        until=until,
        reason="Nghỉ thai sản",
        paper="Công văn số 12-CV/QU",
        by=by or make_user(),
        at=at,
    )


def make_asked(
    requirement: Requirement, official: Official, *, until: date | None = None, by: User | None = None
) -> Relief:
    """An exemption that waits for another person."""
    return services.ask_for_exemption(
        requirement,
        official,
        until=until,
        reason="Nghỉ hưu trong năm",
        paper="Công văn số 13-CV/QU",
        by=by or make_user(),
        at=AT,
    )


def make_proof(
    requirement: Requirement,
    official: Official,
    *,
    number: str = "CC-0123",
    learned_on: date = date(2023, 2, 10),
    by: User | None = None,
) -> Proof:
    """A certificate of another school that waits for a clerk."""
    return services.hand_in_proof(
        requirement,
        official,
        course="Bồi dưỡng bí thư, phó bí thư cơ sở",
        school="Trường Chính trị tỉnh Bắc Ninh",
        number=number,
        learned_on=learned_on,
        hours=88,
        by=by or make_user(),
        at=AT,
    )
