"""The checklist of a class from opening to closing."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khaigiang.recognition.dossiers.rules import BY_CODE, Duty
from khaigiang.registry.mandates.states import Role


class ChecklistItem(models.Model):
    """One thing to be done for a class and who owes it; when it is due follows from the days of the class."""

    training_class = models.ForeignKey("cohorts.TrainingClass", models.CASCADE, related_name="checklist")
    code = models.SlugField(max_length=40)
    owner_role = models.CharField(_("owner"), max_length=12, choices=Role)
    done_on = models.DateField(_("done"), null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="checklist_item_once_per_class", fields=["training_class", "code"]),
            models.CheckConstraint(
                name="checklist_item_done_on_and_by_together",
                condition=Q(done_on__isnull=True, done_by__isnull=True)
                | Q(done_on__isnull=False, done_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.training_class}: {self.duty.title}"

    @property
    def duty(self) -> Duty:
        """What the usual checklist says of this line."""
        return BY_CODE[self.code]
