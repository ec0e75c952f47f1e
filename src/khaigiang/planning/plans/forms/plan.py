"""The rule of a target group, a plan, and a plan rolled forward; the caller says what may be chosen."""

from collections.abc import Iterable
from typing import Any, ClassVar, Final

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.web.choosing import Missing
from khaigiang.ground.web.form_fields import choose_among
from khaigiang.planning.documents.choice_field import DocumentChoiceField
from khaigiang.planning.documents.models import Document
from khaigiang.planning.plans.queries import ExceptionRow, TargetRule
from khaigiang.registry.officials.models import Post
from khaigiang.registry.units.models import Office, UnitKind

TARGET_KINDS: Final = (UnitKind.WARD, UnitKind.COMMUNE, UnitKind.TOWNSHIP)


class TargetForm(forms.Form):
    """The rule of the target group."""

    rule_posts: "forms.ModelMultipleChoiceField[Post]" = forms.ModelMultipleChoiceField(
        queryset=None, label=_("Posts"), widget=forms.CheckboxSelectMultiple
    )
    target_kinds = forms.MultipleChoiceField(
        choices=[(kind.value, kind.label) for kind in TARGET_KINDS],
        label=_("Kinds of units"),
        widget=forms.CheckboxSelectMultiple,
    )
    target_on = forms.DateField(label=_("As of"), help_text=_("Units count that exist on this day."))

    def __init__(
        self, *args: Any, posts: QuerySet[Post], exceptions: Iterable[ExceptionRow] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.exceptions = exceptions
        choose_among(self, rule_posts=posts)

    @staticmethod
    def asked(query: QueryDict) -> dict[str, Any]:
        """The target group that an address asks for, so that other pages can begin a plan."""
        several = {name: query.getlist(name) for name in ("rule_posts", "target_kinds") if name in query}
        return several | ({"target_on": query["target_on"]} if "target_on" in query else {})

    def rule(self) -> TargetRule | None:
        """The rule as typed so far, once all of it can be read."""
        data = self.cleaned_data if self.is_bound and not self.errors.keys() & TargetForm.base_fields.keys() else {}
        if not data.get("target_kinds"):
            return None
        return TargetRule(
            posts=tuple(data["rule_posts"]),
            kinds=tuple(data["target_kinds"]),
            on=data["target_on"],
            exceptions=tuple(self.exceptions),
        )


class PlanForm(TargetForm):
    """A plan: its paper, its rule, its offices, its days."""

    missing: ClassVar = {
        "document": Missing(sentence=_("No plan is in the register yet. Register it first."), url_name="documents:new"),
        "organiser": Missing(sentence=_("No organising board is known yet. Add it."), url_name="units:new_office"),
        "school": Missing(sentence=_("No school is known yet. Add it."), url_name="units:new_office"),
        "rule_posts": Missing(sentence=_("No post is known yet. Add it."), url_name="officials:new_post"),
    }

    document = DocumentChoiceField(
        queryset=None,
        label=_("Decided by"),
        help_text=_("A plan in the register of documents. Register it there first."),
    )
    title = forms.CharField(
        max_length=300,
        label=_("Title of the plan"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What the classes are called, such as “Bồi dưỡng phó bí thư đảng ủy xã, phường, thị trấn”."),
    )
    code = forms.SlugField(
        max_length=20,
        label=_("Short code"),
        help_text=_("Classes are numbered after it: BD-PBT gives BD-PBT-01."),
    )
    organiser: "forms.ModelChoiceField[Office]" = forms.ModelChoiceField(queryset=None, label=_("Organiser"))
    school: "forms.ModelChoiceField[Office]" = forms.ModelChoiceField(queryset=None, label=_("School"))
    born_not_before = forms.DateField(
        label=_("Only people born on or after"),
        required=False,
        help_text=_("Leave it empty when age does not matter."),
    )
    starts_on = forms.DateField(label=_("First day"))
    ends_on = forms.DateField(label=_("Last day"))
    nominations_due_on = forms.DateField(label=_("Lists due on"), required=False)
    field_order = [
        "document",
        "title",
        "code",
        "organiser",
        "school",
        "starts_on",
        "ends_on",
        "nominations_due_on",
        "rule_posts",
        "target_kinds",
        "target_on",
        "born_not_before",
    ]

    def __init__(
        self,
        *args: Any,
        documents: QuerySet[Document],
        organisers: QuerySet[Office],
        schools: QuerySet[Office],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, document=documents)
        choose_among(self, organiser=organisers)
        choose_among(self, school=schools)


class RollForm(forms.Form):
    """To which year a plan is rolled forward, by which document."""

    missing: ClassVar = {
        "document": Missing(
            sentence=_("No plan without a training plan is in the register yet. Register the new one first."),
            url_name="documents:new",
        ),
    }

    years = forms.TypedChoiceField(
        choices=[("1", _("the next year")), ("5", _("the next term (5 years)"))], coerce=int, label=_("For")
    )
    document = DocumentChoiceField(
        queryset=None,
        label=_("Decided by"),
        help_text=_("A plan in the register of documents. Register it there first."),
    )
    title = forms.CharField(max_length=300, label=_("Title of the plan"), widget=forms.Textarea(attrs={"rows": 2}))
    code = forms.SlugField(max_length=20, label=_("Short code"))

    def __init__(self, *args: Any, documents: QuerySet[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, document=documents)

    def years_typed(self) -> int:
        """How many years later; the next year while nothing else can be read."""
        typed = str(self.data.get("years", ""))
        return int(typed) if typed in dict(self.fields["years"].choices) else 1  # type: ignore[attr-defined]  # a choice field
