"""Shapes of what people type about who attends which class: wishes, weights of a run, a class for one person."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khaigiang.teaching.cohorts.models import Wish
from khaigiang.teaching.cohorts.queries import OwnClass, TakingClass, WishPage, WishRow
from khaigiang.teaching.cohorts.solver_bridge import Option
from khaigiang.teaching.cohorts.weights import Weights
from khaigiang.teaching.runs.fields import name_field, seconds_field

LARGEST_WEIGHT: Final = 1000


class WeightsForm(forms.Form):
    """What a run is called, how long it may search, and what counts how much."""

    name = name_field()
    seconds = seconds_field()
    few_move = forms.BooleanField(
        label=_("as few people as possible change class"),
        required=False,
        help_text=_("Compared with the classes people have at present."),
    )

    places = forms.IntegerField(
        label=_("One person more or fewer than a committee's places in a class"), min_value=0, max_value=LARGEST_WEIGHT
    )
    size = forms.IntegerField(label=_("One person more or fewer than wanted"), min_value=0, max_value=LARGEST_WEIGHT)
    prefer = forms.IntegerField(label=_("A preference not met"), min_value=0, max_value=LARGEST_WEIGHT)
    crowding = forms.IntegerField(
        label=_("A person of a district crowding into one class"), min_value=0, max_value=LARGEST_WEIGHT
    )
    district = forms.IntegerField(
        label=_("A person off the even share of their committee"), min_value=0, max_value=LARGEST_WEIGHT
    )
    sex = forms.IntegerField(label=_("A person off the even share of their sex"), min_value=0, max_value=LARGEST_WEIGHT)
    age = forms.IntegerField(label=_("A person off the even share of their age"), min_value=0, max_value=LARGEST_WEIGHT)
    kind = forms.IntegerField(
        label=_("A person off the even share of their kind of unit"), min_value=0, max_value=LARGEST_WEIGHT
    )

    @property
    def prices(self) -> list[forms.BoundField]:
        """What counts how much."""
        return [self[part] for part in Weights().as_json() if part in self.fields]

    def weights(self) -> Weights:
        """The prices as typed."""
        typed = Weights(**{part: self.cleaned_data[part] for part in Weights().as_json() if part in self.fields})
        return typed.with_few_moves if self.cleaned_data["few_move"] else typed


class WishesForm(forms.Form):
    """For every waiting person of a committee: no wish, rather one class, or only one class.

    Where the committee has places by class, "only one class" is a place that it fills with the name.
    """

    def __init__(self, *args: Any, shown: WishPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = shown.rows
        places = {one.class_id: one for one in shown.places}
        for row in self.rows:
            self.fields[f"wish-{row.nomination_id}"] = forms.ChoiceField(
                choices=_wishes(row, shown.classes, places),
                required=False,
                label=row.name,
                initial=f"{row.wish}:{row.wished_class}" if row.wished_class else "",
            )

    def lines(self) -> list[dict[str, Any]]:
        """Each person with their field."""
        return [{"row": row, "wish": self[f"wish-{row.nomination_id}"]} for row in self.rows]

    def wishes(self) -> Mapping[int, tuple[int, Wish.Kind] | None]:
        """What was chosen, by nomination."""
        return {row.nomination_id: _wanted(self.cleaned_data[f"wish-{row.nomination_id}"]) for row in self.rows}


class PlaceForm(forms.Form):
    """The class for one person, and whether later proposals keep them there."""

    training_class = forms.TypedChoiceField(
        label=_("Class"), coerce=int, error_messages={"required": _("Choose a class.")}
    )
    keep = forms.BooleanField(label=_("Keep this person there in every later proposal"), required=False)

    def __init__(self, *args: Any, options: Iterable[Option], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["training_class"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(str(one.class_id), one.name) for one in options if one.is_possible and not one.is_here]


def _wishes(row: WishRow, classes: Sequence[TakingClass], places: Mapping[int, OwnClass]) -> list[tuple[Any, Any]]:
    possible = [one for one in classes if one.name not in row.impossible]
    kinds = {kind: str(kind.label) for kind in Wish.Kind}
    if places:
        kinds[Wish.Kind.PINNED] = gettext("a place of ours")
    return [
        ("", _("left to the school") if places else _("no wish")),
        *(
            (label, [_choice(kind, label, one, places.get(one.id)) for one in possible])
            for kind, label in kinds.items()
        ),
    ]


def _choice(kind: Wish.Kind, label: str, one: TakingClass, place: OwnClass | None) -> tuple[str, str]:
    taken = f" ({place.named}/{place.places})" if place and kind == Wish.Kind.PINNED else ""
    return f"{kind}:{one.id}", f"{label}: {one.name}{taken}"


def _wanted(chosen: str) -> tuple[int, Wish.Kind] | None:
    kind, _colon, class_id = chosen.partition(":")
    return (int(class_id), Wish.Kind(kind)) if chosen else None
