"""Certificates, and the book that numbers them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class CertificateBook(models.Model):
    """The certificate book of a school for one year; its counter is the lock of numbering."""

    office = models.ForeignKey("units.Office", models.PROTECT, related_name="certificate_books")
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="book_once_per_school_and_year", fields=["office", "year"])]

    def __str__(self) -> str:
        return f"{self.office} {self.year}"


class CertificateState(models.TextChoices):
    """Is a certificate worth something?"""

    VALID = "valid", _("valid")
    REVOKED = "revoked", _("revoked")
    REPLACED = "replaced", _("replaced by a new one")


class Certificate(models.Model):
    """One certificate. What it prints is kept as it was on the day of issue."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    book = models.ForeignKey(CertificateBook, models.PROTECT, related_name="certificates")
    book_number = models.PositiveIntegerField()
    number = models.CharField(max_length=40, unique=True)
    result = models.ForeignKey("assessment.Result", models.PROTECT, related_name="certificates")
    state = models.CharField(max_length=10, choices=CertificateState, default=CertificateState.VALID)
    printed = models.JSONField()
    issued_on = models.DateField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    # Written after the number was given, so that nobody waits for typesetting while the book is locked.
    pdf = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="certificate_number_once_in_its_book", fields=["book", "book_number"]),
            models.UniqueConstraint(
                name="one_valid_certificate_per_result",
                fields=["result"],
                condition=Q(state="valid"),
            ),
            models.CheckConstraint(
                name="ended_certificate_says_when_and_why",
                condition=Q(state="valid", ended_on__isnull=True)
                | (~Q(state="valid") & Q(ended_on__isnull=False) & ~Q(reason="")),
            ),
            models.CheckConstraint(
                name="certificate_ends_after_it_was_issued",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("issued_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class LookUp(models.Model):
    """One look-up of a number on the public page: from where, and when. Kept while it counts against the limit."""

    address = models.GenericIPAddressField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="look_up_by_address", fields=["address", "at"])]

    def __str__(self) -> str:
        return f"{self.address} {self.at:%Y-%m-%d %H:%M}"
