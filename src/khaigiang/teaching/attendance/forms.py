"""Shapes of what people type about attendance and leave."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.cells import Typed, typed_cells
from khaigiang.teaching.attendance.queries.leave import said
from khaigiang.teaching.attendance.queries.sheet import Sheet, field_of
from khaigiang.teaching.timetable.models import Session


def typed_letters(data: Mapping[str, str], sheet: Sheet) -> dict[int, Typed]:
    """The letters that a person changed, by enrolment."""
    return typed_cells(data, {row.person.enrolment_id: field_of(row.person.enrolment_id) for row in sheet.rows})


class LeaveForm(forms.Form):
    """From which session to which, and why."""

    first_session = forms.TypedChoiceField(label=_("From half-day"))
    last_session = forms.TypedChoiceField(label=_("To half-day, included"))
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, sessions: Sequence[Session], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_id = {str(session.pk): session for session in sessions}
        choices = [(key, _said(session)) for key, session in by_id.items()]
        for name in ("first_session", "last_session"):
            field = self.fields[name]
            assert isinstance(field, forms.TypedChoiceField)
            field.choices = choices
            field.coerce = by_id.__getitem__


class DecideForm(forms.Form):
    """The answer to a leave request."""

    answer = forms.CharField(label=_("Answer"), max_length=300, required=False)
    granted = forms.TypedChoiceField(
        choices=(("yes", _("Grant")), ("no", _("Refuse"))),
        coerce=lambda value: value == "yes",
    )


def _said(session: Session) -> str:
    return f"{said(session)}: {session.item}"
