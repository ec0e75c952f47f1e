"""Shapes of what people type about term and annual plans; the caller says what may be chosen."""

from collections.abc import Iterable
from typing import Any, ClassVar, Final

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.web.choosing import Missing
from khaigiang.planning.documents.choice_field import DocumentChoiceField
from khaigiang.planning.documents.models import Document
from khaigiang.planning.periods.models import PeriodPlan, PlanLine
from khaigiang.planning.periods.queries.amendments import Key
from khaigiang.planning.periods.states import LineField, PeriodKind

MOST: Final = {LineField.PEOPLE: 1_000_000, LineField.CLASSES: 10_000, LineField.AMOUNT: 10**15}


class PeriodForm(forms.Form):
    """A term or annual plan as its document says it."""

    missing: ClassVar = {
        "document": Missing(sentence=_("No plan is in the register yet. Register it first."), url_name="documents:new"),
    }

    kind = forms.ChoiceField(choices=PeriodKind, label=_("Kind of plan"), widget=forms.RadioSelect)
    document = DocumentChoiceField(
        queryset=None,
        label=_("Decided by"),
        help_text=_("A document in the register that carries no other term or annual plan."),
    )
    title = forms.CharField(max_length=300, label=_("Title of the plan"), widget=forms.Textarea(attrs={"rows": 2}))
    starts_on = forms.DateField(label=_("First day"))
    ends_on = forms.DateField(label=_("Last day"))
    above: "forms.ModelChoiceField[PeriodPlan]" = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=_("Carries out the term plan"),
        help_text=_("For an annual plan; its document then implements that of the term plan."),
    )

    def __init__(self, *args: Any, documents: QuerySet[Document], terms: QuerySet[PeriodPlan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["document"], documents)
        _offer(self.fields["above"], terms)


class LineForm(forms.Form):
    """One line of a plan."""

    title = forms.CharField(max_length=300, label=_("What is to be done"), widget=forms.Textarea(attrs={"rows": 2}))
    people = forms.IntegerField(
        min_value=0, max_value=MOST[LineField.PEOPLE], required=False, label=_("Number of people")
    )
    classes = forms.IntegerField(
        min_value=0, max_value=MOST[LineField.CLASSES], required=False, label=_("Number of classes")
    )
    amount = forms.IntegerField(min_value=0, max_value=MOST[LineField.AMOUNT], required=False, label=_("Amount (VND)"))
    above: "forms.ModelChoiceField[PlanLine]" = forms.ModelChoiceField(
        queryset=None, required=False, label=_("Carries out the line"), help_text=_("A line of the term plan.")
    )

    def __init__(self, *args: Any, lines: QuerySet[PlanLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["above"], lines)


class LineChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs alone
    """Lines with the number of their plan's document."""

    def label_from_instance(self, obj: PlanLine) -> str:
        return f"{obj.plan.document.number} · {obj}"


class CarryForm(forms.Form):
    """Which line a training plan carries out."""

    missing: ClassVar = {
        "line": Missing(
            sentence=_("No annual plan has a line yet. Enter the annual plan first."), url_name="periods:list"
        ),
    }

    line = LineChoiceField(queryset=None, label=_("Line of the annual plan"))

    def __init__(self, *args: Any, lines: QuerySet[PlanLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["line"], lines)


class LinesForm(forms.Form):
    """The numbers of every line, to be changed by a later document."""

    def __init__(self, *args: Any, lines: Iterable[PlanLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of_the_plan = list(lines)
        for line in self.of_the_plan:
            for field in LineField:
                self.fields[f"{field}-{line.pk}"] = forms.IntegerField(
                    initial=getattr(line, field), min_value=0, max_value=MOST[field], required=False
                )

    def lines(self) -> list[dict[str, Any]]:
        """Each line with its three fields."""
        return [
            {"line": line, "fields": [self[f"{field}-{line.pk}"] for field in LineField]} for line in self.of_the_plan
        ]

    def items(self) -> dict[Key, str]:
        """What was typed, as numbers of lines."""
        typed = {
            (line.pk, field.value): self.cleaned_data[f"{field}-{line.pk}"]
            for line in self.of_the_plan
            for field in LineField
        }
        return {key: "" if number is None else str(number) for key, number in typed.items()}


def _offer(field: forms.Field, rows: QuerySet[Any]) -> None:
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows
