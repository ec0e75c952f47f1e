"""Registers the feature with Django, its acts with the audit, and its page with the frame."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.ground.web.navigation import Entry, register


class FieldsConfig(AppConfig):
    name = "khaigiang.ground.fields"

    def ready(self) -> None:
        from khaigiang.ground.fields.removing import offer_kind  # noqa: PLC0415  models are not loaded before ready()

        offer_kind()
        name_acts({"save_own_field": _("saved an own field"), "save_own_values": _("saved values of own fields")})
        register(
            Entry(url_name="fields:list", label=_("Own fields"), icon="list-plus", order=580, section=_("Registry")),
        )
