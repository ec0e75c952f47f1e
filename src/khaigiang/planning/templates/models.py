"""Word templates that an office changed, version by version, and which one is in force from which day."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khaigiang.planning.templates.states import PaperName


class PaperTemplate(models.Model):
    """One version of an office's Word template of one paper; what was uploaded is never changed."""

    office = models.ForeignKey("units.Office", models.PROTECT, related_name="paper_templates")
    paper = models.CharField(_("paper"), max_length=24, choices=PaperName)
    version = models.PositiveIntegerField(_("version"))
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    note = models.CharField(_("what was changed"), max_length=300, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    uploaded_at = models.DateTimeField(editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="template_version_once_per_office_and_paper", fields=["office", "paper", "version"]
            ),
            models.CheckConstraint(name="template_versions_count_from_one", condition=Q(version__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.get_paper_display()} v{self.version}"


class TemplateInForce(models.Model):
    """From a day on an office writes one paper with a version of its own, or again with the product's layout.

    Of several rows the one that begins last by a day counts, of those of one day the one entered last.
    """

    office = models.ForeignKey("units.Office", models.PROTECT, related_name="templates_in_force")
    paper = models.CharField(_("paper"), max_length=24, choices=PaperName)
    template = models.ForeignKey(PaperTemplate, models.PROTECT, null=True, blank=True, related_name="in_force")
    in_force_on = models.DateField(_("in force from"))
    put_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    put_at = models.DateTimeField(editable=False)

    class Meta:
        indexes = [models.Index(name="template_in_force_by_day", fields=["office", "paper", "-in_force_on", "-id"])]
        verbose_name_plural = "templates in force"

    def __str__(self) -> str:
        return f"{self.get_paper_display()}: {self.in_force_on:%d/%m/%Y}"
