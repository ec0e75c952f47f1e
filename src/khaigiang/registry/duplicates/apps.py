"""Registers the feature with Django, and its pages with the frame."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.ground.jobs.kinds import Kind
from khaigiang.ground.jobs.kinds import register as register_job
from khaigiang.ground.removal.hanging import name_hanging
from khaigiang.ground.web.navigation import Entry, register
from khaigiang.registry.duplicates.states import SEARCH


class DuplicatesConfig(AppConfig):
    name = "khaigiang.registry.duplicates"

    def ready(self) -> None:
        from khaigiang.registry.duplicates.jobs import find_duplicates  # noqa: PLC0415  models load after the configurations

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
        register_job(
            Kind(name=SEARCH, label=_("Search for duplicates"), work=find_duplicates, url_name="duplicates:likely"),
        )
        section = _("Registry")
        register(
            Entry(url_name="duplicates:likely", label=_("Duplicates"), icon="copy-check", order=505, section=section),
        )
