"""A plan sent up to be approved, and what was answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khaigiang.planning.plans.models.plan import Plan
from khaigiang.planning.plans.states import Answer


class SubmissionFacts(models.Model):
    """When something was sent up to be approved and by whom, and what was answered; the features above use it too."""

    sent_up_at = models.DateTimeField(_("sent up at"))
    sent_up_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        abstract = True


class Submission(SubmissionFacts):
    """A plan that was sent up to be approved, and what came of it; the history of its approval."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="submissions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_plan_waits_for_one_answer_at_a_time", fields=["plan"], condition=Q(answer="")
            ),
            models.CheckConstraint(
                name="nobody_answers_what_they_sent_up",
                condition=Q(answer__in=["", Answer.TAKEN_BACK]) | ~Q(answered_by=models.F("sent_up_by")),
            ),
            models.CheckConstraint(
                name="an_answer_says_who_and_when",
                condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_plan_is_sent_back_with_a_reason", condition=~Q(answer=Answer.RETURNED) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan}, {self.sent_up_at:%d/%m/%Y}"
