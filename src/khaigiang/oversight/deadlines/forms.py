"""Shapes of what people type about requirements, reliefs and proofs, and how the list is narrowed."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar, Final
from urllib.parse import urlencode

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.web.choosing import Missing
from khaigiang.oversight.deadlines.queries import Choice, DueList, Figure, Line, Named, StateCount, in_words
from khaigiang.oversight.deadlines.services import Wording
from khaigiang.oversight.deadlines.states import DueState
from khaigiang.planning.documents.choice_field import DocumentChoiceField
from khaigiang.planning.documents.models import Document
from khaigiang.planning.documents.upload_field import PaperFileField
from khaigiang.planning.plans.models import Plan, TargetPost
from khaigiang.registry.officials.models import Post
from khaigiang.registry.units.as_of import AsOfForm
from khaigiang.registry.units.models import UnitKind
from khaigiang.teaching.curriculum.models import Programme
from khaigiang.vietnamese.names import fold, text_key

KINDS: Final = tuple(kind for kind in UnitKind if kind != UnitKind.CITY)
LONGEST_TIME: Final = 1200
LONGEST_GRACE: Final = 366
MOST_YEARS: Final = 50
MOST_HOURS: Final = 2000
# What the list is narrowed by, and where its figures tell it.
COLUMNS: Final = {
    "requirement": "line_id",
    "district": "district_id",
    "committee": "committee_id",
    "quarter": "quarter",
    "state": "state",
}


class RuleForm(forms.Form):
    """Whom a requirement reaches and what it asks."""

    missing: ClassVar = {
        "posts": Missing(sentence=_("No post is known yet. Add it."), url_name="officials:new_post"),
        "programme": Missing(sentence=_("No programme is known yet. Add it."), url_name="curriculum:new"),
    }
    posts: "forms.ModelMultipleChoiceField[Post]" = forms.ModelMultipleChoiceField(
        queryset=None, label=_("Posts"), widget=forms.CheckboxSelectMultiple
    )
    kinds = forms.MultipleChoiceField(
        choices=[(kind.value, kind.label) for kind in KINDS],
        label=_("Kinds of units"),
        widget=forms.CheckboxSelectMultiple,
    )
    programme: "forms.ModelChoiceField[Programme]" = forms.ModelChoiceField(
        queryset=None, label=_("Programme that answers it")
    )
    within = forms.IntegerField(
        label=_("Due within"), required=False, min_value=1, max_value=LONGEST_TIME,
        help_text=_("Counted from the own appointment; for those in office already from the day it is in force."),
    )  # fmt: skip
    in_months = forms.ChoiceField(
        choices=[("months", _("months")), ("days", _("calendar days"))], label=_("counted in"), initial="months"
    )
    again_years = forms.IntegerField(
        label=_("Again every … years"), required=False, min_value=1, max_value=MOST_YEARS,
        help_text=_("Leave it empty where learning once is enough."),
    )  # fmt: skip
    grace_days = forms.IntegerField(
        label=_("Days of grace"), required=False, min_value=0, max_value=LONGEST_GRACE, initial=0,
        help_text=_("Only after these days is somebody overdue."),
    )  # fmt: skip
    counts_anew = forms.BooleanField(
        label=_("Who is appointed again after an interruption learns anew"), required=False
    )

    def __init__(self, *args: Any, posts: QuerySet[Post], programmes: QuerySet[Programme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["posts"], posts)
        _offer(self.fields["programme"], programmes)

    def typed(self) -> dict[str, Any]:
        """The rule as typed so far; what cannot be read yet is left out."""
        data = self.cleaned_data if self.is_bound and (self.is_valid() or True) else {}
        return {
            "posts": list(data.get("posts") or ()),
            "kinds": list(data.get("kinds") or ()),
            "programme": data.get("programme"),
            "within": data.get("within"),
            "in_months": data.get("in_months") != "days",
            "again_years": data.get("again_years"),
            "grace_days": data.get("grace_days") or 0,
            "counts_anew": bool(data.get("counts_anew")),
        }

    def words(self) -> str:
        """The rule as typed so far, in words."""
        return in_words(**self.typed())


class RequirementForm(RuleForm):
    """A requirement with its source and the day from which it is in force."""

    title = forms.CharField(
        max_length=200,
        label=_("Name of the requirement"),
        help_text=_("Short: “Bồi dưỡng phó bí thư đảng ủy trong năm đầu”."),
    )
    source = forms.CharField(
        max_length=200,
        label=_("Legal source"),
        help_text=_("As papers cite it: “Nghị định số 101/2017/NĐ-CP ngày 01/9/2017”."),
    )
    clause = forms.CharField(max_length=120, label=_("Clause"), required=False)
    document = DocumentChoiceField(
        queryset=None, label=_("In the register of documents"), required=False, empty_label=_("not in the register")
    )
    valid_from = forms.DateField(label=_("In force from"))

    def __init__(self, *args: Any, documents: QuerySet[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["document"], documents)

    def wording(self) -> Wording:
        """What the requirement says."""
        told = {name: self.cleaned_data[name] for name in ("title", "source", "clause", "document")}
        return Wording(**self.typed(), **told)


class EndForm(forms.Form):
    """From which day nobody is asked any longer."""

    valid_until = forms.DateField(label=_("Nobody is asked from"))


class ExtensionForm(forms.Form):
    """Until when, why, by which paper."""

    until = forms.DateField(label=_("Until and including"))
    reason = forms.CharField(max_length=300, label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))
    paper = forms.CharField(
        max_length=200, label=_("Paper"), help_text=_("Number and date: “Công văn số 12-CV/QU ngày 10/5/2023”.")
    )


class ExemptionForm(ExtensionForm):
    """Why somebody need not learn, by which paper, and until when if not for good."""

    until = forms.DateField(
        label=_("Until and including"), required=False, help_text=_("Leave it empty where it is for good.")
    )


class AnswerForm(forms.Form):
    """Approved, or refused with a reason."""

    reason = forms.CharField(
        max_length=300,
        label=_("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed only to refuse."),
    )


class ProofForm(forms.Form):
    """A certificate of another school."""

    course = forms.CharField(max_length=200, label=_("Course"))
    school = forms.CharField(max_length=200, label=_("School"))
    number = forms.CharField(max_length=60, label=_("Number of the certificate"))
    learned_on = forms.DateField(label=_("Date of the certificate"))
    hours = forms.IntegerField(label=_("Hours of lessons"), required=False, min_value=1, max_value=MOST_HOURS)
    scan = PaperFileField(label=_("Scan of the certificate"), required=False)


class AcceptForm(forms.Form):
    """Which posts of open plans the proof excuses."""

    def __init__(self, *args: Any, posts: Sequence[TargetPost], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posts = {str(post.pk): post for post in posts}
        if posts:
            self.fields["excused"] = forms.MultipleChoiceField(
                choices=[(key, f"{post.plan.document.number} · {post}") for key, post in self.posts.items()],
                label=_("Excuse from open plans"),
                required=False,
                initial=list(self.posts),
                widget=forms.CheckboxSelectMultiple,
                help_text=_("The ledger then shows the post as excused, with this certificate as the reason."),
            )

    def excused(self) -> list[TargetPost]:
        """The posts ticked."""
        return [self.posts[key] for key in self.cleaned_data.get("excused", ())]


class DueForm(AsOfForm):
    """As of which day, of which requirement, district, committee and quarter, in which state, and whose name."""

    q = forms.CharField(label=_("Name or unit"), required=False, max_length=100)
    requirement = forms.TypedChoiceField(label=_("Requirement"), required=False, coerce=int, empty_value=None)
    district = forms.TypedChoiceField(label=_("District"), required=False, coerce=int, empty_value=None)
    committee = forms.TypedChoiceField(label=_("Committee"), required=False, coerce=int, empty_value=None)
    quarter = forms.ChoiceField(label=_("Falls due in quarter"), required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", "—"), *((one.value, one.label) for one in DueState)]
    )

    def __init__(self, query: QueryDict, *, today: date, committees: frozenset[int] | None) -> None:
        super().__init__(query, today=today)
        self.committees = committees

    def offer(self, found: Sequence[Figure], named: Named) -> None:
        """Offer what the figures speak of."""
        self.has_rows = bool(found)
        for name, known in (
            ("requirement", named.requirements), ("district", named.districts), ("committee", named.committees)
        ):  # fmt: skip
            ids = {getattr(one, COLUMNS[name]) for one in found}
            _choices(self, name, {(pk, title) for pk, title in known.items() if pk in ids})
        quarter = self.fields["quarter"]
        assert isinstance(quarter, forms.ChoiceField)
        keys = sorted({one.quarter for one in found if one.quarter})
        quarter.choices = [("", "—"), *((key, "/".join(reversed(key.split("-")))) for key in keys)]
        self.may_repeat = len({one.line_id for one in found}) > 1
        # The day was read before there was anything to choose from.
        self.full_clean()

    def with_addresses(self, counts: Iterable[StateCount]) -> list[tuple[StateCount, str]]:
        """Each state with what an address says to see it, all other choices kept."""
        kept = {name: value for name, value in self.data.items() if name in self.fields and value}
        if not self.is_past:
            kept.pop("on", None)
        return [(count, urlencode(kept | {"state": count.state.value})) for count in counts]

    @property
    def chosen_state(self) -> str:
        """The state chosen, if any."""
        return self.asked("state") or ""

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name or unit looked for, folded."""
        return tuple(fold(self.asked("q") or "").split())

    @property
    def choice(self) -> Choice:
        """What is chosen, as the list takes it."""
        chosen = {column: self.asked(name) for name, column in COLUMNS.items()}
        return Choice(**{**chosen, "words": self.words, "committees": self.committees})

    def listed(self, found: Iterable[Figure], lines: list[Line]) -> DueList:
        """The list of those chosen whom these requirements reach, as long as the figures say."""
        return DueList(self.day, self.choice, count=sum(one.count for one in found), lines=lines)

    def narrowed(self, found: Iterable[Figure], *, but: str = "") -> list[Figure]:
        """The figures that the choices leave; `but` leaves one of them out of account."""
        given = {column: self.asked(name) for name, column in COLUMNS.items() if name != but}
        asked = {column: value for column, value in given.items() if value}
        return [one for one in found if all(getattr(one, column) == value for column, value in asked.items())]


class ChoosePlanForm(forms.Form):
    """Which plan."""

    plan: "forms.ModelChoiceField[Plan]" = forms.ModelChoiceField(queryset=None, label=_("Plan"))

    def __init__(self, *args: Any, plans: QuerySet[Plan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["plan"], plans)


def _offer(field: forms.Field, rows: "QuerySet[Any]") -> None:
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows


def _choices(form: forms.Form, name: str, choices: "set[tuple[Any, str]]") -> None:
    field = form.fields[name]
    assert isinstance(field, forms.TypedChoiceField)
    field.choices = [("", "—"), *sorted(choices, key=lambda one: text_key(one[1]))]
