"""Registers the feature with Django and its pages with the frame."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.ground.removal.hanging import name_hanging
from khaigiang.ground.web.navigation import Entry, register
from khaigiang.planning.templates.acts import ACTS


class TemplatesConfig(AppConfig):
    name = "khaigiang.planning.templates"
    # Django has a package of this name of its own.
    label = "templates"

    def ready(self) -> None:
        from khaigiang.planning.documents import books  # noqa: PLC0415  models are not loaded before ready()
        from khaigiang.planning.templates.books import register_previews, write_book  # noqa: PLC0415  as above

        books.write_with(write_book)
        register_previews()
        name_acts(ACTS)
        name_hanging("templates.PaperTemplate", _("Word templates of an office"), page="templates:list", by="")
        name_hanging("templates.TemplateInForce", _("Word templates of an office"), page="templates:list", by="")
        register(
            Entry(
                url_name="templates:list", label=_("Word templates"), icon="file-type", order=115, section=_("Planning")
            ),
        )
