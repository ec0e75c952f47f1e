"""Before the programme: the installation, its units and offices, users, officials."""

from datetime import date
from typing import Final

from khaigiang.doors.rehearsal.persons import PASSWORD
from khaigiang.doors.rehearsal.story import cast
from khaigiang.doors.rehearsal.story.people import invented_people
from khaigiang.doors.rehearsal.story.stage import Stage
from khaigiang.doors.rehearsal.story.turns import is_vacant
from khaigiang.ground.accounts import services as accounts
from khaigiang.ground.accounts.models import User
from khaigiang.planning.documents.services import open_series
from khaigiang.registry.mandates.services import give_mandate
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.officials.services import NewOfficial, register_officials, save_post
from khaigiang.registry.units.models import Level, Office, Unit
from khaigiang.registry.units.services import load_units, save_office

POST: Final = "Phó Bí thư Đảng ủy phụ trách công tác xây dựng Đảng"
HOLDERS_SEED: Final = 1
TERM: Final = ("2020-2025", date(2020, 10, 14), date(2025, 10, 17))
TERM_BEGAN: Final = date(2020, 7, 1)


def administrator(stage: Stage) -> None:
    """The first administrator, made at the terminal, then the units."""
    part = next(part for part in cast.PARTS if part.role == Role.ADMIN)
    accounts.create_user(
        username=part.username, full_name=part.full_name, password=PASSWORD, is_administrator=True, by=None,
        at=stage.at(8),
    )


def units(stage: Stage) -> None:
    """Every unit of Hà Nội since 2020, and a committee for each district."""
    load_units(by=stage.admin, at=stage.at(8, 30))


def bodies(stage: Stage) -> None:
    """The city committee, its organising board and the school; telephone numbers of the committees."""
