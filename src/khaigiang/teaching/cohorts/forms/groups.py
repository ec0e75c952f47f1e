"""Shapes of what people type about discussion groups."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khaigiang.teaching.cohorts.solver_bridge import NumberOfGroups


class NumberOfGroupsForm(forms.Form):
    """Into how many groups a class is divided in each discussion; the caller says what may be."""

    groups = forms.TypedChoiceField(label=_("Groups in each discussion"), coerce=int)

    def __init__(self, *args: Any, options: Sequence[NumberOfGroups], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = self.fields["groups"]
        assert isinstance(groups, forms.TypedChoiceField)
        groups.choices = [(one.groups, _worth(one)) for one in options]


class GroupForm(forms.Form):
    """The group somebody moves to in one discussion; the caller says which there are."""

    group = forms.TypedChoiceField(label=_("Group"), coerce=int)

    def __init__(self, *args: Any, groups: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        group = self.fields["group"]
        assert isinstance(group, forms.TypedChoiceField)
        group.choices = [(one, gettext("Group %(number)s") % {"number": one}) for one in groups]


class AgreedSwapForm(forms.Form):
    """The groups in which the two people sat when their swap was read."""

    leaves = forms.IntegerField(min_value=1)
    enters = forms.IntegerField(min_value=1)


def _worth(one: NumberOfGroups) -> str:
    values = {"groups": one.groups, "smallest": one.smallest, "largest": one.largest, "again": one.met_again}
    if one.smallest == one.largest:
        of_people = gettext("%(groups)s groups of %(largest)s") % values
    else:
        of_people = gettext("%(groups)s groups of %(smallest)s to %(largest)s") % values
    if one.met_again:
        return gettext("%(of_people)s: at least %(again)s meetings again") % {"of_people": of_people, **values}
    return gettext("%(of_people)s: nobody has to meet again") % {"of_people": of_people}
