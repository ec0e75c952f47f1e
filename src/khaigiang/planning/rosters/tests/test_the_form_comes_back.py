"""The form that goes to a committee with the request, filled and read back as an office's list."""

import io
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.web.table_files import EXCEL
from khaigiang.planning.nominations.letters import nomination_form
from khaigiang.planning.nominations.models import NominationRequest
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.nominations.tests.makers import make_holder, make_nomination, make_request
from khaigiang.planning.plans.tests.makers import make_plan, make_target_post
from khaigiang.planning.rosters.models import Roster
from khaigiang.planning.rosters.services import Sending, stage_roster
from khaigiang.planning.rosters.tests.makers import DAY, NOW, open_doubts
from khaigiang.planning.rosters.tests.workbooks import Grid, saved
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.officials.models import Official
from khaigiang.registry.units.models import Office
from khaigiang.registry.units.tests.makers import make_committee

pytestmark = pytest.mark.django_db

HEAD = 4


def make_asked() -> tuple[NominationRequest, Office]:
    """A request to a committee with three posts: one held, one vacant, one named already."""
    plan, committee = make_plan(), make_committee()
    held, _vacant, named = (make_target_post(plan, committee=committee) for _ in range(3))
    holder = make_holder(held, "Nguyễn Thị Hồng Hạnh")
    holder.born_on, holder.gender, holder.phone = "1975-05-19", "F", "0912345678"
    holder.save()
    make_nomination(named, state=NominationState.SUBMITTED)
    return make_request(plan), committee


def staged(content: bytes, committee: Office) -> Roster:
    sending = Sending(
        sender=committee, holds_on=DAY, title="Danh sách cử đi học", letter_number="9-CV/QU", letter_on=DAY
    )
    return stage_roster(content, name="mau.xlsx", content_type=EXCEL, sending=sending, by=make_user(), at=NOW)


def grid_of(content: bytes) -> Grid:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    return [[str(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]


def test_the_form_holds_the_posts_that_nobody_is_named_for_with_their_holders() -> None:
    request, committee = make_asked()

    grid = grid_of(nomination_form(request, committee, DAY))

    assert (grid[0][0], grid[HEAD][:4]) == (committee.name.upper(), ["STT", "Họ và tên", "Giới tính", "Ngày sinh"])
    assert [row[1:4] for row in grid[HEAD + 1 :]] == [["Nguyễn Thị Hồng Hạnh", "Nữ", "19/05/1975"], ["", "", ""]]
    assert {row[5] for row in grid[HEAD + 1 :]} == {request.plan.rule_posts.get().title}


def test_a_form_that_is_filled_comes_back_without_a_doubt() -> None:
    request, committee = make_asked()
    grid = grid_of(nomination_form(request, committee, DAY))
    second = grid[HEAD + 2]
    second[1:4], second[9:12] = ["Trần Văn Bình", "Nam", "02/09/1980"], ["Cao cấp", "03/02/2001", "0987 654 321"]

    roster = staged(saved(grid), committee)

    assert (open_doubts(roster), roster.notices) == ([], [])
    assert [row.values["full_name"] for row in roster.rows.order_by("pk")] == ["Nguyễn Thị Hồng Hạnh", "Trần Văn Bình"]
    assert roster.rows.last().unit.name == second[6]  # type: ignore[union-attr]  # the row was just read


def test_a_post_without_a_name_is_deleted_as_the_form_says() -> None:
    request, committee = make_asked()
    grid = grid_of(nomination_form(request, committee, DAY))

    roster = staged(saved(grid[:-1]), committee)

    assert (open_doubts(roster), roster.notices, roster.rows.count()) == ([], [], 1)


def test_posts_that_were_left_empty_in_the_file_that_went_out_are_left_out_of_the_list() -> None:
    request, committee = make_asked()

    roster = staged(nomination_form(request, committee, DAY), committee)

    assert (open_doubts(roster), [notice["code"] for notice in roster.notices]) == ([], ["left_out"])
    assert [row.values["full_name"] for row in roster.rows.all()] == ["Nguyễn Thị Hồng Hạnh"]


def test_a_committee_has_the_form_with_its_own_posts_once_it_is_asked(client: Client) -> None:
    request, committee = make_asked()
    sign_in(client, Role.COMMITTEE, office=committee)
    address = reverse("nominations:form", args=[request.plan_id, committee.pk])

    form = client.get(address)
    page = client.get(reverse("nominations:committee", args=[request.plan_id, committee.pk])).content.decode()

    assert (form.status_code, form["Content-Type"]) == (200, EXCEL)
    assert address in page
    assert client.get(reverse("nominations:form", args=[request.plan_id, make_committee().pk])).status_code == 404


def test_the_day_of_joining_the_party_comes_back_as_that_and_not_as_full_membership() -> None:
    request, committee = make_asked()
    holder = Official.objects.get(full_name="Nguyễn Thị Hồng Hạnh")
    holder.joined_party_on, holder.full_member_on = date(2001, 2, 3), date(2002, 2, 3)
    holder.save()

    roster = staged(saved(grid_of(nomination_form(request, committee, DAY))), committee)

    row = roster.rows.get(values__full_name="Nguyễn Thị Hồng Hạnh")
    assert (row.official, row.changes) == (holder, {})
