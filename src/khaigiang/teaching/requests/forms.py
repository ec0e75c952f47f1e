"""Shapes of what people type about requests to lecturers."""

from collections.abc import Collection, Sequence
from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.web.form_fields import choose_among
from khaigiang.teaching.lecturers.models import Lecturer

ACCEPT: Final = "accept"
DECLINE: Final = "decline"
LONGEST_VERSION: Final = 9


class AskForm(forms.Form):
    """Whom to ask for which sessions until when. The caller says which sessions and lecturers there are."""

    session = forms.TypedMultipleChoiceField(label=_("Sessions"), coerce=int, required=False)
    lecturer: "forms.ModelChoiceField[Lecturer]" = forms.ModelChoiceField(
        queryset=None, label=_("Lecturer"), required=False
    )
    due_on = forms.DateField(label=_("Answer by"))
    note = forms.CharField(
        label=_("Note to the lecturer"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, sessions: Sequence[int], lecturers: QuerySet[Lecturer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["session"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(pk, pk) for pk in sessions]
        choose_among(self, lecturer=lecturers)


class SeenField(forms.MultipleChoiceField):
    """Sessions with the versions that a page showed ("12.3").

    A version shown before something changed is no wrong choice: the service says what changed.
    """

    shown: Collection[str] = ()

    def valid_value(self, value: str) -> bool:
        return value.partition(".")[0] in self.shown

    def clean(self, value: Any) -> dict[int, int]:
        found = {}
        for one in super().clean(value):
            pk, _dot, version = one.partition(".")
            found[int(pk)] = int(version) if version.isdecimal() and len(version) < LONGEST_VERSION else 0
        return found


class SeenForm(forms.Form):
    """Sessions of a request that somebody answers or withdraws. The caller says which the page shows."""

    asked = SeenField(label=_("Sessions"), required=False)

    def __init__(self, *args: Any, seen: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["asked"]
        assert isinstance(field, SeenField)
        field.shown = {one.partition(".")[0] for one in seen}


class AnswerForm(SeenForm):
    """What a lecturer answers for the sessions chosen."""

    act = forms.ChoiceField(choices=[(ACCEPT, _("accept")), (DECLINE, _("decline"))])
    reason = forms.CharField(label=_("Reason, when you decline"), max_length=300, required=False)


class InsteadForm(forms.Form):
    """Who is asked instead. The caller says who may be."""

    lecturer: "forms.ModelChoiceField[Lecturer]" = forms.ModelChoiceField(queryset=None, label=_("Lecturer"))

    def __init__(self, *args: Any, lecturers: QuerySet[Lecturer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, lecturer=lecturers)


class RuleForm(forms.Form):
    """By when lecturers answer, and who is told when they do not."""

    days_to_answer = forms.IntegerField(label=_("Days to answer in"), min_value=1, max_value=60)
    remind_before = forms.IntegerField(
        label=_("Days before the day on which a lecturer is reminded"), min_value=1, max_value=60
    )
    escalate_after = forms.IntegerField(
        label=_("Days after it until the head of the school is told"), min_value=1, max_value=60
    )


class NarrowedForm(forms.Form):
    """What the list of requests is narrowed to."""

    state = forms.ChoiceField(choices=[("", ""), ("waits", ""), ("overdue", ""), ("declined", "")], required=False)
