"""Registers the feature with Django, its acts with the audit, and its page with the frame."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.ground.removal.hanging import name_hanging
from khaigiang.ground.web.navigation import Entry, register


class RostersConfig(AppConfig):
    name = "khaigiang.planning.rosters"

    def ready(self) -> None:
        name_hanging("rosters.Roster", _("lists sent"), page="rosters:roster")
        name_hanging("rosters.SenderHabit", _("how its lists are read"))
        name_hanging("rosters.RosterRow", _("rows of lists"))
        name_hanging("rosters.RosterDeed", _("lists that brought it"))
        name_acts(
            {
                "stage_roster": _("took in a list"),
                "read_roster_anew": _("explained the columns of a list"),
                "answer_doubts": _("answered doubts about a list"),
                "correct_row": _("corrected a row of a list"),
                "keep_returned_workbook": _("kept a correction workbook that came back"),
                "apply_returned_workbook": _("took in what a correction workbook says"),
                "save_typed_rows": _("typed rows of a list"),
                "leave_rows_out": _("left rows of a list out"),
                "take_rows_in": _("took rows of a list in again"),
                "enter_roster_letter": _("entered the letter of a list"),
                "name_older_version": _("named the older version of a list"),
                "name_listed": _("named the people of a list"),
                "take_names_back": _("took the names of a list back"),
                "look_again": _("looked at the rows of a list again"),
                "register_asked": _("registered somebody whom a committee's list asked about"),
                "refuse_asked": _("did not register somebody whom a committee's list asked about"),
                "confirm_roster": _("took a list over into the register"),
                "undo_roster": _("took a list back out of the register"),
                "discard_roster": _("put a list aside"),
            },
        )
        from khaigiang.planning.nominations import ways  # noqa: PLC0415  models are not loaded before ready()
        from khaigiang.planning.rosters.begun import lists_begun  # noqa: PLC0415  as above

        ways.register(
            ways.Way(url_name="rosters:new_names", label=_("Take in a list"), icon="file-spreadsheet"), lists_begun
        )
        section = _("Registry")
        register(
            Entry(
                url_name="rosters:list",
                label=_("Lists of offices"),
                icon="file-spreadsheet",
                order=502,
                section=section,
            )
        )
