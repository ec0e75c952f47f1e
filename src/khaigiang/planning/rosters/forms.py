"""Shapes of what people say about lists."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.fields.models import OwnField
from khaigiang.ground.web.form_fields import choose_among
from khaigiang.lists.files.archive import LARGEST_FILE
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.rosters.models import Roster, RosterRow
from khaigiang.planning.rosters.queries.names import AskedPage
from khaigiang.planning.rosters.queries.rosters import ColumnSheet
from khaigiang.planning.rosters.rules.typing import COLUMNS as GRID
from khaigiang.planning.rosters.rules.typing import MOST_LINES, lines_of
from khaigiang.planning.rosters.words import COLUMNS
from khaigiang.registry.officials.models import Gender, Post
from khaigiang.registry.units.models import Office

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

NOTHING = "nothing"
NEW = "new"
TOO_LARGE = "too_large"
LONGEST_TEXT = 300
Files = MultiValueDict[str, "UploadedFile[bytes]"]


def small_enough(file: "UploadedFile[bytes]") -> "UploadedFile[bytes]":
    """A file that the reader would look at; else a refusal at the field."""
    if (file.size or 0) > LARGEST_FILE:
        message = _("The file is larger than %(size)d MB. Send the sheet with the list alone.")
        raise forms.ValidationError(message, TOO_LARGE, params={"size": LARGEST_FILE // 1_000_000})
    return file


class OlderField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs alone
    """Lists with who sent them."""

    def label_from_instance(self, obj: Roster) -> str:
        return f"{obj.title} ({obj.sender})"


class TakeInForm(forms.Form):
    """A list with what is said of it: who sent it, the day it holds for, its letter."""

    file = forms.FileField(
        label=_("File of the list"),
        help_text=_("Excel, Word, PDF, CSV or text, as the office sent it. Nothing changes before you confirm."),
    )
    sender: "forms.ModelChoiceField[Office]" = forms.ModelChoiceField(label=_("Sent by"), queryset=None)
    holds_on = forms.DateField(label=_("Day of the list"), help_text=_("Units and posts are taken as of this day."))
    post: "forms.ModelChoiceField[Post]" = forms.ModelChoiceField(
        label=_("Post of everybody in it"),
        queryset=None,
        required=False,
        empty_label=_("each row tells"),
        help_text=_("Where the list names no post, or one that is not known."),
    )
    newer_than = OlderField(
        label=_("Newer version of"), queryset=None, required=False, empty_label=_("none: it is a new list")
    )
    letter_number = forms.CharField(
        label=_("Number of the official letter"),
        max_length=60,
        required=False,
        help_text=_("Without it the list can be checked, but waits for its letter."),
    )
    letter_on = forms.DateField(label=_("Day of the official letter"), required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        files: Files | None = None,
        *,
        initial: Mapping[str, Any],
        senders: QuerySet[Office],
        posts: QuerySet[Post],
        older: QuerySet[Roster],
    ) -> None:
        super().__init__(data, files, initial=dict(initial))
        for name, choices in (("sender", senders), ("post", posts), ("newer_than", older)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = choices

    def clean_file(self) -> "UploadedFile[bytes]":
        """A file that the reader would look at."""
        return small_enough(self.cleaned_data["file"])


class TakeInNamesForm(forms.Form):
    """A list by which a committee puts people forward."""

    file = forms.FileField(
        label=_("File of the list"),
        help_text=_("The form that came with the request, or your own list: Excel, Word, PDF, CSV or text."),
    )
    newer_than = OlderField(
        label=_("Newer version of"), queryset=None, required=False, empty_label=_("none: it is a new list")
    )

    def __init__(self, data: QueryDict | None = None, files: Files | None = None, *, older: QuerySet[Roster]) -> None:
        super().__init__(data, files)
        choose_among(self, newer_than=older)

    def clean_file(self) -> "UploadedFile[bytes]":
        """A file that the reader would look at."""
        return small_enough(self.cleaned_data["file"])

    def file_sent(self) -> dict[str, Any]:
        """The file as the service takes it."""
        file = self.cleaned_data["file"]
        return {"content": file.read(), "name": file.name, "content_type": file.content_type}


class RegisterForm(forms.Form):
    """Whom a committee means, since when they hold the post, and what ends by that."""

    person = forms.ChoiceField(label=_("Who is meant"), widget=forms.RadioSelect)
    gender = forms.ChoiceField(label=_("Sex"), required=False, choices=[("", "–"), *Gender.choices])
    valid_from = forms.DateField(label=_("Holds the post since"))
    leaves = forms.ChoiceField(label=_("Leaves for it"), required=False)
    replaces = forms.BooleanField(label=_("Takes the post over"), required=False)

    def __init__(self, data: QueryDict | None = None, *, row: RosterRow, shown: AskedPage) -> None:
        super().__init__(data, initial={"valid_from": row.roster.holds_on})
        self._held = {str(one.pk): one for one in shown.held}
        self._holder = shown.holder
        people = [(str(one.id), f"{one.full_name} · {', '.join(one.posts)}".rstrip(" ·")) for one in shown.people]
        _choices(self, "person", [*people, (NEW, _("a new person, with the facts of the list"))])
        held = [(key, f"{one.official}: {one.post.short_title}, {one.unit}") for key, one in self._held.items()]
        _choices(self, "leaves", [("", _("no other post")), *held])
        if not held:
            del self.fields["leaves"]
        if row.values.get("gender"):
            del self.fields["gender"]
        if shown.holder:
            self.fields["replaces"].label = _("Takes the post over from %(holder)s") % {"holder": shown.holder.official}
        else:
            del self.fields["replaces"]

    @property
    def official_id(self) -> int | None:
        """The official who is meant; None for a new person."""
        person = str(self.cleaned_data["person"])
        return None if person == NEW else int(person)

    @property
    def said(self) -> dict[str, Any]:
        """What else is said, as the service takes it."""
        given = self.cleaned_data
        return {
            "valid_from": given["valid_from"],
            "gender": given.get("gender", ""),
            "leaves": self._held.get(given.get("leaves", "")),
            "replaces": self._holder if given.get("replaces") else None,
        }


class RefuseForm(forms.Form):
    """Why somebody is not registered."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


def _choices(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class LetterForm(forms.Form):
    """The signed letter of a list."""

    number = forms.CharField(label=_("Number of the official letter"), max_length=60)
    letter_on = forms.DateField(label=_("Day of the official letter"))


class AnswerForm(forms.Form):
    """An answer to a doubt: a button pressed, a row of the register chosen, or a value typed."""

    answer = forms.CharField(max_length=300, required=False)
    typed = forms.CharField(max_length=300, required=False)

    def __init__(self, data: QueryDict, *, units: Mapping[str, str]) -> None:
        super().__init__(data)
        self._uid_of = {label: uid for uid, label in units.items()}

    def clean_typed(self) -> str:
        """What was typed; the name of a unit as the list of units writes it stands for the unit."""
        typed = " ".join(str(self.cleaned_data["typed"]).split())
        return self._uid_of.get(typed, typed)

    @property
    def said(self) -> str:
        """The answer; empty where nothing was said."""
        return str(self.cleaned_data.get("answer") or self.cleaned_data.get("typed") or "")


class CorrectionForm(AnswerForm):
    """A value in place of what was read."""

    fact = forms.ChoiceField()

    def __init__(self, data: QueryDict, *, units: Mapping[str, str], facts: Mapping[str, str]) -> None:
        super().__init__(data, units=units)
        _choices(self, "fact", list(facts.items()))


class AlikeForm(forms.Form):
    """Which doubts are answered together."""

    field = forms.CharField(max_length=20, required=False)
    code = forms.CharField(max_length=24)
    text = forms.CharField(max_length=300, required=False, strip=False)
    whole = forms.BooleanField(required=False)


class ColumnsForm(forms.Form):
    """What each column of a list holds."""

    def __init__(
        self, data: QueryDict | None = None, *, sheets: Iterable[ColumnSheet], own: Mapping[str, OwnField]
    ) -> None:
        super().__init__(data)
        self._places: dict[str, tuple[str, str]] = {}
        choices = [
            (NOTHING, _("nothing that is needed")),
            *COLUMNS.items(),
            *((fact, field.label) for fact, field in own.items()),
        ]
        sheets = list(sheets)
        for number, sheet in enumerate(sheets):
            named = f"{sheet.name} · " if len(sheets) > 1 else ""
            for column in sheet.columns:
                name = f"column-{number}-{column.letters}"
                self._places[name] = (sheet.name, column.letters)
                label = f"{named}{column.letters} – {column.heading}".strip(" –")
                self.fields[name] = forms.ChoiceField(label=label, choices=choices, initial=column.fact or NOTHING)

    @property
    def said(self) -> dict[str, dict[str, str]]:
        """By sheet and letters what a column holds."""
        found: dict[str, dict[str, str]] = {}
        for name, (sheet, letters) in self._places.items():
            fact = self.cleaned_data[name]
            found.setdefault(sheet, {})[letters] = "" if fact == NOTHING else fact
        return found


class WorkbookForm(forms.Form):
    """A correction workbook that the sender filled in."""

    file = forms.FileField(
        label=_("Correction workbook that came back"),
        help_text=_("As the office saved it. You see what it changes before anything is taken in."),
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """A file that the reader would look at."""
        return small_enough(self.cleaned_data["file"])


class PreviewForm(forms.Form):
    """A list that a program sends to be read, with the day it holds for."""

    file = forms.FileField(label=_("File of the list"), allow_empty_file=True)
    as_of = forms.DateField(label=_("Day of the list"), input_formats=["%Y-%m-%d"])
    plan: "forms.ModelChoiceField[Plan]" = forms.ModelChoiceField(label=_("Plan"), queryset=None, required=False)

    def __init__(self, data: QueryDict, files: Files, *, plans: QuerySet[Plan]) -> None:
        super().__init__(data, files)
        choose_among(self, plan=plans)

    def clean_file(self) -> "UploadedFile[bytes]":
        """A file that the reader would look at."""
        return small_enough(self.cleaned_data["file"])

    @property
    def is_too_large(self) -> bool:
        """Is the file's size what is wrong?"""
        return self.has_error("file", TOO_LARGE)


class TypedForm(forms.Form):
    """The lines of a list that is typed off a picture; each column comes as many texts as there are lines."""

    finish = forms.CharField(required=False)

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.lines = lines_of({field: data.getlist(field) for field in GRID}) if data else {}

    def clean(self) -> dict[str, Any]:
        """Not more lines than a page can hold, and no text longer than a cell."""
        if max(self.lines, default=0) > MOST_LINES:
            raise forms.ValidationError(
                _("A list that is typed has at most %(most)d lines."), params={"most": MOST_LINES}
            )
        if any(len(text) > LONGEST_TEXT for line in self.lines.values() for text in line.values()):
            raise forms.ValidationError(_("A cell holds at most %(most)d letters."), params={"most": LONGEST_TEXT})
        return self.cleaned_data

    @property
    def is_finished(self) -> bool:
        """Was the button pressed that goes on to checking?"""
        return bool(self.cleaned_data["finish"])
