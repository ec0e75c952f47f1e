"""Registers the feature with Django, its pages with the frame and its tabs with the pages of a class."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.ground.web.navigation import Entry, register
from khaigiang.teaching.attendance.acts import ACTS


class AttendanceConfig(AppConfig):
    name = "khaigiang.teaching.attendance"

    def ready(self) -> None:
        name_acts(ACTS)
        from khaigiang.teaching.cohorts import tabs  # noqa: PLC0415  models are not loaded before ready()

        tabs.register(tabs.Tab(url_name="attendance:book", label=_("Attendance"), order=50))
        register(
            Entry(url_name="attendance:my_leave", label=_("Leave"), icon="calendar-off", order=20, section=""),
        )
