"""The opening and closing of a class by the minute."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CeremonyStep(models.Model):
    """One step of the programme of a ceremony."""

    class Ceremony(models.TextChoices):
        OPENING = "opening", _("opening")
        CLOSING = "closing", _("closing")

    training_class = models.ForeignKey("cohorts.TrainingClass", models.CASCADE, related_name="ceremony_steps")
    ceremony = models.CharField(max_length=10, choices=Ceremony)
    starts_at = models.TimeField(_("at"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    content = models.CharField(_("content"), max_length=300)
    person = models.CharField(_("who"), max_length=160, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_ceremony_step_at_a_time",
                fields=["training_class", "ceremony", "starts_at"],
            ),
            models.CheckConstraint(name="ceremony_step_takes_time", condition=Q(minutes__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%H:%M} {self.content}"
