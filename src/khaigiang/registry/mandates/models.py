"""Which user acts for which office, in which role, by date."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.periods import ends_after_it_begins
from khaigiang.registry.mandates.states import Role


class Mandate(models.Model):
    """One user, one role, for one office (or, for a trainee, as one official), from a day until a day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mandates", verbose_name=_("user"))
    role = models.CharField(_("role"), max_length=12, choices=Role)
    office = models.ForeignKey(
        "units.Office",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mandates",
        verbose_name=_("office"),
    )
    official = models.ForeignKey(
        "officials.Official",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mandates",
        verbose_name=_("official"),
    )
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="mandate_ends_after_it_begins", condition=ends_after_it_begins()),
            models.CheckConstraint(
                name="trainee_mandate_names_the_official_others_the_office",
                condition=(Q(role=Role.TRAINEE) & Q(official__isnull=False))
                | (~Q(role=Role.TRAINEE) & Q(office__isnull=False)),
            ),
            models.UniqueConstraint(
                name="mandate_without_end_once_per_user_role_and_office",
                fields=["user", "role", "office"],
                condition=Q(valid_until__isnull=True, office__isnull=False),
            ),
            models.UniqueConstraint(
                name="mandate_without_end_once_per_user_and_official",
                fields=["user"],
                condition=Q(valid_until__isnull=True, role=Role.TRAINEE),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"
