"""Shapes of what people type about documents; the caller says which offices and documents may be chosen."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.web.choosing import Missing
from khaigiang.planning.documents.choice_field import DocumentChoiceField, GivenNumberField
from khaigiang.planning.documents.errors import DatedBeforeSignature, NoPaperChosen
from khaigiang.planning.documents.models import Document, DocumentKind, DocumentLink, DocumentState, GivenNumber
from khaigiang.planning.documents.queries import Book, RegisterFilter
from khaigiang.planning.documents.rules import SignedAndDated
from khaigiang.planning.documents.upload_field import PaperFileField
from khaigiang.registry.units.models import Office


class RegisterForm(forms.Form):
    """A document from another body, or from before the product came."""

    missing: ClassVar = {
        "issuer": Missing(sentence=_("No office is known yet. Add the issuer."), url_name="units:new_office")
    }

    issuer: "forms.ModelChoiceField[Office]" = forms.ModelChoiceField(queryset=None, label=_("Issuer"))
    kind = forms.ChoiceField(choices=DocumentKind, label=_("Type"))
    number = forms.CharField(
        max_length=40,
        label=_("Number"),
        help_text=_("As printed on the paper, such as 110-KH/TU or 156/QĐ-UBND."),
    )
    issued_on = forms.DateField(label=_("Date of the document"))
    last_day = forms.DateField(
        label=_("Last day in force"),
        required=False,
        help_text=_(
            "Leave it empty where the document sets no end. What stands on it after that day is told as broken."
        ),
    )
    abstract = forms.CharField(
        max_length=500,
        label=_("What it is about"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One sentence. Leave it empty for a secret document."),
    )
    signer_name = forms.CharField(max_length=120, label=_("Signed by"), required=False)
    signer_title = forms.CharField(max_length=160, label=_("Title of the signer"), required=False)
    file = PaperFileField(label=_("File"), required=False)
    is_secret = forms.BooleanField(
        label=_("Secret document"),
        required=False,
        help_text=_("Only the number is kept here: no abstract and no file."),
    )

    def __init__(self, *args: Any, issuers: QuerySet[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["issuer"], issuers)


class DraftForm(forms.Form):
    """A paper of one's own that no other page draws up."""

    issuer: "forms.ModelChoiceField[Office]" = forms.ModelChoiceField(queryset=None, label=_("Issuer"))
    kind = forms.ChoiceField(choices=DocumentKind, label=_("Type"), initial=DocumentKind.OFFICIAL_LETTER)
    abstract = forms.CharField(max_length=500, label=_("What it is about"), widget=forms.Textarea(attrs={"rows": 3}))
    file = PaperFileField(label=_("Draft text"), required=False)

    def __init__(self, *args: Any, offices: QuerySet[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["issuer"], offices)


class ChangedFileForm(forms.Form):
    """A paper that came back as a Word file."""

    file = PaperFileField(label=_("Word file that came back"))


class InitialForm(forms.Form):
    """Who went over a draft, and when."""

    initialler_name = forms.CharField(max_length=120, label=_("Initialled by"))
    initialled_on = forms.DateField(label=_("Initialled on"))


class SealForm(forms.Form):
    """The day of the seal."""

    sealed_on = forms.DateField(label=_("Sealed on"))


class CopiesForm(forms.Form):
    """To whom copies went."""

    recipients = forms.CharField(
        max_length=10_000,
        label=_("Recipients"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One a line. Who has a copy already gets no second."),
    )
    sent_on = forms.DateField(label=_("Sent on"))

    def clean_recipients(self) -> list[str]:
        """One name a line."""
        typed: str = self.cleaned_data["recipients"]
        return typed.splitlines()


class ReceiptForm(forms.Form):
    """When a copy was received."""

    received_on = forms.DateField(label=_("Received on"))


class SignForm(forms.Form):
    """Who signed, as what, and when."""

    signer_name = forms.CharField(max_length=120, label=_("Name of the signer"))
    signer_title = forms.CharField(max_length=160, label=_("Title of the signer"))
    signed_on = forms.DateField(label=_("Signed on"))


class IssueForm(forms.Form):
    """The date of a signed paper, and its number when an outside register gives it."""

    issued_on = forms.DateField(label=_("Date of the document"))
    number = forms.CharField(
        max_length=40,
        label=_("Reserved number, or one from an outside register"),
        required=False,
        help_text=_("Leave it empty to take the next number of the series kept here."),
    )
    reason = forms.CharField(
        max_length=300,
        label=_("Reason, where it is numbered late or dated back"),
        required=False,
        help_text=_("Kept with the paper and shown on the proof page of its series."),
    )


class IssueTogetherForm(SignForm):
    """Papers that one person signed on one day, and the day that they bear."""

    issued_on = forms.DateField(label=_("Date of the documents"))
    papers: "forms.ModelMultipleChoiceField[Document]" = forms.ModelMultipleChoiceField(
        queryset=None, label=_("Papers"), error_messages={"required": NoPaperChosen.sentence}
    )

    def __init__(self, *args: Any, papers: QuerySet[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = papers
        _offer(self.fields["papers"], papers)

    def clean(self) -> None:
        """A paper bears the day of its signature or a later one."""
        signed_on, issued_on = self.cleaned_data.get("signed_on"), self.cleaned_data.get("issued_on")
        if signed_on and issued_on and issued_on < signed_on:
            self.add_error("issued_on", str(DatedBeforeSignature(signed=f"{signed_on:%d/%m/%Y}")))

    def signature(self) -> SignedAndDated:
        """What was typed about the signature and the day."""
        typed = self.cleaned_data
        return SignedAndDated(
            signer_name=typed["signer_name"],
            signer_title=typed["signer_title"],
            signed_on=typed["signed_on"],
            issued_on=typed["issued_on"],
        )

    def chosen(self) -> list[Document]:
        """The papers that were ticked, in the order of the list."""
        return list(self.cleaned_data["papers"])

    def ticked(self) -> set[str]:
        """The papers that are ticked, as their boxes name them; all of them before anything was sent."""
        if isinstance(self.data, QueryDict):
            return set(self.data.getlist("papers"))
        return {str(paper.pk) for paper in self.offered}


class ScanForm(forms.Form):
    """The signed paper as a scan."""

    file = PaperFileField(label=_("Signed scan"))


class LinkForm(forms.Form):
    """What a document is to another."""

    missing: ClassVar = {
        "target": Missing(
            sentence=_("No other document is in the register yet. Register it."), url_name="documents:new"
        )
    }

    relation = forms.ChoiceField(choices=DocumentLink.Relation, label=_("This document, to the other"))
    target = DocumentChoiceField(queryset=None, label=_("The other document"))
    clause = forms.CharField(
        max_length=120,
        label=_("Clause"),
        required=False,
        help_text=_("Such as “mục II, điểm 3”."),
    )

    def __init__(self, *args: Any, documents: QuerySet[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["target"], documents)


class ClauseForm(forms.Form):
    """On which clause of the other a document stands."""

    clause = forms.CharField(max_length=120, label=_("Clause"), help_text=_("Such as “mục II, điểm 3”."))


class SeriesForm(forms.Form):
    """A run of numbers of one office for one type of paper."""

    office: "forms.ModelChoiceField[Office]" = forms.ModelChoiceField(queryset=None, label=_("Office"))
    kind = forms.ChoiceField(choices=DocumentKind, label=_("Type"), initial=DocumentKind.DECISION)
    period = forms.CharField(
        max_length=20,
        label=_("Name of the period"),
        help_text=_("The Party counts through a committee's term (2020–2025), the State through a year (2023)."),
    )
    starts_on = forms.DateField(label=_("First day"))
    ends_on = forms.DateField(
        label=_("Last day"),
        required=False,
        help_text=_("Leave it empty while the end of the term is not known."),
    )
    first_number = forms.IntegerField(
        label=_("First number given here"),
        initial=1,
        min_value=1,
        max_value=1_000_000,
        help_text=_("Numbers before it were given elsewhere, for instance in a paper register."),
    )

    def __init__(self, *args: Any, offices: QuerySet[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["office"], offices)


class EndSeriesForm(forms.Form):
    """The last day of a series."""

    on = forms.DateField(label=_("Last day"))


class ReserveForm(forms.Form):
    """A number kept for a paper that will bear this day."""

    on = forms.DateField(label=_("Day that the paper will bear"))
    purpose = forms.CharField(max_length=300, label=_("For which paper"))
    reason = forms.CharField(
        max_length=300,
        label=_("Reason, where the day lies before the last number's"),
        required=False,
    )


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(max_length=300, label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))


class OnPaperForm(forms.Form):
    """A number that was given on paper only, with what its paper says."""

    reserved = GivenNumberField(
        queryset=None, label=_("Number"), required=False, help_text=_("The next number, or one that was reserved.")
    )
    issued_on = forms.DateField(label=_("Date of the document"))
    abstract = forms.CharField(max_length=500, label=_("What it is about"), widget=forms.Textarea(attrs={"rows": 3}))
    signer_name = forms.CharField(max_length=120, label=_("Signed by"), required=False)
    signer_title = forms.CharField(max_length=160, label=_("Title of the signer"), required=False)
    reason = forms.CharField(
        max_length=300,
        label=_("Reason, where its date lies before the last number's"),
        required=False,
    )

    def __init__(self, *args: Any, reserved: QuerySet[GivenNumber], next_text: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        number = self.fields["reserved"]
        assert isinstance(number, GivenNumberField)
        number.queryset = reserved
        number.empty_label = next_text


class ArrivalForm(forms.Form):
    """A document that came into an office."""

    office: "forms.ModelChoiceField[Office]" = forms.ModelChoiceField(queryset=None, label=_("Arrived in"))
    arrived_on = forms.DateField(label=_("Arrived on"))
    handed_to = forms.CharField(max_length=200, label=_("Handed to"), required=False)
    due_on = forms.DateField(label=_("To be answered by"), required=False)

    def __init__(self, *args: Any, offices: QuerySet[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["office"], offices)


class HandOnForm(forms.Form):
    """Whom an arrived document was handed to, and until when it is to be answered."""

    handed_to = forms.CharField(max_length=200, label=_("Handed to"))
    handed_on = forms.DateField(label=_("Handed on"))
    due_on = forms.DateField(label=_("To be answered by"), required=False)


class BookForm(forms.Form):
    """Whose book, and for which days."""

    office: "forms.ModelChoiceField[Office]" = forms.ModelChoiceField(
        queryset=None, label=_("Office"), empty_label=None
    )
    first_day = forms.DateField(label=_("First day"))
    last_day = forms.DateField(label=_("Last day"))

    def __init__(self, typed: QueryDict, *, offices: QuerySet[Office], today: date) -> None:
        usual = {"office": offices.first(), "first_day": today.replace(month=1, day=1), "last_day": today}
        super().__init__(typed if "office" in typed else None, initial=usual)
        _offer(self.fields["office"], offices)

    def chosen(self) -> Book | None:
        """The book that is meant; the year up to today where nothing readable was typed, None where no office has one."""
        data = self.cleaned_data if self.is_bound and self.is_valid() else self.initial
        if data["office"] is None:
            return None
        return Book(office=data["office"], first_day=data["first_day"], last_day=data["last_day"])


class RegisterFilterForm(forms.Form):
    """What the register is narrowed to."""

    q = forms.CharField(label=_("Number or words"), required=False, max_length=100)
    kind = forms.ChoiceField(choices=[("", _("all types")), *DocumentKind.choices], label=_("Type"), required=False)
    issuer: "forms.ModelChoiceField[Office]" = forms.ModelChoiceField(
        queryset=None,
        label=_("Issuer"),
        required=False,
        empty_label=_("all issuers"),
    )
    state = forms.ChoiceField(choices=[("", _("all states")), *DocumentState.choices], label=_("State"), required=False)
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, issuers: QuerySet[Office], years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["issuer"], issuers)
        year = self.fields["year"]
        assert isinstance(year, forms.TypedChoiceField)
        year.choices = [("", _("all years")), *((str(one), str(one)) for one in years)]

    def chosen(self) -> RegisterFilter:
        """What was chosen; whatever cannot be read narrows nothing."""
        data = self.cleaned_data if self.is_bound and self.is_valid() else {}
        issuer = data.get("issuer")
        return RegisterFilter(
            text=data.get("q", ""),
            kind=data.get("kind", ""),
            issuer_id=issuer.pk if issuer else None,
            state=data.get("state", ""),
            year=data.get("year"),
        )


def _offer(field: forms.Field, rows: "QuerySet[Office] | QuerySet[Document]") -> None:
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows
