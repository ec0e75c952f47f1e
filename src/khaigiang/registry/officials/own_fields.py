"""Officials have the fields that the office adds."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.fields.queries import OFFICIALS
from khaigiang.ground.fields.subjects import Subject, offer_subject
from khaigiang.ground.removal.hanging import name_hanging
from khaigiang.registry.officials.models import Official, OwnValue


def offer_own_fields() -> None:
    """Let officials have own fields, and name their values among what hangs on others."""
    name_hanging("officials.OwnValue", _("values of own fields"), page="officials:official", by="official_id")
    offer_subject(Subject(name=OFFICIALS, words=_("officials"), model=Official, values=OwnValue, owner="official"))
