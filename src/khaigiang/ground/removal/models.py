"""What a thing has that can be removed and taken back."""

from typing import ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

_Row = TypeVar("_Row", bound=models.Model)


def present(prefix: str = "") -> Q:
    """Rows that are not removed; `prefix` names the way to the row ("appointments__")."""
    return Q(**{f"{prefix}removed_at__isnull": True})


PRESENT = present()


class PresentManager(models.Manager[_Row]):
    """Shows what is not removed; every list, search and count starts here."""

    def get_queryset(self) -> models.QuerySet[_Row]:
        return super().get_queryset().filter(PRESENT)


class Removable(models.Model):
    """A row that is hidden when somebody removes it, and deleted when the time to take it back is over."""

    removed_at = models.DateTimeField(_("removed at"), null=True, blank=True, editable=False)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    removed_because = models.CharField(_("reason"), max_length=300, blank=True, editable=False)

    objects: ClassVar[PresentManager[Self]] = PresentManager()
    with_removed: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                name="%(class)s_is_removed_by_somebody_with_a_reason",
                condition=Q(removed_at__isnull=True, removed_by__isnull=True, removed_because="")
                | (Q(removed_at__isnull=False, removed_by__isnull=False) & ~Q(removed_because="")),
            ),
        ]
