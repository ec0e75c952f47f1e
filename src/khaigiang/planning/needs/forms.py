"""Shapes of what people type about need and held places."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Final

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.web.choosing import Missing
from khaigiang.ground.web.form_fields import choose_among
from khaigiang.planning.needs.models import StatedNeed
from khaigiang.planning.needs.queries import HeldRow
from khaigiang.planning.needs.states import Source
from khaigiang.registry.officials.models import Post

MOST: Final = 100_000
QUARTERS: Final = ("first", "second", "third", "fourth")


class AskForm(forms.Form):
    """What all committees are asked."""

    missing: ClassVar = {
        "post": Missing(sentence=_("No post is known yet. Add it."), url_name="officials:new_post"),
    }

    title = forms.CharField(max_length=300, label=_("What is asked for"))
    post: "forms.ModelChoiceField[Post]" = forms.ModelChoiceField(queryset=None, label=_("Post"))
    year = forms.IntegerField(min_value=2000, max_value=2100, label=_("Year"))
    due_on = forms.DateField(label=_("To be answered by"))

    def __init__(self, *args: Any, posts: QuerySet[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, post=posts)


class NeedForm(forms.Form):
    """How many people a committee needs to send in each quarter."""

    first = forms.IntegerField(min_value=0, max_value=MOST, label=_("First quarter"))
    second = forms.IntegerField(min_value=0, max_value=MOST, label=_("Second quarter"))
    third = forms.IntegerField(min_value=0, max_value=MOST, label=_("Third quarter"))
    fourth = forms.IntegerField(min_value=0, max_value=MOST, label=_("Fourth quarter"))
    remark = forms.CharField(
        max_length=300, required=False, label=_("Remark"), widget=forms.Textarea(attrs={"rows": 2})
    )

    @classmethod
    def of(cls, need: StatedNeed, data: Any, *, filled: Sequence[int] | None = None) -> "NeedForm":
        """The form with what was said before, or filled with the numbers of the quarters."""
        quarters = zip(QUARTERS, filled or need.quarters, strict=True)
        return cls(data, initial={**dict(quarters), "remark": need.remark})

    def quarters(self) -> list[int]:
        """The four numbers."""
        return [self.cleaned_data[name] for name in QUARTERS]


class RuleForm(forms.Form):
    """How many days before a class held places lapse."""

    days_before = forms.IntegerField(min_value=1, max_value=90, label=_("Days before the class begins"))


class HoldForm(forms.Form):
    """How many places of each quarter a committee holds."""

    def __init__(self, *args: Any, rows: Iterable[HeldRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = list(rows)
        for row in self.rows:
            self.fields[f"{row.year}-{row.quarter}"] = forms.IntegerField(
                initial=row.held, min_value=0, max_value=MOST, disabled=row.is_due, required=not row.is_due
            )

    def lines(self) -> list[dict[str, Any]]:
        """Each quarter with its field."""
        return [{"row": row, "field": self[f"{row.year}-{row.quarter}"]} for row in self.rows]

    def may_change(self) -> bool:
        """Is there a quarter whose day has not come?"""
        return any(not row.is_due for row in self.rows)

    def wanted(self) -> dict[tuple[int, int], int]:
        """Places of each quarter that may still change."""
        return {
            (row.year, row.quarter): self.cleaned_data[f"{row.year}-{row.quarter}"]
            for row in self.rows
            if not row.is_due
        }


class TakeForm(forms.Form):
    """Where the places are taken from."""

    source = forms.ChoiceField(choices=Source, label=_("Places from"), widget=forms.RadioSelect)
