"""What needs this person today, by the floor of the house that asks it."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from khaigiang.doors.portals.queries.todo import oversight, planning, recognition, teaching, upkeep
from khaigiang.doors.portals.queries.todo.item import Todo
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role

__all__ = ["SOURCES", "Todo", "todo_of"]
MANY: Final = 12
Source = Callable[[Actor], Iterator[Todo]]
SOURCES: Final[dict[Role, tuple[Source, ...]]] = {
    Role.LEADER: (planning.plans_to_approve, planning.who_has_not_sent, oversight.exemptions_to_answer),
    Role.OFFICE: (
        teaching.classes_too_small,
        planning.plans_sent_back,
        planning.lists_to_vet,
        planning.rows_asked,
        planning.above_quarters,
        teaching.class_decisions_to_sign,
        recognition.result_decisions_to_sign,
        teaching.people_not_coming,
        teaching.absent_people,
        teaching.bookings_to_answer,
        teaching.services_to_serve,
        teaching.declined_sessions,
        teaching.overdue_requests,
        recognition.checklist_items,
        planning.who_has_not_sent,
        oversight.people_due,
        oversight.proofs_to_look_at,
        oversight.exemptions_to_answer,
    ),
    Role.HEAD: (
        planning.plans_to_approve,
        teaching.changes_to_approve,
        teaching.bookings_to_answer,
        teaching.services_to_serve,
        teaching.overdue_requests,
        teaching.class_decisions_to_sign,
        recognition.result_decisions_to_sign,
        recognition.results_to_confirm,
        recognition.checklist_items,
        oversight.exemptions_to_answer,
    ),
    Role.ORGANISER: (
        planning.plans_sent_back,
        planning.requests_to_send,
        teaching.summonses_to_send,
        planning.who_has_not_sent,
        planning.rows_asked,
        planning.above_quarters,
        teaching.people_not_coming,
        recognition.checklist_items,
        oversight.people_due,
        oversight.exemptions_to_answer,
    ),
    Role.COMMITTEE: (
        planning.lists_to_send,
        planning.lists_begun,
        teaching.people_to_name,
        teaching.people_not_coming,
        teaching.own_people_absent,
        oversight.people_due,
    ),
    Role.TEACHER: (
        teaching.attendance_to_record,
        teaching.absent_people,
        teaching.leave_to_decide,
        teaching.bookings_to_answer,
        teaching.services_to_serve,
        recognition.checklist_items,
    ),
    Role.LECTURER: (teaching.requests_to_answer,),
    Role.TRAINEE: (teaching.summonses_to_answer,),
    Role.AUDITOR: (upkeep.chain_to_check,),
    Role.ADMIN: (upkeep.offices_to_complete,),
}


def todo_of(actor: Actor) -> list[Todo]:
    """Everything that waits for this person, most urgent first."""
    found = [
        one for role, sources in SOURCES.items() if role in actor.roles for source in sources for one in source(actor)
    ]
    found += upkeep.messages_to_read(actor)
    distinct = {(one.title, one.url): one for one in found}
    return sorted(distinct.values(), key=lambda one: (one.due_on or date.max, one.title))[:MANY]
