"""Shapes of what people type about nominations; the caller says who may be chosen."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.web.form_fields import choose_among
from khaigiang.planning.documents.upload_field import PaperFileField
from khaigiang.planning.nominations.queries import (
    CommitteeRow,
    PersonQuarter,
    ProgressRow,
    QuarterCell,
    VettingFilter,
)
from khaigiang.planning.nominations.states import AwayMeasure, HindranceReason, NominationState
from khaigiang.planning.plans.queries import Quarter
from khaigiang.registry.officials.models import Official
from khaigiang.registry.units.models import UnitKind

LONGEST_ID: Final = 18
ACCEPT: Final = "accept"
RETURN: Final = "return"
WISHED_BEFORE: Final = re.compile(r"([0-9]{1,18}):([0-9]{4}-[1-4]|)")
PAIR: Final = re.compile(r"[0-9]{1,18}-[0-9]{1,18}")


class AskForm(forms.Form):
    """The day by which lists are due."""

    due_on = forms.DateField(label=_("Lists due on"))


class SendRequestForm(forms.Form):
    """When the request was signed and dated, and its number when an outside register gives it."""

    signed_on = forms.DateField(label=_("Signed on"))
    issued_on = forms.DateField(label=_("Date of the document"))
    number = forms.CharField(
        max_length=40,
        label=_("Number from an outside register"),
        required=False,
        help_text=_("Leave it empty to take the next number of the series kept here."),
    )


class OfficialForm(forms.Form):
    """One official among those who serve in the unit."""

    official: "forms.ModelChoiceField[Official]" = forms.ModelChoiceField(
        queryset=None,
        label=_("Official"),
        error_messages={"required": _("Choose one person.")},
    )

    def __init__(self, *args: Any, officials: QuerySet[Official], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, official=officials)


class QuarterField(forms.TypedChoiceField):
    """One quarter of a plan, or that none is said."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, coerce=quarter_typed, empty_value=None, **kwargs)

    def offer(self, cells: Iterable[QuarterCell]) -> None:
        """Let these quarters be chosen."""
        self.choices = [("", _("not said")), *((f"{cell.year}-{cell.quarter}", cell.label) for cell in cells)]


def quarter_typed(value: str) -> Quarter:
    """A quarter as forms and addresses write it: 2023-2."""
    year, _dash, quarter = value.partition("-")
    return int(year), int(quarter)


class NominateForm(OfficialForm):
    """The person to name, with a note to the office."""

    note = forms.CharField(
        max_length=300,
        label=_("Note to the office"),
        required=False,
        help_text=_("For instance why somebody else than the holder of the post comes."),
    )

    quarter = QuarterField(label=_("Wished quarter"))

    def __init__(self, *args: Any, quarters: Iterable[QuarterCell], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["quarter"]
        assert isinstance(field, QuarterField)
        field.offer(quarters)


class SubstituteForm(OfficialForm):
    """The person who comes instead, and why."""

    reason = forms.CharField(max_length=300, label=_("Why the first person cannot come"))


class WithdrawForm(forms.Form):
    """Why a name is taken back, where the committee says so."""

    reason = forms.CharField(max_length=300, label=_("Reason"), required=False)


class SendForm(forms.Form):
    """The people to send, and the letter that goes with them."""

    people = forms.TypedMultipleChoiceField(
        label=_("People"),
        coerce=int,
        error_messages={"required": _("Nobody is chosen. Tick at least one person.")},
    )
    letter_number = forms.CharField(
        max_length=40,
        label=_("Number of the letter"),
        help_text=_("As your own register gave it, such as 98-CV/QU."),
    )
    letter_dated_on = forms.DateField(label=_("Date of the letter"))
    file = PaperFileField(
        label=_("The signed letter"), required=False, help_text=_("PDF or picture; it can follow later.")
    )

    def __init__(self, *args: Any, rows: Iterable[CommitteeRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(str(row.nomination_id), row.official) for row in rows]
        self.everybody = [value for value, _name in offered]
        people = self.fields["people"]
        assert isinstance(people, forms.TypedMultipleChoiceField)
        people.choices = offered

    def ticked(self) -> list[str]:
        """Who is ticked: everybody until somebody chose."""
        return self.data.getlist("people") if isinstance(self.data, QueryDict) else self.everybody


class IdsField(forms.TypedMultipleChoiceField):
    """Ticked rows by their ids; whether they may be touched is for access to say."""

    def valid_value(self, value: str) -> bool:
        return value.isascii() and value.isdigit() and len(value) <= LONGEST_ID


class PairsField(forms.TypedMultipleChoiceField):
    """Ticked pairs "post-official" of ids; whether they may be chosen is for access to say."""

    def valid_value(self, value: str) -> bool:
        return PAIR.fullmatch(value) is not None


def pair(value: str) -> tuple[int, int]:
    """The ids of a pair."""
    post, _dash, official = value.partition("-")
    return int(post), int(official)


class WishedQuartersForm(forms.Form):
    """The quarter in which each person named would come; who sits in a class has that class's."""

    def __init__(
        self,
        *args: Any,
        people: Iterable[PersonQuarter],
        quarters: Iterable[QuarterCell],
        filled: Mapping[int, Quarter] = MappingProxyType({}),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people, cells = list(people), list(quarters)
        for one in self.people:
            if not one.is_placed:
                quarter = one.quarter or filled.get(one.nomination_id)
                field = QuarterField(initial=f"{quarter[0]}-{quarter[1]}" if quarter else "")
                field.offer(cells)
                self.fields[_wished(one)] = field

    @property
    def may_be_filled(self) -> bool:
        """Is nothing said of somebody who has no class?"""
        return any(one.quarter is None for one in self.people)

    def lines(self) -> list[dict[str, Any]]:
        """Everybody named, with a field for who sits in no class yet."""
        return [{"person": one, "field": None if one.is_placed else self[_wished(one)]} for one in self.people]

    def wanted(self) -> dict[int, Quarter | None]:
        """What was said of everybody who stood in the form, by the nomination."""
        return {one.nomination_id: self.cleaned_data[_wished(one)] for one in self.people if _wished(one) in self.data}


def quarters_in_address(was: Mapping[int, Quarter | None]) -> str:
    """What people wished before, as the part of an address from which it can be put back."""
    return "&".join(f"was={pk}:{quarter[0]}-{quarter[1]}" if quarter else f"was={pk}:" for pk, quarter in was.items())


def quarters_before(texts: Iterable[str]) -> dict[str, str]:
    """The fields that put back what people wished before; whatever cannot be read is left out."""
    found = (WISHED_BEFORE.fullmatch(text) for text in texts)
    return {f"quarter-{one[1]}": one[2] for one in found if one}


def _wished(one: PersonQuarter) -> str:
    return f"quarter-{one.nomination_id}"


class PeopleForm(forms.Form):
    """Ticked people of a list."""

    people = IdsField(coerce=int, error_messages={"required": _("Nobody is chosen. Tick at least one person.")})


class ChosenForm(forms.Form):
    """Ticked people of a list, each with the post for which they are chosen."""

    chosen = PairsField(coerce=pair, error_messages={"required": _("Nobody is chosen. Tick at least one person.")})

    def pairs(self) -> list[tuple[int, int]]:
        """Posts and officials by their ids; none where nothing readable was ticked."""
        return self.cleaned_data["chosen"] if self.is_valid() else []


class HindranceForm(forms.Form):
    """Why somebody cannot be named for now, and until when."""

    why = forms.ChoiceField(label=_("Why"), choices=HindranceReason)
    until = forms.DateField(label=_("Last day, if that is known"), required=False)
    note = forms.CharField(max_length=200, label=_("In a few words"), required=False)


class UnavailabilityForm(forms.Form):
    """Days on which a person cannot attend."""

    first_day = forms.DateField(label=_("First day"))
    last_day = forms.DateField(label=_("Last day"))
    reason = forms.CharField(max_length=200, label=_("Reason"))


class VettingFilterForm(forms.Form):
    """What the vetting list is narrowed to."""

    q = forms.CharField(label=_("Name"), required=False, max_length=100)
    committee = forms.TypedChoiceField(label=_("Committee"), required=False, coerce=int, empty_value=None)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[(state.value, state.label) for state in NominationState if state != NominationState.DRAFT],
    )

    warned = forms.BooleanField(label=_("Only with a remark"), required=False)

    def __init__(self, *args: Any, rows: Iterable[ProgressRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        committee = self.fields["committee"]
        assert isinstance(committee, forms.TypedChoiceField)
        in_order = sorted(rows, key=lambda row: row.committee)
        committee.choices = [("", _("all committees")), *((str(row.committee_id), row.committee) for row in in_order)]

    @property
    def kept(self) -> SafeString:
        """The filter as hidden fields, for an act on everybody whom it leaves."""
        only = self.chosen()
        fields = {"state": only.state, "committee": only.committee_id or "", "q": only.text}
        if only.warned:
            fields["warned"] = "on"
        return format_html_join("", '<input type="hidden" name="{}" value="{}">', fields.items())

    def chosen(self) -> VettingFilter:
        """What was chosen; whatever cannot be read narrows nothing."""
        data = self.cleaned_data if self.is_valid() else {}
        return VettingFilter(
            state=data.get("state") or NominationState.SUBMITTED,
            committee_id=data.get("committee"),
            text=data.get("q", ""),
            warned=data.get("warned", False),
        )


class VetForm(forms.Form):
    """What is to be done with the people ticked, or with everybody whom the filter leaves."""

    act = forms.ChoiceField(choices=[(ACCEPT, _("Accept")), (RETURN, _("Return with a reason"))])
    people = IdsField(coerce=int, required=False)
    everybody = forms.BooleanField(required=False)
    sure = forms.BooleanField(required=False)
    reason = forms.CharField(
        max_length=300, label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, Any]:
        # Asked for on the page that looks at a return; whether it is missing is for the service to say.
        self.fields["reason"].required = self.cleaned_data.get("act") == RETURN
        return self.cleaned_data


class CoverForm(forms.Form):
    """Who keeps the office: one of those who serve in the unit, or a name."""

    official: "forms.ModelChoiceField[Official]" = forms.ModelChoiceField(
        queryset=None, label=_("Official"), required=False, empty_label=_("somebody else, by name")
    )
    name = forms.CharField(max_length=120, label=_("Name"), required=False)

    def __init__(self, *args: Any, officials: QuerySet[Official], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, official=officials)


class AwayRuleForm(forms.Form):
    """How many of one unit may be away at once, from which day, by which paper."""

    kind = forms.ChoiceField(label=_("Kind of unit"), choices=UnitKind)
    measure = forms.ChoiceField(label=_("Limit"), choices=AwayMeasure)
    most = forms.IntegerField(label=_("Percent or number"), required=False, min_value=1, max_value=100_000)
    asks_cover = forms.BooleanField(label=_("Somebody must keep the office meanwhile"), required=False)
    valid_from = forms.DateField(label=_("Holds from"))
    source = forms.CharField(max_length=200, label=_("By which rule or paper"), required=False)
