"""Shapes of what people type about units and offices."""

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.web.form_fields import TelephoneField, choose_among
from khaigiang.registry.units.as_of import AsOfForm
from khaigiang.registry.units.models import Office, OfficeKind, Unit, UnitKind


class UnitFilterForm(AsOfForm):
    """A name of any time, as of a day."""

    q = forms.CharField(
        label=_("Unit"),
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("any name it ever had")}),
    )
    field_order = ["q", "on"]


class CorrectionForm(forms.Form):
    """What was entered wrongly about a unit, and why it is changed."""

    kind = forms.ChoiceField(label=_("Kind"), choices=UnitKind.choices)
    short_name = forms.CharField(label=_("Name without its kind"), max_length=100)
    code = forms.CharField(label=_("Code"), max_length=10)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("Only for what was entered wrongly. A new name by resolution is a reform."),
    )


class OfficeFilterForm(AsOfForm):
    """What the list of offices is narrowed to, as of a day."""

    q = forms.CharField(label=_("Name or telephone"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("all kinds")), *OfficeKind.choices], required=False)
    field_order = ["q", "kind", "on"]


class ContactForm(forms.Form):
    """Whom to call, and how."""

    phone = TelephoneField(label=_("Telephone"), max_length=30, required=False)
    contact_person = forms.CharField(label=_("Contact person"), max_length=120, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)


class OfficeForm(ContactForm):
    """A body that issues papers or acts for a unit."""

    name = forms.CharField(label=_("Name of the office"), max_length=160)
    kind = forms.ChoiceField(label=_("Kind"), choices=OfficeKind.choices)
    unit: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(label=_("Unit it acts for"), queryset=None)
    superior = forms.CharField(
        label=_("Body above it on letterheads"),
        max_length=160,
        required=False,
        help_text=_("In capitals, as papers print it."),
    )
    symbol = forms.CharField(
        label=_("Symbol in paper numbers"),
        max_length=20,
        required=False,
        help_text=_("What stands after the type, as TU in 136-KH/TU."),
    )
    skin = forms.ChoiceField(label=_("Layout of its papers"), choices=Office.Skin.choices)
    place = forms.CharField(
        label=_("Place printed before the date"),
        max_length=60,
        help_text=_("As in “Hà Nội, ngày …”."),
    )
    is_active = forms.BooleanField(label=_("In use"), required=False)

    field_order = [
        "name", "kind", "unit", "superior", "symbol", "skin", "place",
        "phone", "contact_person", "email", "address", "is_active",
    ]  # fmt: skip

    def __init__(
        self, data: QueryDict | None = None, *, units: QuerySet[Unit], initial: dict[str, object] | None = None
    ) -> None:
        super().__init__(data, initial={"place": "Hà Nội", "is_active": True} | (initial or {}))
        choose_among(self, unit=units)
