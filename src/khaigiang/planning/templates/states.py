"""The papers whose Word templates an office may change."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class PaperName(models.TextChoices):
    """Each by the name of its template."""

    TRAINING_PLAN = "training_plan", _("plan")
    REQUEST_LETTER = "request_letter", _("request to nominate")
    RETURNING_LETTER = "returning_letter", _("letter returning people")
    SUBSTITUTION_NOTICE = "substitution_notice", _("notice of substitution")
    CLASS_DECISION = "class_decision", _("class decision")
    SUPPLEMENTARY_DECISION = "supplementary_decision", _("supplementary decision")
    CLASS_CHANGE = "class_change", _("decision that changes a class")
    SUMMONS = "summons", _("summons")
    CHANGE_LETTER = "change_letter", _("letter that corrects a summons")
    PERSONAL_SUMMONS = "personal_summons", _("summons to carry")
    RESULT_DECISION = "result_decision", _("decision recognising results")
    PARTICIPANT_LIST = "participant_list", _("list of a class")
    TIMETABLE = "timetable", _("timetable of a class")
    OUTGOING_BOOK = "outgoing_book", _("book of papers out")
    INCOMING_BOOK = "incoming_book", _("book of papers in")
    PROGRAMME_REPORT = "programme_report", _("report of a programme")
    HONORARIUM_STATEMENT = "honorarium_statement", _("honorarium statement")

    @property
    def layout(self) -> str:
        """The product's layout that the paper is written in; some papers share one."""
        return LAYOUTS.get(self, self.value)


LAYOUTS: Final[dict[PaperName, str]] = {
    PaperName.CLASS_CHANGE: PaperName.SUPPLEMENTARY_DECISION.value,
    PaperName.CHANGE_LETTER: PaperName.SUMMONS.value,
}
