"""Groups of 8 to 15 in each discussion, mixed anew; proposed, made, pinned, swapped, moved, dissolved, undone (D5)."""

from collections import Counter
from datetime import UTC, datetime
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.registry.officials.models import Gender
from khaigiang.registry.units.tests.makers import make_committee
from khaigiang.teaching.cohorts import services
from khaigiang.teaching.cohorts.errors import (
    GroupChangeIsNotTheLast,
    GroupsAreStale,
    MoveNotAllowed,
    NobodyOnTheList,
    NoSuchGroup,
    NothingToSwap,
    PinnedInTheGroup,
    PinsOverfillAGroup,
    TooFewForGroups,
)
from khaigiang.teaching.cohorts.models import GroupChange, GroupSeat, TrainingClass
from khaigiang.teaching.cohorts.queries import last_change_of, proposal_of, seats_of
from khaigiang.teaching.cohorts.solver_bridge import Seating, figures_of, numbers_of_groups, seating_of, swaps_with
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.cohorts.tests.makers import (
    FIRST_DAY,
    make_class,
    make_decision,
    make_group,
    make_listed,
    make_open_class,
    make_removed,
)
from khaigiang.teaching.curriculum.tests.makers import make_version

pytestmark = pytest.mark.django_db
AT = datetime(2023, 3, 13, 2, 0, tzinfo=UTC)


def mixed_class(people: int, *, discussions: int = 3) -> TrainingClass:
    """A class with every third person a woman, from three committees."""
    training_class = make_class(state=ClassState.RUNNING, version=make_version(blocks=[1] * discussions))
    make_decision(training_class)
    committees = [make_committee() for _ in range(3)]
    for place in range(people):
        gender = Gender.FEMALE if place % 3 == 0 else Gender.MALE
        make_listed(training_class, committee=committees[place // 3 % 3], gender=gender)
    return training_class


def grouped_class(people: int, *, discussions: int = 3, groups: int | None = None) -> TrainingClass:
    training_class = mixed_class(people, discussions=discussions)
    proposal = services.propose_groups(training_class, groups=groups, by=make_user(), at=AT)
    services.make_groups(proposal, by=make_user(), at=AT)
    return training_class


def now(training_class: TrainingClass) -> Seating:
    return seating_of(training_class, FIRST_DAY)


def pairs(seating: Seating) -> Counter[tuple[str, str]]:
    met: Counter[tuple[str, str]] = Counter()
    for division in seating.divisions():
        for one, other in combinations(sorted(division), 2):
            met[one, other] += division[one] == division[other]
    return met


@settings(max_examples=4)
@given(people=st.integers(16, 40), discussions=st.integers(1, 3))
def test_everybody_is_in_one_group_of_8_to_15_with_equal_shares_of_women(people: int, discussions: int) -> None:
    training_class = grouped_class(people, discussions=discussions)

    women = {str(person.enrolment_id) for person in now(training_class).people if person.is_woman}
    for division in now(training_class).divisions():
        sizes = Counter(division.values()).values()
        assert sum(sizes) == people
        assert all(8 <= size <= 15 for size in sizes)
        assert max(sizes) - min(sizes) <= 1
        of_women = [sum(division[one] == group for one in women) for group in set(division.values())]
        # With several discussions who meets whom weighs too: one woman more at most.
        assert max(of_women) - min(of_women) <= (1 if discussions == 1 else 2)


def test_in_three_discussions_nobody_meets_anybody_twice_where_that_is_possible() -> None:
    training_class = grouped_class(72)

    seating = now(training_class)
    assert set(Counter(seating.divisions()[0].values()).values()) == {8}
    assert max(pairs(seating).values()) == 1
    figures = figures_of(seating)
    assert figures is not None
    assert (figures.met, figures.could_meet) == (3 * 9 * 28, 3 * 9 * 28)
    assert (figures.met_again, figures.must_meet_again) == (0, 0)


def test_the_number_of_groups_is_chosen_by_who_must_meet_again_and_may_be_asked_for() -> None:
    training_class = mixed_class(40)

    options = numbers_of_groups(training_class, now(training_class))
    proposal = services.propose_groups(training_class, groups=3, by=make_user(), at=AT)

    assert [(one.groups, one.smallest, one.largest, one.met_again) for one in options] == [
        (5, 8, 8, 30),
        (4, 10, 10, 64),
        (3, 13, 14, 140),
    ]
    assert {group for _one, _discussion, group, _pinned in proposal.after} == {1, 2, 3}


def test_the_figures_are_those_of_counting_every_pair() -> None:
    training_class = grouped_class(40)

    seating, figures = now(training_class), figures_of(now(training_class))

    assert figures is not None
    assert figures.met == sum(times > 0 for times in pairs(seating).values())
    assert figures.met_again == sum(times > 1 for times in pairs(seating).values())
    assert figures.could_meet == 3 * 5 * 28 - 30
    assert figures.met <= figures.could_meet


def test_nothing_changes_before_the_proposal_is_agreed_to() -> None:
    training_class = mixed_class(20)
    proposal = services.propose_groups(training_class, by=make_user(), at=AT)

    assert seats_of(training_class) == []
    services.make_groups(proposal, by=make_user(), at=AT)

    assert [list(seat) for seat in seats_of(training_class)] == sorted(map(list, proposal.after))


def test_a_new_proposal_takes_the_place_of_the_one_before_and_may_be_laid_aside() -> None:
    training_class = mixed_class(20)
    first = services.propose_groups(training_class, by=make_user(), at=AT)
    second = services.propose_groups(training_class, by=make_user(), at=AT)

    assert proposal_of(training_class) == second
    assert not GroupChange.objects.filter(pk=first.pk).exists()
    services.discard_groups(second, by=make_user(), at=AT)
    assert proposal_of(training_class) is None
    with pytest.raises(GroupsAreStale):
        services.discard_groups(second, by=make_user(), at=AT)


def test_groups_read_before_the_list_or_the_pins_changed_are_not_made() -> None:
    training_class = grouped_class(20)
    proposal = services.propose_groups(training_class, by=make_user(), at=AT)
    member = training_class.enrolments.first()
    assert member is not None
    services.pin_to_group(member, 1, is_pinned=True, by=make_user(), at=AT)

    with pytest.raises(GroupsAreStale):
        services.make_groups(proposal, by=make_user(), at=AT)
    services.pin_to_group(member, 1, is_pinned=False, by=make_user(), at=AT)
    make_listed(training_class)
    with pytest.raises(GroupsAreStale):
        services.make_groups(proposal, by=make_user(), at=AT)
    assert proposal_of(training_class) == proposal


def test_groups_are_not_made_twice() -> None:
    training_class = mixed_class(16)
    proposal = services.propose_groups(training_class, by=make_user(), at=AT)
    services.make_groups(proposal, by=make_user(), at=AT)

    with pytest.raises(GroupsAreStale):
        services.make_groups(proposal, by=make_user(), at=AT)


def test_who_is_pinned_stays_in_every_later_making() -> None:
    training_class = grouped_class(40)
    members = list(training_class.enrolments.order_by("pk")[:6])
    wanted = {}
    for place, member in enumerate(members):
        discussion, group = 1 + place % 3, 5 - place // 3
        if member.seats.get(discussion=discussion).group != group:
            services.move_to_group(member, discussion, group, by=make_user(), at=AT)
        services.pin_to_group(member, discussion, is_pinned=True, by=make_user(), at=AT)
        wanted[member.pk, discussion] = group

    for groups in (5, None):
        proposal = services.propose_groups(training_class, groups=groups, by=make_user(), at=AT)
        services.make_groups(proposal, by=make_user(), at=AT)
        pinned = {(one, number): group for one, number, group, is_pinned in seats_of(training_class) if is_pinned}
        assert pinned == wanted
    with pytest.raises(PinsOverfillAGroup):
        services.propose_groups(training_class, groups=4, by=make_user(), at=AT)


def test_pins_that_overfill_a_group_are_refused() -> None:
    training_class = mixed_class(20, discussions=1)
    make_group(training_class, *training_class.enrolments.all()[:11])
    GroupSeat.objects.update(is_pinned=True)

    with pytest.raises(PinsOverfillAGroup):
        services.propose_groups(training_class, by=make_user(), at=AT)


def test_a_swap_does_what_its_price_said_and_is_undone() -> None:
    training_class = grouped_class(40)
    one = training_class.enrolments.order_by("pk")[7]
    before = now(training_class)
    swap = swaps_with(before, one.pk, 2)[3]
    other = training_class.enrolments.get(pk=swap.person.enrolment_id)
    agreed = before.divisions()[1][str(one.pk)], swap.group

    services.swap_groups(one, other, 2, agreed=agreed, by=make_user(), at=AT)

    after = now(training_class)
    assert after.divisions()[1] == {**before.divisions()[1], str(one.pk): agreed[1], str(other.pk): agreed[0]}
    assert after.divisions()[::2] == before.divisions()[::2]
    more = sum(max(0, times - 1) for times in pairs(after).values())
    assert swap.met_again == more - sum(max(0, times - 1) for times in pairs(before).values())
    with pytest.raises(NothingToSwap):
        services.swap_groups(one, other, 2, agreed=agreed, by=make_user(), at=AT)

    undo(training_class)
    assert seats_of(training_class) == list(before.seats)


def undo(training_class: TrainingClass) -> None:
    change = last_change_of(training_class)
    assert change is not None
    services.undo_group_change(change, by=make_user(), at=AT)


def test_swaps_are_shown_with_the_best_first_and_never_with_somebody_pinned() -> None:
    training_class = grouped_class(16, discussions=2)
    one, *others = training_class.enrolments.order_by("pk")
    for other in others[::2]:
        services.pin_to_group(other, 1, is_pinned=True, by=make_user(), at=AT)

    found = swaps_with(now(training_class), one.pk, 1)

    assert [swap.price for swap in found] == sorted(swap.price for swap in found)
    assert {swap.person.enrolment_id for swap in found}.isdisjoint(other.pk for other in others[::2])
    with pytest.raises(PinnedInTheGroup):
        services.swap_groups(one, others[0], 1, agreed=(1, 2), by=make_user(), at=AT)
    with pytest.raises(PinnedInTheGroup):
        services.move_to_group(others[0], 1, 2, by=make_user(), at=AT)
    services.pin_to_group(one, 1, is_pinned=True, by=make_user(), at=AT)
    assert swaps_with(now(training_class), one.pk, 1) == []


def test_a_person_moves_to_a_group_there_is_and_back() -> None:
    training_class = grouped_class(16, discussions=2)
    member = training_class.enrolments.order_by("pk")[0]
    before = seats_of(training_class)
    other = 3 - member.seats.get(discussion=2).group

    services.move_to_group(member, 2, other, by=make_user(), at=AT)
    assert member.seats.get(discussion=2).group == other
    for discussion, group in ((2, 3), (3, 1), (0, 1)):
        with pytest.raises(NoSuchGroup):
            services.move_to_group(member, discussion, group, by=make_user(), at=AT)
    figures = figures_of(now(training_class))
    assert figures is not None
    assert figures.met <= figures.could_meet

    undo(training_class)
    assert seats_of(training_class) == before


def test_changes_are_undone_from_the_last_to_the_first() -> None:
    training_class = grouped_class(16, discussions=2)
    made = seats_of(training_class)
    making = last_change_of(training_class)
    assert making is not None
    services.dissolve_groups(training_class, by=make_user(), at=AT)
    assert seats_of(training_class) == []

    with pytest.raises(GroupChangeIsNotTheLast):
        services.undo_group_change(making, by=make_user(), at=AT)
    undo(training_class)
    assert seats_of(training_class) == made
    undo(training_class)
    assert seats_of(training_class) == []
    assert last_change_of(training_class) is None


def test_who_joined_since_keeps_a_group_when_a_making_is_undone() -> None:
    training_class = grouped_class(24, groups=2)
    first = seats_of(training_class)
    services.make_groups(services.propose_groups(training_class, by=make_user(), at=AT), by=make_user(), at=AT)
    late = make_listed(training_class)

    undo(training_class)

    assert [seat for seat in seats_of(training_class) if seat[0] != late.pk] == first
    assert [seat[1] for seat in seats_of(training_class) if seat[0] == late.pk] == [1, 2, 3]


def test_who_leaves_the_class_disappears_from_the_groups_of_all_discussions() -> None:
    training_class = grouped_class(20)
    leaving = training_class.enrolments.order_by("pk")[3]

    make_removed(leaving, on=FIRST_DAY, reason="Ốm")

    assert [len(division) for division in now(training_class).divisions()] == [19, 19, 19]
    assert str(leaving.pk) not in now(training_class).divisions()[0]


def test_too_few_people_make_no_groups() -> None:
    with pytest.raises(NobodyOnTheList):
        services.propose_groups(make_class(), by=make_user(), at=AT)
    with pytest.raises(TooFewForGroups):
        services.propose_groups(make_open_class(7), by=make_user(), at=AT)


def test_the_groups_of_a_closed_class_stay() -> None:
    training_class = grouped_class(16, discussions=1)
    member, other = training_class.enrolments.order_by("pk")[:2]
    change = last_change_of(training_class)
    assert change is not None
    TrainingClass.objects.filter(pk=training_class.pk).update(state=ClassState.CLOSED)

    acts = (
        lambda: services.dissolve_groups(training_class, by=make_user(), at=AT),
        lambda: services.propose_groups(training_class, by=make_user(), at=AT),
        lambda: services.move_to_group(member, 1, 2, by=make_user(), at=AT),
        lambda: services.swap_groups(member, other, 1, agreed=(1, 2), by=make_user(), at=AT),
        lambda: services.pin_to_group(member, 1, is_pinned=True, by=make_user(), at=AT),
        lambda: services.undo_group_change(change, by=make_user(), at=AT),
    )
    for act in acts:
        with pytest.raises(MoveNotAllowed):
            act()
