"""Registers the feature with Django, and its pages with the frame."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.ground.removal.hanging import name_hanging
from khaigiang.ground.web.navigation import Entry, register


class DuplicatesConfig(AppConfig):
    name = "khaigiang.registry.duplicates"

    def ready(self) -> None:
        name_acts(
            {
                "find_duplicates": _("searched for duplicates"),
                "keep_apart": _("kept two officials apart"),
                "reconsider_pair": _("took back that two officials are different"),
                "merge_officials": _("merged two records of one official"),
                "undo_merge": _("undid a merge of two records"),
            },
        )
        for pair in ("LikelyPair", "KeptApart"):
            name_hanging(f"duplicates.{pair}", _("pairs with other officials"))
        name_hanging("duplicates.Merge", _("merges into this record"), page="duplicates:decided", by="")
        section = _("Registry")
        register(
            Entry(url_name="duplicates:likely", label=_("Duplicates"), icon="copy-check", order=505, section=section),
        )
