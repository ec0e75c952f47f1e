"""The papers whose Word templates an office may change."""

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
    SUMMONS = "summons", _("summons")
    PERSONAL_SUMMONS = "personal_summons", _("summons to carry")
    RESULT_DECISION = "result_decision", _("decision recognising results")
