"""What is typed about answers: by the person on the phone, by the committee, by the office."""

from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from khaigiang.planning.documents.upload_field import PaperFileField
from khaigiang.teaching.answers.services import Reason
from khaigiang.teaching.answers.states import AnswerState, ReasonKind

RECEIVED, COMING, CANNOT = AnswerState.RECEIVED.value, AnswerState.COMING.value, AnswerState.CANNOT.value
INFORMED = AnswerState.INFORMED.value
TAKEN_BACK: Final = "taken_back"


class SayForm(forms.Form):
    """What the buttons of the page say: received, coming, cannot come with a reason, taken back, or knows that the class
    is not held."""

    act = forms.ChoiceField(
        choices=[(one, one) for one in (RECEIVED, COMING, CANNOT, TAKEN_BACK, INFORMED)], widget=forms.HiddenInput
    )
    seen = forms.IntegerField(min_value=0, max_value=1_000_000, widget=forms.HiddenInput)
    because = forms.CharField(label=_("Why it is changed now that the class has begun"), max_length=300, required=False)

    def __init__(self, *args: Any, has_begun: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_begun:
            del self.fields["because"]
        else:
            self.fields["because"].required = True

    @property
    def because_said(self) -> str:
        """Why it is changed once the class has begun; nothing before."""
        return str(self.cleaned_data.get("because", ""))


class CannotForm(SayForm):
    """Why somebody cannot come, a paper that shows it, and whether they ask for a later class."""

    kind = forms.TypedChoiceField(
        label=_("Why you cannot come"),
        choices=[("", _("Choose the reason")), *ReasonKind.choices],
        coerce=ReasonKind,
        error_messages={"required": _("Choose the reason.")},
    )
    words = forms.CharField(
        label=_("In your own words"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed for “another reason”."),
    )
    paper = PaperFileField(
        label=_("A photo or file of the paper"),
        required=False,
        help_text=_("Such as a doctor's note. It can be left out."),
    )
    later = forms.BooleanField(label=_("I ask for a later class instead"), required=False)
    field_order = ["act", "seen", "kind", "words", "paper", "later", "because"]

    def reason(self) -> Reason:
        """The reason as it was given."""
        given = self.cleaned_data
        return Reason(kind=given["kind"], words=given["words"], paper=given["paper"])


class OpenForm(forms.Form):
    """The date of birth, asked for where the link was opened on another device before."""

    birthday = forms.DateField(label=_("Your date of birth"))


class SettleForm(forms.Form):
    """What the committee says, and why."""

    LATER: Final = "later"
    HELD: Final = "held"
    what = forms.ChoiceField(
        label=_("What becomes of the place"),
        choices=[
            (LATER, _("The person waits for a later class")),
            (HELD, _("The person is asked to come all the same")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class RuleForm(forms.Form):
    """When those who are silent are reminded."""

    is_on = forms.BooleanField(label=_("Draft reminders by this rule"), required=False, initial=True)
    days_after = forms.IntegerField(
        label=_("Every how many days after the summons"), min_value=1, max_value=60, initial=3
    )
    days_before = forms.IntegerField(label=_("How many days before the class"), min_value=1, max_value=60, initial=2)
    most = forms.IntegerField(label=_("How many times at most"), min_value=1, max_value=10, initial=2)


def say_form(data: QueryDict, files: MultiValueDict[str, Any], *, has_begun: bool) -> SayForm:
    """The form that fits the button that was pressed."""
    if data.get("act") == CANNOT:
        return CannotForm(data, files, has_begun=has_begun)
    return SayForm(data, has_begun=has_begun)
