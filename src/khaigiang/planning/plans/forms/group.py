"""Posts of a target group: sought, narrowed to, joining or leaving with a reason."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from khaigiang.planning.plans.queries import GroupRow, Place, QuotaRow
from khaigiang.registry.units.as_of import AsOfForm

LONGEST_ID: Final = 18
PAIR: Final = 2


class GroupSearchForm(forms.Form):
    """Which unit, or whose, is sought."""

    q = forms.CharField(label=_("Unit, district or holder of the post"), required=False, max_length=100)

    def text(self) -> str:
        """The words typed, if any."""
        return self.cleaned_data.get("q", "") if self.is_valid() else ""


class PostFilterForm(AsOfForm):
    """What the list of posts is narrowed to, and the day of which it tells the group."""

    q = forms.CharField(label=_("Unit or committee"), required=False, max_length=100)
    committee = forms.TypedChoiceField(label=_("Committee"), required=False, coerce=int, empty_value=None)

    field_order = ["q", "committee", "on"]

    def __init__(self, query: QueryDict, *, rows: Iterable[QuotaRow], today: date) -> None:
        super().__init__(query, today=today)
        committee = self.fields["committee"]
        assert isinstance(committee, forms.TypedChoiceField)
        committee.choices = [("", _("all committees")), *((str(row.committee_id), row.committee) for row in rows)]

    def committee_id(self) -> int | None:
        """The committee chosen, if any."""
        chosen: int | None = self.asked("committee")
        return chosen

    def text(self) -> str:
        """The words typed, if any."""
        return self.asked("q") or ""


class GroupChangesForm(forms.Form):
    """Posts that join the target group or leave it: whoever is given a reason is meant."""

    q = forms.CharField(
        label=_("Unit, district or holder of the post"),
        required=False,
        max_length=100,
        help_text=_(
            "Find the post, then type the reason beside it: who belongs to the group leaves it, who does not joins it."
        ),
    )

    def __init__(self, *args: Any, rows: Iterable[GroupRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = list(rows)
        for row in self.rows:
            self.fields[_reason(row.post_id, row.unit_id)] = forms.CharField(max_length=300, required=False)

    @staticmethod
    def kept(data: QueryDict, prefix: str) -> list[Place]:
        """The posts that have a reason, as an address or a form was sent."""
        names = [name.removeprefix(f"{prefix}-reason-") for name, text in data.items() if str(text).strip()]
        pairs = [name.split("-") for name in names]
        return [(int(pair[0]), int(pair[1])) for pair in pairs if len(pair) == PAIR and all(map(_is_id, pair))]

    def lines(self) -> list[dict[str, Any]]:
        """Each post with the field of its reason."""
        return [{"row": row, "reason": self[_reason(row.post_id, row.unit_id)]} for row in self.rows]

    def reasons(self) -> dict[Place, str]:
        """The posts that are meant, each with its reason."""
        typed = {(row.post_id, row.unit_id): self.cleaned_data[_reason(row.post_id, row.unit_id)] for row in self.rows}
        return {place: reason for place, reason in typed.items() if reason}


def _reason(post_id: int, unit_id: int) -> str:
    return f"reason-{post_id}-{unit_id}"


def _is_id(text: str) -> bool:
    return text.isdecimal() and len(text) < LONGEST_ID
