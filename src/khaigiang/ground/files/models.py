"""Files kept by the product: bytes on disk by their hash, never changed."""

import uuid

from django.conf import settings
from django.db import models


class StoredFile(models.Model):
    """One file as it came in or was produced; two uploads of the same bytes share them on disk."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    stored_at = models.DateTimeField()
    # Nobody where a person without an account sent it, under a personal link.
    stored_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return self.name
