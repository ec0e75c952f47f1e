"""Notices: what a person should know, waiting until they have read it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """One message to one user, with the page where they can act on it."""

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name=_("receiver"))
    title = models.CharField(_("heading"), max_length=200)
    body = models.TextField(_("text"), blank=True)
    link = models.CharField(_("link"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("sent at"))
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(name="notice_by_reader", fields=["to", "-created_at"]),
            models.Index(name="unread_notice_by_reader", fields=["to"], condition=models.Q(read_at__isnull=True)),
        ]
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title
