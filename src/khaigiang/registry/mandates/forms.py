"""Shapes of what people type about mandates."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.db.models.fields import BLANK_CHOICE_DASH
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.accounts.models import User
from khaigiang.ground.web.choosing import Missing
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.units.models import Office


class MandateFilterForm(forms.Form):
    """What the list of mandates is narrowed to."""

    q = forms.CharField(label=_("User, office or official"), required=False)
    role = forms.ChoiceField(label=_("Role"), choices=[("", _("all roles")), *Role.choices], required=False)
    with_ended = forms.BooleanField(label=_("Ended and future ones too"), required=False)

    def narrowing(self) -> dict[str, Any]:
        """What queries.mandates is asked for; what was typed wrongly narrows nothing."""
        self.is_valid()
        asked = self.cleaned_data
        return {
            "text": asked.get("q", ""),
            "role": asked.get("role", ""),
            "only_current": not asked.get("with_ended"),
        }


class LookUpForm(forms.Form):
    """Looks an official up before a trainee's mandate is given."""

    official = forms.CharField(label=_("Look up an official (for a trainee)"), required=False)


class UserChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs alone
    """Users with the name they sign in with, since two may have one name."""

    def label_from_instance(self, obj: User) -> str:
        return f"{obj.full_name} ({obj.username})"


class MandateForm(forms.Form):
    """Who acts, in which role, for whom, from when."""

    missing: ClassVar = {
        "office": Missing(
            sentence=_("No office is known yet. Load the units, then add offices."), url_name="units:list"
        )
    }

    user = UserChoiceField(label=_("User"), queryset=None)
    role = forms.ChoiceField(label=_("Role"), choices=[*BLANK_CHOICE_DASH, *Role.choices])
    office: "forms.ModelChoiceField[Office]" = forms.ModelChoiceField(
        label=_("Acts for"),
        queryset=None,
        required=False,
    )
    official_id = forms.TypedChoiceField(
        label=_("Is this official"),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    valid_from = forms.DateField(label=_("From"))
    valid_until = forms.DateField(
        label=_("No longer from"),
        required=False,
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        users: QuerySet[User],
        offices: QuerySet[Office],
        officials: list[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        user, office, official = (self.fields[name] for name in ("user", "office", "official_id"))
        assert isinstance(user, forms.ModelChoiceField)
        assert isinstance(office, forms.ModelChoiceField)
        assert isinstance(official, forms.ChoiceField)
        user.queryset, office.queryset = users, offices
        official.choices = officials

    @property
    def facts(self) -> dict[str, Any]:
        """What services.give_mandate is told, but for the official."""
        return {name: value for name, value in self.cleaned_data.items() if name != "official_id"}

    @property
    def chosen_official_id(self) -> int | None:
        """The official who was chosen among those found."""
        chosen: int | None = self.cleaned_data["official_id"]
        return chosen


class EndForm(forms.Form):
    """The first day on which a user no longer acts."""

    on = forms.DateField(label=_("No longer from"))
