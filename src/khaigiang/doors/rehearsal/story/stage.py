"""The stage of one day: its clock, and the persons who act on it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property

from khaigiang.doors.rehearsal.story import cast
from khaigiang.ground.accounts.models import User
from khaigiang.ground.shared.dates import at_time
from khaigiang.planning.plans.models import Plan
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.units.models import Office
from khaigiang.teaching.cohorts.models import TrainingClass


@dataclass
class Stage:
    """One day of the story. What earlier days made is looked up here by its name."""

    day: date

    def at(self, hour: int, minute: int = 0) -> datetime:
        """An instant of this day in Hà Nội."""
        return at_time(self.day, time(hour, minute))

    def user(self, username: str) -> User:
        """A user by name."""
        return User.objects.get(username=username)

    def player(self, role: Role) -> User:
        """The person who plays a role of the demo."""
        return self.user(f"demo-{role.value}")

    @cached_property
    def admin(self) -> User:
        return self.player(Role.ADMIN)

    @cached_property
    def officer(self) -> User:
        return self.player(Role.OFFICE)

    @cached_property
    def head(self) -> User:
        return self.player(Role.HEAD)

    @cached_property
    def organiser(self) -> User:
        return self.player(Role.ORGANISER)

    def office(self, name: str) -> Office:
        """A body by its name."""
        return Office.objects.get(name=name)

    @cached_property
    def plan(self) -> Plan:
        return Plan.objects.get(code=cast.PLAN_CODE)

    def training_class(self, number: int) -> TrainingClass:
        """A class of the plan by its number."""
        return TrainingClass.objects.select_related("plan", "version", "hall", "teacher").get(
            plan=self.plan,
            number=number,
        )

    def organiser_of(self, committee: Office) -> User:
        """The user who acts for a nominating committee."""
        return User.objects.get(mandates__office=committee, mandates__role=Role.COMMITTEE)
