"""A training plan: its paper, its target group as a rule, its two offices and its days."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khaigiang.planning.plans.states import BEFORE_APPROVAL, MAY_CHANGE, PlacesRule, PlanState

if TYPE_CHECKING:
    from khaigiang.registry.officials.models import Post


class Plan(models.Model):
    """One training plan: its paper, its target group as a rule, its two offices and its days."""

    title = models.CharField(_("title of the plan"), max_length=300)
    code = models.SlugField(_("short code for classes"), max_length=20)
    document = models.OneToOneField(
        "documents.Document", models.PROTECT, related_name="plan", verbose_name=_("document")
    )
    organiser = models.ForeignKey("units.Office", models.PROTECT, related_name="+", verbose_name=_("organiser"))
    school = models.ForeignKey("units.Office", models.PROTECT, related_name="+", verbose_name=_("school"))
    state = models.CharField(max_length=10, choices=PlanState, default=PlanState.DRAFT)

    # The rule of the target group: holders of these posts in units of these kinds on this day. The database lets no plan
    # be sent up without a post (`a_plan_sent_up_has_a_post`, migration 0012).
    rule_posts: "models.ManyToManyField[Post, RulePost]" = models.ManyToManyField(
        "officials.Post", through="RulePost", related_name="+", verbose_name=_("posts")
    )
    target_kinds = models.JSONField(_("kinds of units"), default=list)
    target_on = models.DateField(_("as of"))
    born_not_before = models.DateField(_("only people born on or after"), null=True, blank=True)

    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    nominations_due_on = models.DateField(_("lists due on"), null=True, blank=True)

    rolled_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="rolled_to")
    places_rule = models.CharField(_("places"), max_length=10, choices=PlacesRule, default=PlacesRule.ALL)
    places_number = models.PositiveIntegerField(_("percent or number"), null=True, blank=True)
    # The own number of each committee, by its id, where the rule is that each has one.
    places_given = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="places_rule_has_its_number",
                condition=Q(places_rule__in=[PlacesRule.ALL, PlacesRule.GIVEN], places_number__isnull=True)
                | Q(places_rule=PlacesRule.SHARE, places_number__isnull=False, places_number__range=(1, 100))
                | Q(places_rule=PlacesRule.FIXED, places_number__isnull=False, places_number__gte=1),
            ),
            models.UniqueConstraint(name="plan_code_once", fields=["code"]),
            models.CheckConstraint(
                name="plan_ends_after_it_begins",
                condition=Q(ends_on__gte=models.F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        """May the target group still change?"""
        return self.state in MAY_CHANGE

    @property
    def is_approved(self) -> bool:
        """Are its posts and places fixed?"""
        return self.state not in BEFORE_APPROVAL

    @property
    def is_open(self) -> bool:
        """Does the plan run?"""
        return self.state == PlanState.OPEN


class RulePost(models.Model):
    """One of the posts whose holders are the target group of a plan."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+")
    post = models.ForeignKey("officials.Post", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="a_post_once_in_a_rule", fields=["plan", "post"])]

    def __str__(self) -> str:
        return str(self.post)
