"""Whatever a committee and the office do in whatever order: places, posts, states and the history of every day hold."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

from django.db.models import Count
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.errors import DomainError
from khaigiang.planning.nominations.models import Cover, Nomination, NominationMove
from khaigiang.planning.nominations.queries import Subject, states_on
from khaigiang.planning.nominations.services import (
    accept_nominations,
    defer_nomination,
    name_cover,
    name_substitute,
    nominate_holders,
    nominate_people,
    resume_nomination,
    return_nomination,
    return_nominations,
    state_hindrance,
    submit_nominations,
    take_back_acceptance,
    take_back_return,
    withdraw_drafts,
    withdraw_nomination,
)
from khaigiang.planning.nominations.states import LIVE, MOVES, TAKES_A_PLACE, HindranceReason, NominationState
from khaigiang.planning.nominations.tests.makers import make_holder, make_request
from khaigiang.planning.nominations.tests.test_states_on_a_day import noon, now_standing
from khaigiang.planning.plans.tests.makers import make_plan, make_target_post
from khaigiang.registry.officials.tests.makers import make_appointment, make_official
from khaigiang.registry.units.tests.makers import make_committee

FIRST = date(2023, 3, 1)
PLACES = 2
POSTS = 3

several = st.sets(st.integers(0, POSTS - 1), min_size=1)
which = st.integers(0, POSTS - 1)


class Names(RuleBasedStateMachine):
    """Three posts of a committee that has places for two, each with a holder and a colleague."""

    def __init__(self) -> None:
        super().__init__()
        self.plan, self.committee, self.by = make_plan(), make_committee(), make_user()
        make_request(self.plan)
        self.posts = [make_target_post(self.plan, committee=self.committee, places=PLACES) for _ in range(POSTS)]
        self.people = [
            (make_holder(post), make_appointment(make_official("Lê Văn Chi"), unit=post.unit).official)
            for post in self.posts
        ]
        self.day = FIRST
        self.as_it_was: dict[date, dict[int, tuple[str, int]]] = {}

    @property
    def done(self) -> dict[str, object]:
        """Who acts, and when."""
        return {"by": self.by, "at": noon(self.day)}

    def tried(self, act: Callable[[], object]) -> None:
        try:
            act()
        except DomainError:
            return

    def live(self, posts: set[int]) -> list[Nomination]:
        chosen = [self.posts[one] for one in sorted(posts)]
        return list(Nomination.objects.filter(target_post__in=chosen, state__in=LIVE).order_by("pk"))

    def each(self, posts: set[int], act: Callable[[Nomination], object]) -> None:
        for one in self.live(posts):
            self.tried(lambda one=one: act(one))  # type: ignore[misc]  # bound at once

    @rule()
    def another_day(self) -> None:
        self.day += timedelta(days=1)

    @rule(posts=several, colleague=st.booleans())
    def name(self, posts: set[int], colleague: bool) -> None:  # noqa: FBT001  drawn by its name
        chosen = [Subject(self.posts[one], self.people[one][colleague]) for one in sorted(posts)]
        self.tried(lambda: nominate_people(self.plan, self.committee, chosen, **self.done))  # type: ignore[arg-type]  # passed on by name

    @rule()
    def name_all_holders(self) -> None:
        self.tried(lambda: nominate_holders(self.plan, self.committee, **self.done))  # type: ignore[arg-type]  # passed on by name

    @rule(post=which)
    def say_that_the_holder_cannot_come(self, post: int) -> None:
        given = {"official": self.people[post][0], "why": HindranceReason.SICK, "until": self.day}
        self.tried(lambda: state_hindrance(self.posts[post], **given, **self.done))  # type: ignore[arg-type]  # passed on by name

    @rule(posts=several)
    def send(self, posts: set[int]) -> None:
        letter = {"letter_number": "98-CV/QU", "letter_dated_on": FIRST}
        self.tried(
            lambda: submit_nominations(self.plan, self.committee, self.live(posts), **letter, **self.done)  # type: ignore[arg-type]  # passed on by name
        )

    @rule(posts=several)
    def take_names_back(self, posts: set[int]) -> None:
        self.tried(lambda: withdraw_drafts(self.plan, self.committee, self.live(posts), **self.done))  # type: ignore[arg-type]  # passed on by name

    @rule(post=which)
    def withdraw(self, post: int) -> None:
        self.each({post}, lambda one: withdraw_nomination(one, **self.done))  # type: ignore[arg-type]  # passed on by name

    @rule(post=which, colleague=st.booleans())
    def substitute(self, post: int, colleague: bool) -> None:  # noqa: FBT001  drawn by its name
        given = {"official": self.people[post][colleague], "reason": "Ốm"}
        self.each({post}, lambda one: name_substitute(one, **given, **self.done))  # type: ignore[arg-type]  # passed on by name

    @rule(post=which)
    def cover(self, post: int) -> None:
        self.each({post}, lambda one: name_cover(one, official=self.people[post][1], **self.done))  # type: ignore[arg-type]  # passed on by name

    @rule(posts=several)
    def accept(self, posts: set[int]) -> None:
        self.tried(lambda: accept_nominations(self.live(posts), **self.done))  # type: ignore[arg-type]  # passed on by name

    @rule(posts=several)
    def take_an_acceptance_back(self, posts: set[int]) -> None:
        self.tried(lambda: take_back_acceptance(self.live(posts), **self.done))  # type: ignore[arg-type]  # passed on by name

    @rule(posts=several)
    def return_several(self, posts: set[int]) -> None:
        self.tried(lambda: return_nominations(self.live(posts), reason="Sai", **self.done))  # type: ignore[arg-type]  # passed on by name

    @rule(posts=several)
    def take_a_return_back(self, posts: set[int]) -> None:
        self.tried(lambda: take_back_return(self.live(posts), **self.done))  # type: ignore[arg-type]  # passed on by name

    @rule(post=which)
    def return_one(self, post: int) -> None:
        self.each({post}, lambda one: return_nomination(one, reason="Sai", **self.done))  # type: ignore[arg-type]  # passed on by name

    @rule(post=which)
    def defer(self, post: int) -> None:
        self.each({post}, lambda one: defer_nomination(one, reason="Bận", **self.done))  # type: ignore[arg-type]  # passed on by name

    @rule(post=which)
    def resume(self, post: int) -> None:
        self.each({post}, lambda one: resume_nomination(one, **self.done))  # type: ignore[arg-type]  # passed on by name

    @invariant()
    def the_places_are_never_exceeded(self) -> None:
        assert Nomination.objects.filter(plan=self.plan, state__in=TAKES_A_PLACE).count() <= PLACES

    @invariant()
    def a_post_and_a_person_have_one_running_nomination(self) -> None:
        for field in ("target_post", "official"):
            running = Nomination.objects.filter(plan=self.plan, state__in=LIVE).values(field)
            assert not running.annotate(count=Count("pk")).filter(count__gt=1).exists()

    @invariant()
    def every_step_is_one_of_the_life_and_the_last_is_the_state(self) -> None:
        for one in Nomination.objects.filter(plan=self.plan):
            states = [NominationState(state) for state in steps_of(one)]
            assert states[0] == NominationState.DRAFT
            assert set(pairwise(states)) <= MOVES
            assert states[-1] == one.state

    @invariant()
    def nobody_keeps_the_own_office(self) -> None:
        assert not any(cover.official_id == cover.nomination.official_id for cover in Cover.objects.all())

    @invariant()
    def the_day_is_kept_in_mind(self) -> None:
        self.as_it_was[self.day] = now_standing(self.posts)

    def teardown(self) -> None:
        """Every day is told at last as it was."""
        for on, stood in self.as_it_was.items():
            told = {post: (row.state.value, row.official_id) for post, row in states_on(self.plan, on).items()}
            assert told == stood


def steps_of(nomination: Nomination) -> list[str]:
    moves = NominationMove.objects.filter(nomination=nomination).order_by("at", "pk")
    return list(moves.values_list("state", flat=True))


class ANominationStaysSound(TestCase):
    def test_whatever_is_done_to_it(self) -> None:
        run_state_machine_as_test(Names, settings=settings(max_examples=6, stateful_step_count=18, deadline=None))
        assert Nomination.objects.count() == Nomination.objects.filter(moves__isnull=False).distinct().count()
