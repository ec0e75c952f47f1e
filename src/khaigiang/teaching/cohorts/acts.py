"""What the acts of this feature are called in the audit."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: Final[dict[str, Promise]] = {
    "apply_allocation": _("applied an allocation"),
    "appoint_teacher": _("appointed a class teacher"),
    "begin_closing": _("ended the teaching of a class"),
    "cancel_class": _("cancelled a class"),
    "clear_wish": _("cleared a wish"),
    "close_class": _("closed a class"),
    "confirm_class": _("confirmed a class"),
    "discard_allocation": _("discarded an allocation"),
    "discard_class_decision": _("discarded a drafted decision"),
    "discard_summons": _("discarded a drafted summons"),
    "dissolve_groups": _("dissolved the groups"),
    "draft_class_decision": _("drew up a class decision"),
    "draft_for_a_change": _("drew up the decision of a change"),
    "draft_summons": _("drew up a summons"),
    "draft_supplementary": _("drew up a supplementary decision"),
    "free_post": _("freed a post to come again"),
    "issue_class_decision": _("issued a class decision"),
    "issue_summons": _("issued a summons"),
    "let_in": _("let somebody in"),
    "make_groups": _("formed groups"),
    "move_to_group": _("moved somebody to another group"),
    "open_waiting_list": _("opened the waiting list"),
    "place": _("placed a person in a class"),
    "plan_classes": _("planned classes"),
    "promote_from_waiting_list": _("gave free places to people who waited"),
    "propose_allocation": _("proposed an allocation"),
    "remove_class": _("removed a class"),
    "restore_class": _("took the cancellation of a class back"),
    "save_class": _("saved a class"),
    "save_wishes": _("saved wishes"),
    "set_days": _("set the days of a class"),
    "set_wish": _("set a wish"),
    "start_class": _("started a class"),
    "stop_waiting_list": _("stopped the waiting list"),
    "take_post_back": _("took back that a post may come again"),
    "turn_away": _("turned somebody away"),
    "undo_allocation": _("undid an allocation"),
    "undo_planning": _("undid the planning of classes"),
    "withdraw_confirmation": _("withdrew the confirmation of a class"),
}
