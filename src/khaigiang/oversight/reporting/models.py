"""Official reports of a programme: the paper, and the day its figures stand for."""

from django.db import models


class ProgrammeReport(models.Model):
    """One report of a plan as of a day; its figures are kept with it, so that it can be compared with today's."""

    plan = models.ForeignKey("plans.Plan", models.PROTECT, related_name="reports")
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="programme_report")
    as_of = models.DateField()
    figures = models.JSONField()

    def __str__(self) -> str:
        return str(self.document)
