"""An own field can be removed with all its values, and taken back."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.fields import access
from khaigiang.ground.fields.models import OwnField
from khaigiang.ground.fields.services import require_own_label
from khaigiang.ground.removal.hanging import name_hanging
from khaigiang.ground.removal.kinds import Kind, offer


def offer_kind() -> None:
    """Let fields be removed; the values go along, whoever keeps them."""
    name_hanging("fields.OwnField", _("own fields"), page="fields:field")
    offer(
        Kind(
            name="own-field",
            words=_("own field"),
            model=OwnField,
            removable=access.definable_fields,
            takes_back_all=access.defines_fields,
            goes_along=frozenset({"officials.OwnValue"}),
            require_possible=require_own_label,
        )
    )
