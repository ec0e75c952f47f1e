"""Shapes of what people type about officials, posts and appointments."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.web.choosing import Missing
from khaigiang.registry.officials.asking import OfficialForm
from khaigiang.registry.officials.models import Appointment, Post
from khaigiang.registry.units.as_of import AsOfForm
from khaigiang.registry.units.models import Level, Unit


class OfficialFilterForm(AsOfForm):
    """What the list of officials is narrowed to, as of a day."""

    q = forms.CharField(label=_("Name, unit or number"), required=False)
    post: "forms.ModelChoiceField[Post]" = forms.ModelChoiceField(
        label=_("Post"),
        queryset=None,
        required=False,
        empty_label=_("any"),
    )
    district: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(
        label=_("District"),
        queryset=None,
        required=False,
        empty_label=_("all"),
    )
    field_order = ["q", "post", "district", "on"]

    def __init__(self, query: QueryDict, *, today: date, posts: QuerySet[Post], districts: QuerySet[Unit]) -> None:
        super().__init__(query, today=today)
        _choose_from(self.fields["post"], posts)
        _choose_from(self.fields["district"], districts)

    def narrowing(self) -> dict[str, Any]:
        """What queries.search_officials is asked for."""
        return {"text": self.asked("q") or "", "post": self.asked("post"), "district": self.asked("district")}


class UnitInDistrictField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs alone
    """Units with the district they lie in, since many have a namesake, and the day they ended, if they are gone."""

    def label_from_instance(self, obj: Unit) -> str:
        in_district = obj.parent and obj.parent.level == Level.DISTRICT
        name = f"{obj.name} – {obj.parent.short_name}" if obj.parent and in_district else obj.name
        if obj.valid_until is None or not getattr(obj, "is_gone", False):
            return name
        return gettext("%(unit)s (before %(day)s)") % {"unit": name, "day": date_format(obj.valid_until, "DATE_FORMAT")}


class AppointForm(forms.Form):
    """A post in a unit from a day on."""

    missing: ClassVar = {
        "post": Missing(sentence=_("No post is known yet. See the list of posts."), url_name="officials:posts"),
        "unit": Missing(sentence=_("No unit is known yet. An administrator loads them."), url_name="units:list"),
    }

    post: "forms.ModelChoiceField[Post]" = forms.ModelChoiceField(label=_("Post"), queryset=None)
    unit = UnitInDistrictField(label=_("Unit"), queryset=None)
    way = forms.ChoiceField(label=_("How"), choices=Appointment.Way.choices)
    valid_from = forms.DateField(label=_("From"))

    def __init__(
        self, data: QueryDict | None = None, *, posts: QuerySet[Post], units: QuerySet[Unit], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        _choose_from(self.fields["post"], posts)
        _choose_from(self.fields["unit"], units)


class NewOfficialForm(OfficialForm, AppointForm):
    """A new official with the post they hold."""

    field_order = [
        "full_name", "gender", "born_on", "identity_number", "ethnicity", "qualification", "theory_level",
        "joined_party_on", "full_member_on", "phone", "email", "post", "unit", "way", "valid_from",
    ]  # fmt: skip
    alike = ("post", "way", "valid_from")

    def for_the_next(self) -> str:
        """The query of an empty form for the next official: what whole lists of them share is kept."""
        return urlencode({name: self.data.get(name, "") for name in self.alike})


class EndForm(forms.Form):
    """The first day on which a post is no longer held."""

    on = forms.DateField(label=_("No longer from"), help_text=_("The first day on which the post is free."))


class PostForm(forms.Form):
    """A post and the units that have it."""

    title = forms.CharField(label=_("Title of the post"), max_length=160)
    short_title = forms.CharField(label=_("Short title"), max_length=80, help_text=_("For narrow columns."))
    unit_level = forms.ChoiceField(label=_("Level of its units"), choices=Level.choices, initial=Level.COMMUNE)
    is_shared = forms.BooleanField(
        label=_("Several officials of a unit may hold it at once"),
        required=False,
        help_text=_("Such as deputy chairs or members of a board."),
    )


def _choose_from(field: forms.Field, choices: QuerySet[Post] | QuerySet[Unit]) -> None:
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = choices
