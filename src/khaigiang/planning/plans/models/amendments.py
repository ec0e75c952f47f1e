"""What later documents change of an approved plan."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khaigiang.planning.plans.models.group import TargetPost
from khaigiang.planning.plans.models.plan import Plan
from khaigiang.planning.plans.states import QUARTERLY, AmendedField


class PlanAmendment(models.Model):
    """A later document that changes single items of an approved plan from a day on."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="amendments")
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="amendments_of_plans")
    clause = models.CharField(_("clause"), max_length=120, blank=True)
    in_force_on = models.DateField(_("in force from"))
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_document_amends_a_plan_once_a_day", fields=["plan", "document", "in_force_on"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.document}, {self.in_force_on:%d/%m/%Y}"


class AmendedItem(models.Model):
    """One item of a plan that an amendment changed, with what it was."""

    amendment = models.ForeignKey(PlanAmendment, models.CASCADE, related_name="items")
    field = models.CharField(max_length=20, choices=AmendedField)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    quarter = models.PositiveSmallIntegerField(null=True, blank=True)
    committee = models.ForeignKey("units.Office", models.PROTECT, null=True, blank=True, related_name="+")
    before = models.CharField(max_length=10, blank=True)
    after = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_day_is_amended_once_by_an_amendment",
                fields=["amendment", "field"],
                condition=Q(year__isnull=True, committee__isnull=True),
            ),
            models.UniqueConstraint(
                name="a_quarter_is_amended_once_by_an_amendment",
                fields=["amendment", "field", "year", "quarter"],
                condition=Q(year__isnull=False, committee__isnull=True),
            ),
            models.UniqueConstraint(
                name="a_committee_is_amended_once_by_an_amendment",
                fields=["amendment", "committee"],
                condition=Q(year__isnull=True, committee__isnull=False),
            ),
            models.UniqueConstraint(
                name="a_committees_quarter_is_amended_once_by_an_amendment",
                fields=["amendment", "committee", "year", "quarter"],
                condition=Q(year__isnull=False, committee__isnull=False),
            ),
            models.CheckConstraint(name="an_amended_item_changes", condition=~Q(before=models.F("after"))),
            models.CheckConstraint(
                name="an_amended_item_names_its_quarter_or_committee",
                condition=Q(field__in=QUARTERLY, year__isnull=False, quarter__isnull=False, committee__isnull=True)
                | Q(field=AmendedField.PLACES, year__isnull=True, quarter__isnull=True, committee__isnull=False)
                | Q(field=AmendedField.CELLS, year__isnull=False, quarter__isnull=False, committee__isnull=False)
                | Q(
                    ~Q(field__in=[*QUARTERLY, AmendedField.PLACES, AmendedField.CELLS]),
                    year__isnull=True,
                    quarter__isnull=True,
                    committee__isnull=True,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_field_display()}: {self.before} → {self.after}"


class AmendedPost(models.Model):
    """A post that an amendment adds to the target group or takes out of it: by name, whom it concerns and why, or by the rule."""

    amendment = models.ForeignKey(PlanAmendment, models.CASCADE, related_name="posts")
    target_post = models.ForeignKey(TargetPost, models.PROTECT, related_name="amended")
    adds = models.BooleanField(_("adds the post to the group"))
    by_rule = models.BooleanField(_("by the rule"), default=False)
    official = models.ForeignKey("officials.Official", models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_post_is_amended_once_by_an_amendment", fields=["amendment", "target_post"]),
            # The document alone is the reason of what its rule does.
            models.CheckConstraint(
                name="an_amended_post_says_why",
                condition=Q(by_rule=True, reason="", official__isnull=True) | Q(Q(by_rule=False), ~Q(reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target_post}: {self.reason}"


class AmendedRule(models.Model):
    """What an amendment changed of the rule of the target group: the kinds of units, the day; posts of the rule hang on it."""

    amendment = models.OneToOneField(PlanAmendment, models.CASCADE, related_name="rule")
    kinds_before = models.JSONField(_("kinds of units before"))
    kinds_after = models.JSONField(_("kinds of units after"))
    on_before = models.DateField(_("as of before"))
    on_after = models.DateField(_("as of after"))

    def __str__(self) -> str:
        return str(self.amendment)


class AmendedRulePost(models.Model):
    """A post that an amendment brings into the rule of the target group or takes out of it."""

    rule = models.ForeignKey(AmendedRule, models.CASCADE, related_name="posts")
    post = models.ForeignKey("officials.Post", models.PROTECT, related_name="+")
    adds = models.BooleanField(_("brings the post into the rule"))

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_post_of_a_rule_is_amended_once_by_an_amendment", fields=["rule", "post"])
        ]

    def __str__(self) -> str:
        return str(self.post)


class StayingPost(models.Model):
    """A post that an amended rule does not find any more, but that stays in the group: somebody stood for it by then."""

    rule = models.ForeignKey(AmendedRule, models.CASCADE, related_name="staying")
    target_post = models.ForeignKey(TargetPost, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_post_stays_once_by_an_amendment", fields=["rule", "target_post"])
        ]

    def __str__(self) -> str:
        return str(self.target_post)
