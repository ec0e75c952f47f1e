"""A committee names its people, sends them, takes names back; the office vets."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.notices.models import Notice
from khaigiang.planning.documents.tests.makers import make_upload
from khaigiang.planning.nominations import departures
from khaigiang.planning.nominations.errors import (
    AlreadyPlaced,
    LastDayBeforeFirst,
    LetterBeforeRequest,
    LetterDatedInTheFuture,
    LetterNumberMissing,
    MoveNotAllowed,
    NobodyChosen,
    NobodyToName,
    NotAskedYet,
    NotEligible,
    NotLive,
    OutsideThePlan,
    PlanIsNotOpen,
    PostAlreadyNamed,
    PostExcused,
    ReasonMissing,
    SamePerson,
    TooManyForThePlaces,
)
from khaigiang.planning.nominations.models import CommitteeLetter, Nomination, NominationMove
from khaigiang.planning.nominations.queries import holders_to_name
from khaigiang.planning.nominations.services import (
    accept_nominations,
    defer_nomination,
    name_substitute,
    nominate,
    nominate_holders,
    resume_nomination,
    return_nomination,
    state_unavailability,
    submit_nominations,
    take_back_acceptance,
    withdraw_drafts,
    withdraw_nomination,
    withdraw_unavailability,
)
from khaigiang.planning.nominations.states import MOVES, NominationState
from khaigiang.planning.nominations.tests.makers import make_holder, make_nomination, make_request
from khaigiang.planning.plans.models import Plan, TargetPost
from khaigiang.planning.plans.services import excuse_post
from khaigiang.planning.plans.states import PlanState
from khaigiang.planning.plans.tests.makers import make_plan, make_target_post
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_mandate
from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.tests.makers import make_appointment, make_official
from khaigiang.registry.units.models import Office
from khaigiang.registry.units.tests.makers import make_committee

pytestmark = pytest.mark.django_db

AT = datetime(2023, 3, 1, 3, tzinfo=UTC)
ON = date(2023, 3, 1)
S = NominationState


def asked_post(*, places: int = 10, committee: Office | None = None, plan: Plan | None = None) -> TargetPost:
    """A post of a plan whose request is sent."""
    post = make_target_post(plan, committee=committee, places=places)
    if plan is None:
        make_request(post.plan)
    return post


def other_official(post: TargetPost, full_name: str = "Lê Văn Chi") -> Official:
    """Somebody of the same unit with another post."""
    return make_appointment(make_official(full_name), unit=post.unit).official


def send(
    *nominations: Nomination, number: str = "98-CV/QU", dated_on: date = ON, by: User | None = None
) -> CommitteeLetter:
    first = nominations[0]
    return submit_nominations(
        first.plan,
        first.committee,
        nominations,
        letter_number=number,
        letter_dated_on=dated_on,
        by=by or make_user(),
        at=AT,
    )


def states(nomination: Nomination) -> list[str]:
    return list(nomination.moves.order_by("pk").values_list("state", flat=True))


def test_a_person_goes_the_whole_way_from_draft_to_acceptance() -> None:
    post = asked_post()
    by = make_user()

    named = nominate(post, official=make_holder(post), note="Người phụ trách mới", by=by, at=AT)
    letter = send(named, by=by)
    accept_nominations([named], by=by, at=AT)

    named.refresh_from_db()
    assert (named.state, named.letter, named.note) == (S.ACCEPTED, letter, "Người phụ trách mới")
    assert states(named) == [S.DRAFT, S.SUBMITTED, S.ACCEPTED]
    acts = Entry.objects.order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["nominate", "submit_nominations", "accept_nominations"]


def test_nobody_is_named_before_the_request_or_under_a_closed_plan() -> None:
    post = make_target_post()
    official = make_holder(post)

    with pytest.raises(NotAskedYet):
        nominate(post, official=official, by=make_user(), at=AT)
    make_request(post.plan)
    post.plan.state = PlanState.CLOSED
    with pytest.raises(PlanIsNotOpen):
        nominate(post, official=official, by=make_user(), at=AT)


def test_a_post_is_named_once_and_an_official_once_per_plan() -> None:
    post = asked_post()
    nominate(post, official=make_holder(post), by=make_user(), at=AT)
    other = asked_post(plan=post.plan)
    busy = post.nominations.get().official
    make_appointment(busy, unit=other.unit)

    with pytest.raises(PostAlreadyNamed):
        nominate(post, official=other_official(post), by=make_user(), at=AT)
    with pytest.raises(NotEligible, match="Đã được cử cho"):
        nominate(other, official=busy, by=make_user(), at=AT)


def test_the_database_itself_keeps_one_live_nomination_a_post_and_a_person() -> None:
    first = make_nomination(asked_post())
    other = asked_post(plan=first.plan)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_nomination(first.target_post, official=make_official())
    with pytest.raises(IntegrityError), transaction.atomic():
        make_nomination(other, official=first.official)


def test_a_stranger_to_the_unit_is_not_eligible() -> None:
    post = asked_post()

    with pytest.raises(NotEligible, match="không giữ chức danh nào tại đơn vị"):
        nominate(post, official=make_official("Trần Thị Bình"), by=make_user(), at=AT)
    assert Nomination.objects.count() == 0


def test_an_excused_post_is_not_named() -> None:
    post = asked_post()
    excuse_post(post, reason="Nghỉ thai sản", by=make_user(), at=AT)

    with pytest.raises(PostExcused, match="Nghỉ thai sản"):
        nominate(post, official=make_holder(post), by=make_user(), at=AT)


def test_all_holders_are_named_at_a_stroke_and_taken_back_at_a_stroke() -> None:
    committee = make_committee()
    held = asked_post(committee=committee)
    excused, vacant, named = (asked_post(plan=held.plan, committee=committee) for _ in range(3))
    for post in (held, excused):
        make_holder(post)
    make_nomination(named)
    excuse_post(excused, reason="Nghỉ thai sản", by=make_user(), at=AT)
    by = make_user()

    preview = holders_to_name(held.plan, committee, ON)
    nominations = nominate_holders(held.plan, committee, by=by, at=AT)
    withdraw_drafts(held.plan, committee, nominations, by=by, at=AT)

    assert [one.target_post for one in preview.named] == [held]
    assert {(one.unit, one.why) for one in preview.skipped} == {
        (excused.unit.name, "Được miễn: Nghỉ thai sản"),
        (vacant.unit.name, "Hiện khuyết người giữ chức danh."),
    }
    assert [one.target_post for one in nominations] == [held]
    assert [states(one) for one in nominations] == [[S.DRAFT, S.WITHDRAWN]]
    assert [one.target_post for one in holders_to_name(held.plan, committee, ON).named] == [held]


def test_naming_all_holders_says_when_there_is_nobody_left() -> None:
    post = asked_post()

    with pytest.raises(NobodyToName):
        nominate_holders(post.plan, post.committee, by=make_user(), at=AT)


@pytest.mark.parametrize("people", [1, 30])
def test_a_committee_is_named_sent_and_accepted_in_as_many_statements_whatever_its_size(
    people: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    committee = make_committee()
    first = asked_post(committee=committee, places=people)
    for post in [first, *(asked_post(plan=first.plan, committee=committee) for _ in range(people - 1))]:
        make_holder(post)
    by = make_user()

    with django_assert_max_num_queries(17):
        named = nominate_holders(first.plan, committee, by=by, at=AT)
    with django_assert_max_num_queries(22):
        send(*named, by=by)
    with django_assert_max_num_queries(14):
        accept_nominations(named, by=by, at=AT)

    assert Nomination.objects.filter(state=S.ACCEPTED).count() == people


def test_a_committee_does_not_send_more_than_its_places() -> None:
    post = asked_post(places=1)
    other = asked_post(plan=post.plan, committee=post.committee)
    one, two = make_nomination(post), make_nomination(other)

    with pytest.raises(TooManyForThePlaces):
        send(one, two)
    send(one)
    with pytest.raises(TooManyForThePlaces, match="tối đa 0"):
        send(two)

    assert Nomination.objects.get(pk=two.pk).state == S.DRAFT


def test_a_letter_needs_a_number_and_a_day_between_the_request_and_today() -> None:
    draft = make_nomination(asked_post())

    with pytest.raises(LetterNumberMissing):
        send(draft, number="  ")
    with pytest.raises(LetterDatedInTheFuture):
        send(draft, dated_on=date(2023, 3, 2))
    with pytest.raises(LetterBeforeRequest):
        send(draft, dated_on=date(2023, 2, 23))
    with pytest.raises(NobodyChosen):
        submit_nominations(
            draft.plan,
            draft.committee,
            [],
            letter_number="1",
            letter_dated_on=ON,
            by=make_user(),
            at=AT,
        )
    assert CommitteeLetter.objects.count() == 0


def test_more_people_may_follow_under_the_same_letter_with_its_scan() -> None:
    post = asked_post()
    one, two = make_nomination(post), make_nomination(asked_post(plan=post.plan, committee=post.committee))
    letter = send(one, number="98 -CV/QU")

    again = submit_nominations(
        two.plan, two.committee, [two], letter_number="98-CV/QU", letter_dated_on=ON, file=make_upload(),
        by=make_user(), at=AT,
    )  # fmt: skip

    assert again.pk == letter.pk
    assert again.file is not None
    assert letter.nominations.count() == 2


def test_people_of_another_committee_are_not_sent_along() -> None:
    mine = make_nomination(asked_post())
    foreign = make_nomination(asked_post(plan=mine.plan))

    submit_nominations(
        mine.plan,
        mine.committee,
        [mine, foreign],
        letter_number="1-CV/QU",
        letter_dated_on=ON,
        by=make_user(),
        at=AT,
    )

    assert set(Nomination.objects.values_list("pk", "state")) == {(mine.pk, S.SUBMITTED), (foreign.pk, S.DRAFT)}


def test_a_returned_person_is_sent_again_with_another_letter() -> None:
    named = make_nomination(asked_post())
    send(named)

    with pytest.raises(ReasonMissing):
        return_nomination(named, reason=" ", by=make_user(), at=AT)
    returned = return_nomination(named, reason="Thiếu ngày vào Đảng", by=make_user(), at=AT)
    send(returned, number="105-CV/QU")

    named.refresh_from_db()
    assert (named.state, named.reason, str(named.letter)) == (S.SUBMITTED, "", "105-CV/QU")
    assert list(named.moves.order_by("pk").values_list("state", "reason")) == [
        (S.DRAFT, ""),
        (S.SUBMITTED, ""),
        (S.RETURNED, "Thiếu ngày vào Đảng"),
        (S.SUBMITTED, ""),
    ]


def test_a_substitute_takes_the_post_of_the_person_replaced() -> None:
    first = make_nomination(asked_post(), state=S.ACCEPTED)
    instead = other_official(first.target_post)

    with pytest.raises(SamePerson):
        name_substitute(first, official=first.official, reason="Ốm", by=make_user(), at=AT)
    with pytest.raises(NotEligible):
        name_substitute(first, official=make_official(), reason="Ốm", by=make_user(), at=AT)
    second = name_substitute(first, official=instead, reason="Đi học lý luận", by=make_user(), at=AT)

    first.refresh_from_db()
    assert (first.state, first.reason) == (S.REPLACED, "Đi học lý luận")
    assert (second.state, second.replaces, second.target_post) == (S.DRAFT, first, first.target_post)
    assert Entry.objects.get(act="name_substitute").before is not None


def test_a_failed_substitution_leaves_the_first_person_named() -> None:
    first = make_nomination(asked_post(), state=S.ACCEPTED)

    with pytest.raises(NotEligible):
        name_substitute(first, official=make_official(), reason="Ốm", by=make_user(), at=AT)

    assert Nomination.objects.get().state == S.ACCEPTED
    assert states(first) == [S.ACCEPTED]


def test_a_person_is_deferred_and_comes_after_all() -> None:
    named = make_nomination(asked_post(), state=S.ACCEPTED)

    defer_nomination(named, reason="Bận đại hội", by=make_user(), at=AT)
    resume_nomination(named, by=make_user(), at=AT)

    assert states(named) == [S.ACCEPTED, S.DEFERRED, S.ACCEPTED]


def test_who_holds_a_place_hears_of_every_departure(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[list[int]] = []
    monkeypatch.setattr(departures, "_callbacks", [])
    departures.register(lambda people, _by, _at: told.append([one.pk for one in people]))
    post = asked_post()
    names = [make_nomination(asked_post(plan=post.plan), state=S.ACCEPTED) for _ in range(3)]
    waiting = make_nomination(post, state=S.SUBMITTED)

    defer_nomination(names[0], reason="Bận", by=make_user(), at=AT)
    return_nomination(names[1], reason="Sai", by=make_user(), at=AT)
    name_substitute(names[2], official=other_official(names[2].target_post), reason="Ốm", by=make_user(), at=AT)
    return_nomination(waiting, reason="Sai", by=make_user(), at=AT)

    assert told == [[one.pk] for one in names]


def test_an_acceptance_is_taken_back_while_nobody_is_placed() -> None:
    named = make_nomination(asked_post(), state=S.ACCEPTED)
    state_unavailability(named, first_day=ON, last_day=ON, reason="Họp", by=make_user(), at=AT)

    take_back_acceptance([named], by=make_user(), at=AT)

    assert Nomination.objects.get().state == S.SUBMITTED


def place(named: Nomination) -> None:
    """A place in a class of the floor above, which this one does not import."""
    programme = apps.get_model("curriculum.Programme").objects.create(title="Chương trình")
    version = apps.get_model("curriculum.ProgrammeVersion").objects.create(programme=programme, number=1, days=11)
    training_class = apps.get_model("cohorts.TrainingClass").objects.create(
        plan=named.plan,
        version=version,
        number=1,
        wanted_size=1,
        min_size=1,
        max_size=1,
    )
    apps.get_model("cohorts.Placement").objects.create(nomination=named, training_class=training_class)


def test_a_placed_person_stays_accepted() -> None:
    named = make_nomination(asked_post(), state=S.ACCEPTED)
    place(named)

    with pytest.raises(AlreadyPlaced):
        take_back_acceptance([named], by=make_user(), at=AT)
    assert Nomination.objects.get().state == S.ACCEPTED


Act = Callable[[Nomination], object]
ACTS: dict[NominationState, Act] = {
    S.SUBMITTED: lambda one: (
        send(one) if one.state != S.ACCEPTED else take_back_acceptance([one], by=make_user(), at=AT)
    ),
    S.ACCEPTED: lambda one: (
        accept_nominations([one], by=make_user(), at=AT)
        if one.state != S.DEFERRED
        else resume_nomination(one, by=make_user(), at=AT)
    ),
    S.RETURNED: lambda one: return_nomination(one, reason="Sai", by=make_user(), at=AT),
    S.DEFERRED: lambda one: defer_nomination(one, reason="Bận", by=make_user(), at=AT),
    S.WITHDRAWN: lambda one: withdraw_nomination(one, by=make_user(), at=AT),
    S.REPLACED: lambda one: name_substitute(
        one, official=other_official(one.target_post), reason="Ốm", by=make_user(), at=AT
    ),
}


@pytest.mark.parametrize("before", list(S))
@pytest.mark.parametrize("after", list(ACTS))
def test_a_nomination_moves_as_its_states_allow_and_not_otherwise(
    before: NominationState, after: NominationState
) -> None:
    named = make_nomination(asked_post(), state=before)

    if (before, after) in MOVES:
        ACTS[after](named)
        assert Nomination.objects.get(pk=named.pk).state == after
    else:
        with pytest.raises(MoveNotAllowed):
            ACTS[after](named)
        assert Nomination.objects.get(pk=named.pk).state == before
        assert NominationMove.objects.count() == 1


def test_days_that_do_not_suit_are_stated_and_taken_back() -> None:
    named = make_nomination(asked_post())
    by = make_user()

    with pytest.raises(LastDayBeforeFirst):
        state_unavailability(named, first_day=ON, last_day=ON - timedelta(days=1), reason="Họp", by=by, at=AT)
    with pytest.raises(OutsideThePlan):
        state_unavailability(named, first_day=date(2024, 1, 1), last_day=date(2024, 1, 2), reason="Họp", by=by, at=AT)
    with pytest.raises(ReasonMissing):
        state_unavailability(named, first_day=ON, last_day=ON, reason="", by=by, at=AT)
    stated = state_unavailability(named, first_day=ON, last_day=ON, reason="Họp", by=by, at=AT)
    withdraw_unavailability(stated, by=by, at=AT)

    assert named.unavailabilities.count() == 0
    assert list(Entry.objects.order_by("pk").values_list("act", flat=True)) == [
        "state_unavailability",
        "withdraw_unavailability",
    ]


def test_days_of_somebody_no_longer_named_are_not_stated() -> None:
    named = make_nomination(asked_post(), state=S.WITHDRAWN)

    with pytest.raises(NotLive):
        state_unavailability(named, first_day=ON, last_day=ON, reason="Họp", by=make_user(), at=AT)


def test_each_side_hears_what_waits_for_it() -> None:
    post = asked_post()
    clerk = make_mandate(Role.COMMITTEE, office=post.committee).user
    stranger = make_mandate(Role.COMMITTEE).user
    officer = make_mandate(Role.OFFICE).user
    named = make_nomination(post)

    send(named)
    accept_nominations([named], by=officer, at=AT)
    return_nomination(named, reason="Thiếu ngày vào Đảng", by=officer, at=AT)

    assert [notice.title for notice in Notice.objects.filter(to=officer)] == [f"{post.committee} gửi danh sách 1 người"]
    told = Notice.objects.filter(to=clerk).order_by("pk")
    assert [(notice.title, notice.body) for notice in told] == [
        ("Đã chấp nhận 1 người", post.plan.title),
        ("Trả lại: Nguyễn Văn An", "Thiếu ngày vào Đảng"),
    ]
    assert not Notice.objects.filter(to=stranger).exists()


def test_a_plan_that_is_not_asked_takes_no_list() -> None:
    named = make_nomination(make_target_post(make_plan()))

    with pytest.raises(NotAskedYet):
        send(named)
