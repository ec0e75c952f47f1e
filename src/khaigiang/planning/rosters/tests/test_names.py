"""A committee takes in a list of names: laid beside its own people, asked about, named, taken back."""

from datetime import date

import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.notices.models import Notice
from khaigiang.planning.nominations.errors import NotAskedYet, PlanIsNotOpen
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.services import nominate, submit_nominations
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.nominations.tests.makers import make_holder, make_nomination
from khaigiang.planning.plans.models import Excuse, Plan
from khaigiang.planning.plans.states import PlanState
from khaigiang.planning.plans.tests.makers import make_plan, make_target_post
from khaigiang.planning.rosters.errors import (
    AnsweredMeanwhile,
    DoubtsAreOpen,
    EverybodyWaits,
    NamesAreSent,
    NotAnAnswer,
    NotYetHeld,
    SexUnsaid,
    WhyNotUnsaid,
)
from khaigiang.planning.rosters.models import Roster
from khaigiang.planning.rosters.queries import asked_lines, asked_page, open_lists, places_left, remarks, tally
from khaigiang.planning.rosters.services import (
    Sending,
    answer_doubts,
    correct_row,
    leave_out,
    look_again,
    name_listed,
    refuse_asked,
    register_asked,
    stage_roster,
    take_names_back,
)
from khaigiang.planning.rosters.states import Choice, Outcome, RosterState
from khaigiang.planning.rosters.tests.makers import (
    DAY,
    NOW,
    Committee,
    doubts,
    make_asked_committee,
    make_list,
    open_doubts,
    row_at,
)
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_mandate
from khaigiang.registry.officials.models import Appointment, Official
from khaigiang.registry.officials.services import end_appointment
from khaigiang.registry.officials.tests.makers import make_appointment, make_official, make_post
from khaigiang.registry.units.tests.makers import make_commune

pytestmark = pytest.mark.django_db
S = NominationState


def named(committee: Committee) -> list[tuple[str, str, str]]:
    """Everybody whom a committee has named: unit, person, state."""
    found = Nomination.objects.filter(committee=committee.office).order_by("pk")
    return [(one.target_post.unit.name, one.official.full_name, one.state) for one in found]


def outcomes(roster: Roster) -> list[str]:
    return list(roster.rows.order_by("number").values_list("outcome", flat=True))


def answered(roster: Roster, code: str, answer: str) -> int:
    return answer_doubts(doubts(roster, code), answer, roster=roster, by=make_user(), at=NOW)


def asking() -> tuple[Committee, Roster]:
    """A list of two rows: the first holder, and for the vacant post somebody whom the register does not know."""
    committee = make_asked_committee()
    newcomer = committee.line(3, name="Lê Văn Mới", born="1985-03-02")
    roster = committee.list_of(committee.line(1), newcomer)
    answered(roster, "person_not_yours", Choice.ASK)
    return committee, roster


def make_list_with(committee: Committee, line: str, *, headings: str) -> Roster:
    sending = Sending(sender=committee.office, plan=committee.plan, holds_on=DAY)
    content = make_list(line, headings=headings)
    return stage_roster(content, name="cu.csv", content_type="text/csv", sending=sending, by=make_user(), at=NOW)


def test_a_list_names_people_as_drafts_of_its_committee_by_one_act() -> None:
    committee = make_asked_committee()
    roster = committee.list_of(committee.line(1), committee.line(2))

    name_listed(roster, by=make_user(), at=NOW)

    first, second, _ = committee.posts
    assert named(committee) == [
        (first.unit.name, "Nguyễn Văn An", S.DRAFT),
        (second.unit.name, "Trần Thị Bình", S.DRAFT),
    ]
    [entry] = Entry.objects.filter(act="name_listed")
    assert entry.after == {"committee": str(committee.office), "plan": committee.plan.pk, "named": 2, "waiting": 0}


def test_what_the_list_says_otherwise_of_an_own_person_is_written_down_and_taken_back_with_the_names() -> None:
    committee = make_asked_committee()
    an = committee.holders[0]
    line = f"1;{an.full_name};Nam;{an.born_on};;{committee.posts[0].unit.name};0912345678;đi học ngoài giờ"
    roster = make_list_with(committee, line, headings="STT;Họ và tên;Giới tính;Ngày sinh;CCCD;Đơn vị;SĐT;Ghi chú")

    name_listed(roster, by=make_user(), at=NOW)
    an.refresh_from_db()
    assert (an.phone, Nomination.objects.get().note) == ("0912345678", "đi học ngoài giờ")
    take_names_back(roster, by=make_user(), at=NOW)

    an.refresh_from_db()
    roster.refresh_from_db()
    assert (an.phone, roster.state, Nomination.objects.get().state) == ("", RosterState.UNDONE, S.WITHDRAWN)


def test_names_that_are_sent_are_not_taken_back_by_their_list() -> None:
    committee = make_asked_committee()
    roster = committee.list_of(committee.line(1))
    name_listed(roster, by=make_user(), at=NOW)
    sent = Nomination.objects.all()
    submit_nominations(
        committee.plan, committee.office, sent, letter_number="9-CV/QU", letter_dated_on=DAY, by=make_user(), at=NOW
    )

    with pytest.raises(NamesAreSent):
        take_names_back(roster, by=make_user(), at=NOW)

    assert [state for _, _, state in named(committee)] == [S.SUBMITTED]


def test_a_list_taken_back_may_be_taken_in_again() -> None:
    committee = make_asked_committee()
    roster = committee.list_of(committee.line(1))
    name_listed(roster, by=make_user(), at=NOW)
    take_names_back(roster, by=make_user(), at=NOW)

    again = committee.list_of(committee.line(1))
    name_listed(again, by=make_user(), at=NOW)

    assert [state for _, _, state in named(committee)] == [S.WITHDRAWN, S.DRAFT]


@pytest.mark.parametrize(("state", "refusal"), [(PlanState.CLOSED, PlanIsNotOpen), (PlanState.OPEN, NotAskedYet)])
def test_a_list_is_refused_where_nobody_is_asked_for_names(state: PlanState, refusal: type[Exception]) -> None:
    committee = make_asked_committee()
    plan = make_plan(state=state)
    make_target_post(plan, committee=committee.office)
    elsewhere = Committee(office=committee.office, plan=plan, posts=committee.posts, holders=committee.holders)

    with pytest.raises(refusal):
        elsewhere.list_of(committee.line(1))


def test_a_plan_that_was_closed_meanwhile_takes_no_names() -> None:
    committee = make_asked_committee()
    roster = committee.list_of(committee.line(1))
    Plan.objects.update(state=PlanState.CLOSED)

    with pytest.raises(PlanIsNotOpen):
        name_listed(roster, by=make_user(), at=NOW)

    assert named(committee) == []


def test_a_row_of_a_unit_that_is_not_the_committees_is_asked_about_and_corrected_in_place() -> None:
    committee, other = make_asked_committee(), make_asked_committee()
    roster = committee.list_of(committee.line(1, unit=other.posts[0].unit.name))
    assert open_doubts(roster) == [(2, "unit", "unit_not_yours")]

    answered(roster, "unit_not_yours", committee.posts[0].unit.uid)

    assert (open_doubts(roster), outcomes(roster)) == ([], [Outcome.NAMED])


def test_a_unit_of_another_committee_is_no_answer() -> None:
    committee, other = make_asked_committee(), make_asked_committee()
    roster = committee.list_of(committee.line(1, unit=other.posts[0].unit.name))

    with pytest.raises(NotAnAnswer):
        answered(roster, "unit_not_yours", other.posts[0].unit.uid)


def test_a_unit_of_the_committee_that_the_plan_does_not_ask_for_is_said() -> None:
    committee = make_asked_committee()
    beside = make_commune("Giảng Võ", district=committee.office.unit)

    roster = committee.list_of(committee.line(1, unit=beside.name))

    assert open_doubts(roster) == [(2, "unit", "not_in_group")]


def test_a_post_that_the_plan_does_not_ask_for_is_said_and_chosen_anew() -> None:
    committee = make_asked_committee()
    make_post("Chủ tịch Ủy ban nhân dân")
    roster = committee.list_of(committee.line(1, post="Chủ tịch Ủy ban nhân dân"))
    assert open_doubts(roster) == [(2, "position", "post_not_asked")]

    answered(roster, "post_not_asked", str(committee.posts[0].post_id))

    assert (open_doubts(roster), outcomes(roster)) == ([], [Outcome.NAMED])


def test_an_unknown_word_for_the_post_is_asked_once_and_known_the_next_time() -> None:
    committee = make_asked_committee()
    roster = committee.list_of(committee.line(1, post="PBT phụ trách XDĐ"))
    answered(roster, "post_unread", str(committee.posts[0].post_id))

    again = committee.list_of(committee.line(2, post="PBT phụ trách XDĐ"))

    assert (open_doubts(again), outcomes(again)) == ([], [Outcome.NAMED])


def test_who_serves_in_the_unit_in_another_post_is_named_with_a_remark() -> None:
    committee = make_asked_committee()
    deputy, vacant = make_official("Phạm Văn Dũng"), committee.posts[2]
    make_appointment(deputy, post=make_post("Bí thư Đoàn thanh niên"), unit=vacant.unit)

    line = committee.line(3, name="Phạm Văn Dũng", born="1980-05-19", post="Bí thư Đoàn thanh niên")
    roster = committee.list_of(line)

    [row] = roster.rows.all()
    assert (outcomes(roster), row.target_post) == ([Outcome.NAMED], vacant)
    assert [len(said) for said in remarks(roster, [row], DAY).values()] == [1]


def test_who_stands_in_another_unit_of_the_committee_is_not_named_for_this_one() -> None:
    committee = make_asked_committee()

    roster = committee.list_of(committee.line(1, unit=committee.posts[2].unit.name))

    assert open_doubts(roster) == [(2, "person", "serves_elsewhere")]


def test_a_post_that_is_named_excused_or_given_twice_is_said() -> None:
    committee = make_asked_committee()
    first, second, third = committee.posts
    make_nomination(first, official=make_official("Đỗ Văn Giang"))
    Excuse.objects.create(target_post=second, reason="khuyết", excused_on=date(2023, 2, 25), excused_by=make_user())
    make_holder(third, "Lý Văn Khang")
    lines = (
        committee.line(3, name="Lý Văn Khang", born="1980-05-19"),
        committee.line(3, name="Vũ Văn Lâm", born="1981-01-02"),
    )

    roster = committee.list_of(committee.line(1), committee.line(2), *lines)

    assert open_doubts(roster) == [
        (2, "person", "post_named"),
        (3, "person", "post_excused"),
        (5, "person", "named_twice"),
    ]


def test_leaving_the_earlier_of_two_rows_out_frees_the_later() -> None:
    committee = make_asked_committee()
    roster = committee.list_of(
        committee.line(1), committee.line(1, unit=committee.posts[0].unit.name).replace("1;", "2;", 1)
    )
    twice = [code for _, _, code in open_doubts(roster)]
    assert "named_twice" in twice

    leave_out(roster.rows.filter(number=2), roster=roster, by=make_user(), at=NOW)

    assert "named_twice" not in [code for _, _, code in open_doubts(roster)]


def test_who_is_named_already_for_the_post_is_neither_asked_about_nor_named_again() -> None:
    committee = make_asked_committee()
    nominate(committee.posts[0], official=committee.holders[0], by=make_user(), at=NOW)
    roster = committee.list_of(committee.line(1), committee.line(2))
    assert (open_doubts(roster), outcomes(roster)) == ([], [Outcome.SAME, Outcome.NAMED])

    name_listed(roster, by=make_user(), at=NOW)

    assert [state for _, _, state in named(committee)] == [S.DRAFT, S.DRAFT]


def test_more_people_than_places_are_said_and_not_forbidden_as_when_they_are_named_by_hand() -> None:
    committee = make_asked_committee(places=1)
    roster = committee.list_of(committee.line(1), committee.line(2))

    left = places_left(roster)
    name_listed(roster, by=make_user(), at=NOW)

    assert left is not None
    assert (left.places, left.listed, left.above) == (1, 2, 1)
    assert len(named(committee)) == 2


def test_somebody_named_on_the_page_meanwhile_is_found_when_the_list_is_to_be_named() -> None:
    committee = make_asked_committee()
    roster = committee.list_of(committee.line(1), committee.line(2))
    make_nomination(committee.posts[0], official=make_official("Đỗ Văn Giang"))

    with pytest.raises(DoubtsAreOpen):
        name_listed(roster, by=make_user(), at=NOW)

    assert open_doubts(roster) == [(2, "person", "post_named")]


def test_a_post_that_left_the_group_since_the_list_came_is_found_when_the_list_is_to_be_named() -> None:
    committee = make_asked_committee()
    roster = committee.list_of(committee.line(1), committee.line(2))
    committee.plan.target_posts.filter(pk=committee.posts[0].pk).update(valid_until=DAY)

    with pytest.raises(DoubtsAreOpen):
        name_listed(roster, by=make_user(), at=NOW)

    assert open_doubts(roster) == [(2, "unit", "not_in_group")]


def test_what_stood_in_the_way_and_is_gone_is_seen_by_looking_again() -> None:
    committee = make_asked_committee()
    in_the_way = make_nomination(committee.posts[0], official=make_official("Đỗ Văn Giang"))
    roster = committee.list_of(committee.line(1))
    Nomination.objects.filter(pk=in_the_way.pk).update(state=S.WITHDRAWN)

    look_again(roster, by=make_user(), at=NOW)

    assert (open_doubts(roster), outcomes(roster)) == ([], [Outcome.NAMED])


def test_nobody_is_registered_and_no_post_is_given_by_a_committees_list() -> None:
    committee, roster = asking()
    before = (Official.objects.count(), Appointment.objects.count())

    name_listed(roster, by=make_user(), at=NOW)

    assert (Official.objects.count(), Appointment.objects.count()) == before
    assert outcomes(roster) == [Outcome.NAMED, Outcome.ASKED]
    assert [person for _, person, _ in named(committee)] == ["Nguyễn Văn An"]


def test_the_office_is_told_and_sees_what_committees_ask() -> None:
    office = make_mandate(Role.OFFICE).user

    committee, roster = asking()

    [line] = asked_lines()
    assert (line.full_name, line.unit, line.committee) == (
        "Lê Văn Mới", committee.posts[2].unit.name, committee.office.name,
    )  # fmt: skip
    assert Notice.objects.filter(to=office).count() == 1
    assert [(one.doubtful, one.waiting) for one in open_lists(committee.plan.pk, committee.office)] == [(0, 1)]
    assert tally(roster).asked == 1


def test_whom_the_office_registers_is_named_at_once_where_the_list_was_named_already() -> None:
    committee, roster = asking()
    user = make_mandate(Role.COMMITTEE, office=committee.office).user
    name_listed(roster, by=user, at=NOW)

    register_asked(row_at(roster, 3), official=None, valid_from=DAY, by=make_user(), at=NOW)

    new = Official.objects.get(full_name="Lê Văn Mới")
    assert (new.born_on, new.appointments.get().unit) == ("1985-03-02", committee.posts[2].unit)
    assert [(person, state) for _, person, state in named(committee)] == [
        ("Nguyễn Văn An", S.DRAFT),
        ("Lê Văn Mới", S.DRAFT),
    ]
    assert Notice.objects.filter(to=user).count() == 1
    assert asked_lines() == []


def test_whom_the_office_registers_before_the_list_is_named_waits_no_longer() -> None:
    committee, roster = asking()

    register_asked(row_at(roster, 3), official=None, valid_from=DAY, by=make_user(), at=NOW)

    assert (named(committee), outcomes(roster)) == ([], [Outcome.NAMED, Outcome.NAMED])
    name_listed(roster, by=make_user(), at=NOW)
    assert len(named(committee)) == 2


def test_the_office_may_say_that_somebody_of_another_unit_is_meant_who_leaves_their_post() -> None:
    committee, roster = asking()
    elsewhere = make_appointment(make_official("Lê Văn Mới", born_on="1985-03-02"))
    row = row_at(roster, 3)

    shown = asked_page(row, DAY)
    register_asked(row, official=elsewhere.official, leaves=elsewhere, valid_from=DAY, by=make_user(), at=NOW)

    elsewhere.refresh_from_db()
    assert [one.id for one in shown.people] == [elsewhere.official_id]
    assert (elsewhere.valid_until, row_at(roster, 3).official) == (DAY, elsewhere.official)
    assert outcomes(roster) == [Outcome.NAMED, Outcome.NAMED]
    assert committee.posts[2].unit.pk in elsewhere.official.appointments.values_list("unit_id", flat=True)


def test_whom_the_office_registers_may_take_the_post_over_from_its_holder() -> None:
    committee = make_asked_committee()
    roster = committee.list_of(committee.line(1, name="Lê Văn Mới", born="1985-03-02"))
    answered(roster, "person_not_yours", Choice.ASK)
    held = committee.holders[0].appointments.get()

    register_asked(row_at(roster, 2), official=None, replaces=held, valid_from=DAY, by=make_user(), at=NOW)

    held.refresh_from_db()
    assert (held.valid_until, outcomes(roster)) == (DAY, [Outcome.NAMED])


def test_a_refusal_of_the_office_stands_at_the_row_with_its_reason_and_may_be_asked_about_again() -> None:
    _, roster = asking()

    refuse_asked(row_at(roster, 3), reason="chưa có quyết định chuẩn y", by=make_user(), at=NOW)
    assert open_doubts(roster) == [(3, "person", "office_refused")]
    assert doubts(roster, "office_refused").get().detail == "chưa có quyết định chuẩn y"
    answered(roster, "office_refused", Choice.ASK)
    assert outcomes(roster) == [Outcome.NAMED, Outcome.ASKED]
    refuse_asked(row_at(roster, 3), reason="vẫn chưa có", by=make_user(), at=NOW)

    assert [one.detail for one in doubts(roster, "office_refused")] == ["vẫn chưa có"]


def test_the_office_answers_once_says_why_not_and_gives_no_post_ahead_of_its_day() -> None:
    _, roster = asking()
    row = row_at(roster, 3)

    with pytest.raises(WhyNotUnsaid):
        refuse_asked(row, reason=" ", by=make_user(), at=NOW)
    with pytest.raises(NotYetHeld):
        register_asked(row, official=None, valid_from=date(2023, 4, 1), by=make_user(), at=NOW)
    register_asked(row, official=None, valid_from=DAY, by=make_user(), at=NOW)
    with pytest.raises(AnsweredMeanwhile):
        register_asked(row, official=None, valid_from=DAY, by=make_user(), at=NOW)

    assert Official.objects.filter(full_name="Lê Văn Mới").count() == 1


def test_who_is_registered_without_a_sex_in_the_list_needs_one() -> None:
    committee = make_asked_committee()
    roster = committee.list_of(committee.line(3, name="Lê Văn Mới", born="1985-03-02").replace(";Nam;", ";;"))
    answered(roster, "person_not_yours", Choice.ASK)

    with pytest.raises(SexUnsaid):
        register_asked(row_at(roster, 2), official=None, valid_from=DAY, by=make_user(), at=NOW)
    register_asked(row_at(roster, 2), official=None, gender="M", valid_from=DAY, by=make_user(), at=NOW)

    assert Official.objects.get(full_name="Lê Văn Mới").gender == "M"


def test_a_list_of_people_who_all_wait_is_not_named_yet() -> None:
    committee = make_asked_committee()
    roster = committee.list_of(committee.line(3, name="Lê Văn Mới", born="1985-03-02"))
    answered(roster, "person_not_yours", Choice.ASK)

    with pytest.raises(EverybodyWaits):
        name_listed(roster, by=make_user(), at=NOW)


def test_what_was_asked_of_the_office_is_asked_no_more_once_the_list_is_taken_back() -> None:
    _, roster = asking()
    name_listed(roster, by=make_user(), at=NOW)

    take_names_back(roster, by=make_user(), at=NOW)

    assert asked_lines() == []
    with pytest.raises(AnsweredMeanwhile):
        register_asked(row_at(roster, 3), official=None, valid_from=DAY, by=make_user(), at=NOW)


def test_a_doubt_of_the_reader_is_answered_before_the_row_is_named() -> None:
    committee = make_asked_committee()
    roster = committee.list_of(committee.line(1, born="31/2/1980"))
    assert open_doubts(roster) == [(2, "dob", "date_impossible")]

    correct_row(row_at(roster, 2), "dob", "19/5/1980", by=make_user(), at=NOW)

    assert (open_doubts(roster), outcomes(roster)) == ([], [Outcome.NAMED])


def test_who_left_the_unit_since_the_list_came_is_not_named_by_it() -> None:
    committee = make_asked_committee()
    roster = committee.list_of(committee.line(1))
    left = committee.holders[0].appointments.get()
    end_appointment(left, on=DAY, by=make_user(), at=NOW)
    make_appointment(committee.holders[0], valid_from=DAY)

    with pytest.raises(DoubtsAreOpen):
        name_listed(roster, by=make_user(), at=NOW)

    assert open_doubts(roster) == [(2, "person", "person_not_yours")]
