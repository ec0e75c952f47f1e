"""All writing of classes: planned, filled, decided, summoned, grouped, moved through their life."""

from khaigiang.teaching.cohorts.services.allocation import (
    apply_allocation,
    discard_allocation,
    place,
    propose_allocation,
    undo_allocation,
)
from khaigiang.teaching.cohorts.services.classes import (
    NewClass,
    appoint_teacher,
    keep_days_in_transaction,
    plan_classes,
    remove_class,
    save_class,
    set_days,
    undo_planning,
)
from khaigiang.teaching.cohorts.services.decisions import (
    discard_class_decision,
    discard_in_transaction,
    draft_class_decision,
    draft_for_a_change,
    draft_supplementary,
    issue_class_decision,
    issue_decisions_together,
)
from khaigiang.teaching.cohorts.services.endings import free_post, take_post_back
from khaigiang.teaching.cohorts.services.groups import dissolve_groups, make_groups, move_to_group
from khaigiang.teaching.cohorts.services.letting_in import let_in, turn_away
from khaigiang.teaching.cohorts.services.moves import (
    begin_closing,
    cancel_class,
    close_class,
    confirm_class,
    locked,
    restore_class,
    start_class,
    withdraw_confirmation,
)
from khaigiang.teaching.cohorts.services.summonses import (
    USUAL_HOUR,
    discard_summons,
    draft_summons,
    draft_summons_mail,
    issue_summons,
)
from khaigiang.teaching.cohorts.services.waiting_list import fill_free_places, open_waiting_list, stop_waiting_list
from khaigiang.teaching.cohorts.services.wishes import clear_wish, save_wishes, set_wish

__all__ = [
    "USUAL_HOUR",
    "NewClass",
    "apply_allocation",
    "appoint_teacher",
    "begin_closing",
    "cancel_class",
    "clear_wish",
    "close_class",
    "confirm_class",
    "discard_allocation",
    "discard_class_decision",
    "discard_in_transaction",
    "discard_summons",
    "dissolve_groups",
    "draft_class_decision",
    "draft_for_a_change",
    "draft_summons",
    "draft_summons_mail",
    "draft_supplementary",
    "fill_free_places",
    "free_post",
    "issue_class_decision",
    "issue_decisions_together",
    "issue_summons",
    "keep_days_in_transaction",
    "let_in",
    "locked",
    "make_groups",
    "move_to_group",
    "open_waiting_list",
    "place",
    "plan_classes",
    "propose_allocation",
    "remove_class",
    "restore_class",
    "save_class",
    "save_wishes",
    "set_days",
    "set_wish",
    "start_class",
    "stop_waiting_list",
    "take_post_back",
    "turn_away",
    "undo_allocation",
    "undo_planning",
    "withdraw_confirmation",
]
