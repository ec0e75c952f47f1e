"""Reforms of units: their lines, and what became of each appointment in units that ended."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khaigiang.oversight.reforms.states import ENDS, MoveState, ReformState, Why
from khaigiang.registry.units.models import Succession, UnitKind


class Reform(models.Model):
    """One resolution that ends units and makes others on a day."""

    resolution = models.CharField(_("resolution"), max_length=80)
    effective_on = models.DateField(_("in force from"))
    state = models.CharField(max_length=10, choices=ReformState, default=ReformState.DRAFT)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="reform_once_per_resolution_and_day",
                fields=["resolution", "effective_on"],
                condition=~Q(state=ReformState.UNDONE),
            ),
        ]

    def __str__(self) -> str:
        return self.resolution


class ReformLine(models.Model):
    """One unit of the day before goes, whole or in part, to one unit: one that exists, or a new one by its name.

    A line whose extent is ENDS goes nowhere.
    """

    reform = models.ForeignKey(Reform, models.CASCADE, related_name="lines")
    predecessor = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    successor = models.ForeignKey("units.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    new_name = models.CharField(max_length=100, blank=True)
    new_kind = models.CharField(max_length=30, choices=UnitKind, blank=True)
    new_code = models.CharField(max_length=10, blank=True)
    new_parent = models.ForeignKey("units.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    extent = models.CharField(
        max_length=30, choices=[*Succession.Extent.choices, (ENDS, _("ends without a successor"))]
    )
    confidence = models.CharField(max_length=10)
    clause = models.CharField(max_length=200, blank=True)

    # What confirming this line did, so that undoing takes back that and no more.
    made_unit = models.BooleanField(default=False)
    made_succession = models.BooleanField(default=False)
    ended_predecessor = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reform_line_names_its_successor",
                condition=Q(successor__isnull=False)
                | Q(extent=ENDS)
                | (~Q(new_name="") & ~Q(new_code="") & ~Q(new_kind="")),
            ),
            models.CheckConstraint(
                name="reform_line_that_ends_names_no_successor",
                condition=~Q(extent=ENDS) | Q(successor__isnull=True, new_name="", new_code="", new_kind=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor or self.new_name or '–'}"


class ReformMove(models.Model):
    """What became of one appointment in a unit that ended."""

    reform = models.ForeignKey(Reform, models.PROTECT, related_name="moves")
    appointment = models.OneToOneField("officials.Appointment", models.PROTECT, related_name="reform_move")
    was_until = models.DateField(null=True, blank=True)
    new_appointment = models.OneToOneField(
        "officials.Appointment", models.PROTECT, null=True, blank=True, related_name="reform_move_here"
    )
    state = models.CharField(max_length=10, choices=MoveState)
    why = models.CharField(max_length=10, choices=Why, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="who_was_moved_or_placed_has_a_new_appointment",
                condition=Q(state__in=[MoveState.MOVED, MoveState.PLACED], new_appointment__isnull=False)
                | Q(state__in=[MoveState.WAITING, MoveState.LEFT], new_appointment__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return str(self.appointment)
