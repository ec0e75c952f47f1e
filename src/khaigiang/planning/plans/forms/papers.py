"""Who signs and numbers the papers of a plan, and who does in their place."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.web.form_fields import choose_among
from khaigiang.registry.units.models import Office


class DutyForm(forms.Form):
    """Who signs and numbers one kind of paper, and who receives it."""

    office: "forms.ModelChoiceField[Office]" = forms.ModelChoiceField(queryset=None, label=_("Signed and numbered by"))
    signer_prefix = forms.CharField(
        max_length=60,
        label=_("On behalf of"),
        required=False,
        help_text=_("As printed above the title: “T/M BAN THƯỜNG VỤ”, “K/T TRƯỞNG BAN”, “KT. HIỆU TRƯỞNG”."),
    )
    signer_title = forms.CharField(max_length=160, label=_("Title of the signer"))
    signer_name = forms.CharField(max_length=120, label=_("Name of the signer"))
    recipients = forms.CharField(
        label=_("Recipients"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line."),
    )
    drafter = forms.CharField(max_length=120, label=_("Drafted by"), required=False)
    initialler = forms.CharField(
        max_length=120,
        label=_("To be initialled by"),
        required=False,
        help_text=_("The paper is then not signed before it is initialled. Leave it empty where nobody initials it."),
    )
    sealer = forms.CharField(max_length=120, label=_("Sealed by"), required=False)

    def __init__(self, *args: Any, offices: QuerySet[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, office=offices)


class SubstituteForm(forms.Form):
    """Who signs in the signer's place, and on which days."""

    first_day = forms.DateField(label=_("First day"))
    last_day = forms.DateField(label=_("Last day"))
    signer_prefix = forms.CharField(
        max_length=60,
        label=_("On behalf of"),
        required=False,
        help_text=_("As printed above the title: “K/T TRƯỞNG BAN” for the superior, “TL. HIỆU TRƯỞNG” by order."),
    )
    signer_title = forms.CharField(max_length=160, label=_("Title of the signer"))
    signer_name = forms.CharField(max_length=120, label=_("Name of the signer"))
