"""Who may open which page: the one readable list, closed to everything it does not name.

Reading is GET and HEAD, writing is POST. Which rows a role then sees is decided by each feature's `access`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse

from khaigiang.registry.mandates.states import Role

R = Role


@dataclass(frozen=True, slots=True)
class Rule:
    """Roles that may read and roles that may write; `is_public` needs no sign-in, `for_anyone` needs no role."""

    read: frozenset[Role] = frozenset()
    write: frozenset[Role] = frozenset()
    is_public: bool = False
    for_anyone: bool = False

    def allows(self, roles: frozenset[Role], *, writing: bool) -> bool:
        """Do these roles open the page?"""
        return self.is_public or self.for_anyone or not roles.isdisjoint(self.write if writing else self.read)


def only(*roles: Role, write: tuple[Role, ...] | None = None) -> Rule:
    """Roles that read; those in `write` also write (all of them when it is left out)."""
    return Rule(read=frozenset(roles), write=frozenset(roles if write is None else write))


PUBLIC: Final = Rule(is_public=True)
ANYONE: Final = Rule(for_anyone=True)

# No row of either database has a larger one; asked for it, they would answer with a fault.
LARGEST_ID: Final = 2**63 - 1

SCHOOL: Final = (R.OFFICE, R.HEAD)
STAFF: Final = (R.LEADER, R.ORGANISER, R.HEAD, R.OFFICE, R.AUDITOR)

POLICY: Final[dict[str, Rule]] = {
    # ground
    "accounts:sign_in": PUBLIC,
    "accounts:sign_out": ANYONE,
    "accounts:preferences": PUBLIC,
    "accounts:change_password": ANYONE,
    "accounts:users": only(R.ADMIN),
    "accounts:new_user": only(R.ADMIN),
    "accounts:user": only(R.ADMIN),
    "accounts:reset_password": only(R.ADMIN),
    "accounts:disable_user": only(R.ADMIN),
    "accounts:enable_user": only(R.ADMIN),
    "notices:list": ANYONE,
    "notices:mark_all_read": ANYONE,
    "notices:open": ANYONE,
    "outbox:list": only(R.ORGANISER, R.OFFICE, R.HEAD),
    "outbox:mailing": only(R.ORGANISER, R.OFFICE, R.HEAD),
    "outbox:message": only(R.ORGANISER, R.OFFICE, R.HEAD),
    "outbox:correct": only(R.ORGANISER, R.OFFICE),
    "outbox:release": only(R.ORGANISER, R.OFFICE),
    "outbox:stop": only(R.ORGANISER, R.OFFICE),
    "outbox:discard": only(R.ORGANISER, R.OFFICE),
    "outbox:correct_message": only(R.ORGANISER, R.OFFICE),
    "outbox:leave_out": only(R.ORGANISER, R.OFFICE),
    "outbox:take_in": only(R.ORGANISER, R.OFFICE),
    "outbox:again": only(R.ORGANISER, R.OFFICE),
    "outbox:arrived": only(R.ORGANISER, R.OFFICE),
    "jobs:list": ANYONE,
    "jobs:job": ANYONE,
    "audit:list": only(R.AUDITOR, R.ADMIN),
    "audit:entry": only(R.AUDITOR),
    "audit:chain": only(R.AUDITOR, R.ADMIN),
    "fields:list": only(R.ORGANISER, R.OFFICE, R.AUDITOR),
    "fields:new": only(R.ORGANISER, R.OFFICE),
    "fields:field": only(R.ORGANISER, R.OFFICE),
    "removal:removed": only(R.ORGANISER, R.OFFICE, R.COMMITTEE, R.ADMIN),
    "removal:remove": only(R.ORGANISER, R.OFFICE, R.COMMITTEE, R.ADMIN),
    "removal:take_back": only(R.ORGANISER, R.OFFICE, R.COMMITTEE, R.ADMIN),
    # registry
    "units:list": only(*STAFF, R.COMMITTEE, R.ADMIN),
    "units:unit": only(*STAFF, R.COMMITTEE, R.ADMIN),
    "units:correct": only(R.ADMIN, R.ORGANISER, R.OFFICE),
    "units:load": only(R.ADMIN),
    "units:offices": only(*STAFF, R.COMMITTEE, R.ADMIN),
    "units:new_office": only(R.ADMIN, R.ORGANISER, R.OFFICE),
    "units:office": only(R.ADMIN, R.ORGANISER, R.OFFICE),
    "units:contact": only(R.ADMIN, R.ORGANISER, R.OFFICE, R.COMMITTEE),
    "officials:list": only(*STAFF, R.COMMITTEE),
    "officials:official": only(*STAFF, R.COMMITTEE),
    "officials:new": only(R.ORGANISER, R.OFFICE, R.COMMITTEE),
    "officials:edit": only(R.ORGANISER, R.OFFICE, R.COMMITTEE),
    "officials:appoint": only(R.ORGANISER, R.OFFICE, R.COMMITTEE),
    "officials:transfer": only(R.ORGANISER, R.OFFICE, R.COMMITTEE),
    "officials:end": only(R.ORGANISER, R.OFFICE, R.COMMITTEE),
    "officials:posts": only(*STAFF, R.COMMITTEE, R.ADMIN),
    "officials:new_post": only(R.ORGANISER, R.OFFICE, R.ADMIN),
    "officials:post": only(R.ORGANISER, R.OFFICE, R.ADMIN),
    "duplicates:likely": only(R.ORGANISER, R.OFFICE),
    "duplicates:scan": only(R.ORGANISER, R.OFFICE),
    "duplicates:compare": only(R.ORGANISER, R.OFFICE),
    "duplicates:apart": only(R.ORGANISER, R.OFFICE),
    "duplicates:decided": only(R.ORGANISER, R.OFFICE),
    "duplicates:undo": only(R.ORGANISER, R.OFFICE),
    "duplicates:reconsider": only(R.ORGANISER, R.OFFICE),
    "corrections:waiting": only(R.ORGANISER, R.OFFICE, R.COMMITTEE),
    "corrections:correction": only(R.ORGANISER, R.OFFICE, R.COMMITTEE),
    "corrections:person": only(R.ORGANISER, R.OFFICE, R.COMMITTEE),
    "corrections:withdraw": only(R.ORGANISER, R.OFFICE, R.COMMITTEE),
    # A person checks the own record without an account: the secret in the address opens one record until a day.
    "corrections:own": PUBLIC,
    "mandates:list": only(R.ADMIN),
    "mandates:new": only(R.ADMIN),
    "mandates:end": only(R.ADMIN),
    # planning
    "documents:list": only(*STAFF, R.COMMITTEE),
    "documents:document": only(*STAFF, R.COMMITTEE),
    "documents:file": only(*STAFF, R.COMMITTEE),
    "documents:new": only(R.ORGANISER, R.OFFICE),
    "documents:edit": only(R.ORGANISER, R.OFFICE),
    "documents:link": only(R.ORGANISER, R.OFFICE),
    "documents:unlink": only(R.ORGANISER, R.OFFICE),
    "documents:draft": only(R.ORGANISER, R.OFFICE),
    "documents:sign": only(R.ORGANISER, R.OFFICE, R.HEAD),
    "documents:issue": only(R.ORGANISER, R.OFFICE),
    "documents:issue_together": only(R.ORGANISER, R.OFFICE),
    "documents:issue_of_office": only(R.ORGANISER, R.OFFICE),
    "documents:issuing": only(R.ORGANISER, R.OFFICE),
    "documents:scan": only(R.ORGANISER, R.OFFICE),
    "documents:series": only(*STAFF),
    "documents:numbers": only(*STAFF),
    "documents:reserve": only(R.ORGANISER, R.OFFICE),
    "documents:release": only(R.ORGANISER, R.OFFICE),
    "documents:on_paper": only(R.ORGANISER, R.OFFICE),
    "documents:initial": only(R.ORGANISER, R.OFFICE, R.HEAD),
    "documents:seal": only(R.ORGANISER, R.OFFICE),
    "documents:send": only(R.ORGANISER, R.OFFICE),
    "documents:receipt": only(R.ORGANISER, R.OFFICE),
    "documents:explain": only(R.ORGANISER, R.OFFICE),
    "documents:outgoing": only(*STAFF),
    "documents:incoming": only(*STAFF),
    "documents:book_file": only(*STAFF),
    "documents:arrive": only(R.ORGANISER, R.OFFICE),
    "documents:hand_on": only(R.ORGANISER, R.OFFICE),
    "documents:open_series": only(R.ORGANISER, R.OFFICE),
    "documents:end_series": only(R.ORGANISER, R.OFFICE),
    "plans:list": only(*STAFF),
    "plans:plan": only(*STAFF),
    "plans:posts": only(*STAFF),
    "plans:new": only(R.ORGANISER, R.OFFICE),
    "plans:edit": only(R.ORGANISER, R.OFFICE),
    "plans:count": only(R.ORGANISER, R.OFFICE),
    "plans:send_up": only(R.ORGANISER, R.OFFICE),
    "plans:take_back": only(R.ORGANISER, R.OFFICE),
    "plans:return": only(R.LEADER, R.HEAD),
    "plans:approve": only(R.LEADER, R.HEAD),
    "plans:reopen": only(R.ORGANISER, R.OFFICE),
    "plans:close": only(R.ORGANISER, R.OFFICE),
    "plans:resume": only(R.ORGANISER, R.OFFICE),
    "plans:group": only(*STAFF),
    "plans:exception": only(R.ORGANISER, R.OFFICE),
    "plans:withdraw_exception": only(R.ORGANISER, R.OFFICE),
    "plans:quarters": only(R.ORGANISER, R.OFFICE),
    "plans:places": only(R.ORGANISER, R.OFFICE),
    "plans:places_rule": only(R.ORGANISER, R.OFFICE),
    "plans:undo_places": only(R.ORGANISER, R.OFFICE),
    "plans:roll": only(R.ORGANISER, R.OFFICE),
    "plans:undo_roll": only(R.ORGANISER, R.OFFICE),
    "plans:amend": only(R.ORGANISER, R.OFFICE),
    "plans:withdraw_amendment": only(R.ORGANISER, R.OFFICE),
    "plans:duty": only(R.ORGANISER, R.OFFICE),
    "plans:substitute": only(R.ORGANISER, R.OFFICE),
    "plans:remove_substitute": only(R.ORGANISER, R.OFFICE),
    "plans:excuse": only(R.ORGANISER, R.OFFICE),
    "plans:withdraw_excuse": only(R.ORGANISER, R.OFFICE),
    "periods:list": only(*STAFF),
    "periods:period": only(*STAFF),
    "periods:of_plan": only(*STAFF, write=(R.ORGANISER, R.OFFICE)),
    "periods:new": only(R.ORGANISER, R.OFFICE),
    "periods:edit": only(R.ORGANISER, R.OFFICE),
    "periods:remove": only(R.ORGANISER, R.OFFICE),
    "periods:new_line": only(R.ORGANISER, R.OFFICE),
    "periods:line": only(R.ORGANISER, R.OFFICE),
    "periods:remove_line": only(R.ORGANISER, R.OFFICE),
    "periods:amend": only(R.ORGANISER, R.OFFICE),
    "periods:withdraw_amendment": only(R.ORGANISER, R.OFFICE),
    "periods:take_off": only(R.ORGANISER, R.OFFICE),
    "nominations:list": only(*STAFF, R.COMMITTEE),
    "nominations:overview": only(*STAFF),
    "nominations:request": only(*STAFF, write=(R.ORGANISER, R.OFFICE)),
    "nominations:send_request": only(R.ORGANISER, R.OFFICE),
    "nominations:request_file": only(*STAFF, R.COMMITTEE),
    "nominations:committee": only(*STAFF, R.COMMITTEE),
    "nominations:nomination": only(*STAFF, R.COMMITTEE),
    "nominations:letter_file": only(*STAFF, R.COMMITTEE),
    "nominations:holders": only(R.COMMITTEE, R.ORGANISER, R.OFFICE),
    "nominations:withdraw_drafts": only(R.COMMITTEE, R.ORGANISER, R.OFFICE),
    "nominations:send": only(R.COMMITTEE, R.ORGANISER, R.OFFICE),
    "nominations:find": only(R.COMMITTEE, R.ORGANISER, R.OFFICE),
    "nominations:name_people": only(R.COMMITTEE, R.ORGANISER, R.OFFICE),
    "nominations:hindrance": only(R.COMMITTEE, R.ORGANISER, R.OFFICE),
    "nominations:withdraw_hindrance": only(R.COMMITTEE, R.ORGANISER, R.OFFICE),
    "nominations:nominate": only(R.COMMITTEE, R.ORGANISER, R.OFFICE),
    "nominations:withdraw": only(R.COMMITTEE, R.ORGANISER, R.OFFICE),
    "nominations:substitute": only(R.COMMITTEE, R.ORGANISER, R.OFFICE),
    "nominations:unavailability": only(R.COMMITTEE, R.ORGANISER, R.OFFICE),
    "nominations:withdraw_unavailability": only(R.COMMITTEE, R.ORGANISER, R.OFFICE),
    "nominations:vetting": only(*STAFF),
    "nominations:accept": only(R.ORGANISER, R.OFFICE),
    "nominations:take_back": only(R.ORGANISER, R.OFFICE),
    "nominations:return": only(R.ORGANISER, R.OFFICE),
    "nominations:defer": only(R.ORGANISER, R.OFFICE),
    "nominations:resume": only(R.ORGANISER, R.OFFICE),
    "imports:preview": only(R.ORGANISER, R.OFFICE),
    "rosters:list": only(R.ORGANISER, R.OFFICE),
    "rosters:new": only(R.ORGANISER, R.OFFICE),
    "rosters:roster": only(R.ORGANISER, R.OFFICE),
    "rosters:columns": only(R.ORGANISER, R.OFFICE),
    "rosters:letter": only(R.ORGANISER, R.OFFICE),
    "rosters:confirm": only(R.ORGANISER, R.OFFICE),
    "rosters:undo": only(R.ORGANISER, R.OFFICE),
    "rosters:discard": only(R.ORGANISER, R.OFFICE),
    "rosters:answer": only(R.ORGANISER, R.OFFICE),
    "rosters:leave_out": only(R.ORGANISER, R.OFFICE),
    "rosters:typing": only(R.ORGANISER, R.OFFICE),
    "rosters:scan": only(R.ORGANISER, R.OFFICE),
    "rosters:compare": only(R.ORGANISER, R.OFFICE),
    "rosters:older": only(R.ORGANISER, R.OFFICE),
    "rosters:correction": only(R.ORGANISER, R.OFFICE),
    "rosters:workbook": only(R.ORGANISER, R.OFFICE),
    "rosters:returned": only(R.ORGANISER, R.OFFICE),
    "rosters:row": only(R.ORGANISER, R.OFFICE),
    "rosters:correct": only(R.ORGANISER, R.OFFICE),
    "rosters:leave_row_out": only(R.ORGANISER, R.OFFICE),
    "rosters:answer_one": only(R.ORGANISER, R.OFFICE),
    # teaching
    "lecturers:list": only(*STAFF, R.TEACHER, R.LECTURER),
    "lecturers:lecturer": only(*STAFF, R.TEACHER, R.LECTURER),
    "lecturers:new": only(R.OFFICE),
    "lecturers:edit": only(R.OFFICE),
    "lecturers:add_absence": only(R.OFFICE, R.LECTURER),
    "lecturers:remove_absence": only(R.OFFICE, R.LECTURER),
    "venues:list": only(*STAFF, R.TEACHER),
    "venues:hall": only(*STAFF, R.TEACHER),
    "venues:new": only(R.OFFICE),
    "venues:edit": only(R.OFFICE),
    "venues:add_closure": only(R.OFFICE),
    "venues:remove_closure": only(R.OFFICE),
    "curriculum:list": only(*STAFF, R.TEACHER, R.LECTURER),
    "curriculum:programme": only(*STAFF, R.TEACHER, R.LECTURER),
    "curriculum:version": only(*STAFF, R.TEACHER, R.LECTURER),
    "curriculum:new": only(R.OFFICE),
    "curriculum:edit": only(R.OFFICE),
    "curriculum:new_version": only(R.OFFICE),
    "curriculum:copy_version": only(R.OFFICE),
    "curriculum:outline": only(R.OFFICE),
    "curriculum:who_teaches": only(R.OFFICE),
    "curriculum:approve": only(R.OFFICE),
    "curriculum:withdraw_approval": only(R.OFFICE),
    "delivery:ceremony": only(*STAFF, R.TEACHER, write=(R.OFFICE, R.TEACHER)),
    "attendance:book": only(*STAFF, R.TEACHER),
    "attendance:session": only(*STAFF, R.TEACHER, write=(R.OFFICE, R.TEACHER)),
    "attendance:first_morning": only(*STAFF, R.TEACHER),
    "attendance:leaves": only(*STAFF, R.TEACHER),
    "attendance:decide": only(R.OFFICE, R.TEACHER),
    "attendance:my_leave": only(R.TRAINEE),
    "attendance:missing": only(R.COMMITTEE),
    "cohorts:classes": only(*STAFF, R.TEACHER, R.COMMITTEE, R.TRAINEE),
    "cohorts:of_plan": only(*STAFF),
    "cohorts:plan_classes": only(*SCHOOL),
    "cohorts:undo_planning": only(*SCHOOL),
    "cohorts:new": only(*SCHOOL),
    "cohorts:wishes": only(*STAFF, R.COMMITTEE, write=(*SCHOOL, R.COMMITTEE)),
    "cohorts:allocation": only(*STAFF, write=SCHOOL),
    "cohorts:waiting_list": only(*STAFF, R.COMMITTEE, write=()),
    "cohorts:open_waiting_list": only(*SCHOOL),
    "cohorts:stop_waiting_list": only(*SCHOOL),
    "cohorts:run": only(*STAFF, write=()),
    "cohorts:apply_run": only(*SCHOOL),
    "cohorts:undo_run": only(*SCHOOL),
    "cohorts:discard_run": only(*SCHOOL),
    "cohorts:why_in_run": only(*STAFF, write=()),
    "cohorts:placement": only(*STAFF, write=SCHOOL),
    "cohorts:class": only(*STAFF, R.TEACHER, R.COMMITTEE, R.TRAINEE),
    "cohorts:edit": only(*SCHOOL),
    "cohorts:days": only(*SCHOOL),
    "cohorts:teacher": only(*SCHOOL),
    "cohorts:remove": only(*SCHOOL),
    "cohorts:step": only(*SCHOOL),
    "cohorts:list": only(*STAFF, R.TEACHER, R.COMMITTEE, R.TRAINEE),
    "cohorts:list_file": only(*STAFF, R.TEACHER),
    "cohorts:let_in": only(*SCHOOL, R.TEACHER),
    "cohorts:turn_away": only(*SCHOOL, R.TEACHER),
    "cohorts:papers": only(*STAFF, R.TEACHER),
    "cohorts:draft_decision": only(*SCHOOL),
    "cohorts:supplementary": only(*SCHOOL),
    "cohorts:decision": only(*STAFF, R.TEACHER, write=(*SCHOOL, R.ORGANISER)),
    "cohorts:discard_decision": only(*SCHOOL),
    "cohorts:decision_file": only(*STAFF, R.TEACHER),
    "cohorts:draft_summons": only(*SCHOOL),
    "cohorts:summons": only(*STAFF, R.TEACHER, R.COMMITTEE, write=(*SCHOOL, R.ORGANISER)),
    "cohorts:summons_mail": only(R.ORGANISER, R.OFFICE),
    "cohorts:discard_summons": only(*SCHOOL),
    "cohorts:summons_file": only(*STAFF, R.TEACHER),
    "cohorts:summonses_to_carry": only(*STAFF, R.TEACHER, R.COMMITTEE),
    "cohorts:summons_to_carry": only(*STAFF, R.TEACHER, R.COMMITTEE),
    "cohorts:summons_copy": only(*STAFF, R.TEACHER, R.COMMITTEE),
    "cohorts:groups": only(*STAFF, R.TEACHER, R.COMMITTEE, R.TRAINEE, write=(*SCHOOL, R.TEACHER)),
    "cohorts:dissolve_groups": only(*SCHOOL, R.TEACHER),
    "cohorts:move_to_group": only(*SCHOOL, R.TEACHER),
    "cohorts:free_post": only(*SCHOOL),
    "timetable:list": only(*STAFF, R.TEACHER),
    "timetable:class": only(*STAFF, R.TEACHER),
    "timetable:word": only(*STAFF, R.TEACHER),
    "timetable:pdf": only(*STAFF, R.TEACHER),
    "timetable:lecturers": only(*STAFF, R.TEACHER),
    "timetable:lecturer": only(*STAFF, R.TEACHER),
    "timetable:halls": only(*STAFF, R.TEACHER),
    "timetable:hall": only(*STAFF, R.TEACHER),
    "timetable:mine": only(R.LECTURER, R.TRAINEE),
    "timetable:plan": only(*STAFF, write=(R.OFFICE,)),
    "timetable:run": only(*STAFF),
    "timetable:apply": only(R.OFFICE),
    "timetable:undo": only(R.OFFICE),
    "timetable:discard": only(R.OFFICE),
    "timetable:release": only(R.OFFICE),
    "timetable:new_session": only(R.OFFICE),
    "timetable:session": only(R.OFFICE),
    "timetable:swap": only(R.OFFICE),
    "timetable:remove": only(R.OFFICE),
    "timetable:feed": PUBLIC,
    "timetable:ask_for_feed": only(R.OFFICE, R.TEACHER, R.LECTURER, R.TRAINEE),
    "timetable:renew_feed": only(R.OFFICE, R.LECTURER),
    # recognition
    "assessment:classes": only(*STAFF, R.TEACHER),
    "assessment:rules": only(*STAFF, R.TEACHER),
    "assessment:new_rule": only(*SCHOOL),
    "assessment:components": only(*SCHOOL),
    "assessment:open": only(R.OFFICE),
    "assessment:marks": only(*STAFF, R.TEACHER, write=(R.OFFICE, R.TEACHER)),
    "assessment:paste": only(R.OFFICE, R.TEACHER),
    "assessment:results": only(*STAFF, R.TEACHER),
    "assessment:lock": only(R.OFFICE, R.TEACHER),
    "assessment:confirm": only(*SCHOOL),
    "assessment:reopen": only(*SCHOOL),
    "assessment:draft_decision": only(*SCHOOL),
    "assessment:decision": only(*STAFF, write=SCHOOL),
    "assessment:trainee": only(*STAFF, R.TEACHER, R.TRAINEE, write=(R.OFFICE, R.TEACHER)),
    "certificates:book": only(*STAFF, R.TEACHER),
    "certificates:look_up": PUBLIC,
    "certificates:check": PUBLIC,
    "certificates:class": only(*STAFF, R.TEACHER),
    "certificates:issue": only(*SCHOOL),
    "certificates:class_pdf": only(*STAFF, R.TEACHER),
    "certificates:certificate": only(*STAFF, R.TEACHER, R.TRAINEE),
    "certificates:pdf": only(*STAFF, R.TEACHER, R.TRAINEE),
    "certificates:revoke": only(R.HEAD),
    "certificates:reissue": only(*SCHOOL),
    "dossiers:dossier": only(*STAFF, R.TEACHER),
    "dossiers:make": only(R.OFFICE),
    "dossiers:tick": only(R.OFFICE, R.HEAD, R.ORGANISER, R.TEACHER),
    "dossiers:untick": only(R.OFFICE, R.HEAD, R.ORGANISER, R.TEACHER),
    "dossiers:opening_set": only(*STAFF, R.TEACHER),
    "dossiers:list": only(*STAFF, R.TEACHER),
    # oversight
    "coverage:plans": only(*STAFF, R.COMMITTEE),
    "coverage:ledger": only(*STAFF, R.COMMITTEE),
    "coverage:sums": only(*STAFF, R.COMMITTEE),
    "coverage:workbook": only(*STAFF, R.COMMITTEE),
    "reforms:list": only(*STAFF),
    "reforms:new": only(R.ORGANISER, R.OFFICE),
    "reforms:sheet": only(R.ORGANISER, R.OFFICE),
    "reforms:reform": only(*STAFF),
    "reforms:confirm": only(R.ORGANISER, R.OFFICE),
    "reforms:undo": only(R.ORGANISER, R.OFFICE),
    "reforms:people": only(*STAFF),
    "reforms:decide": only(R.ORGANISER, R.OFFICE),
    "reporting:plans": only(*STAFF),
    "reporting:programme": only(*STAFF),
    "reporting:people": only(*STAFF),
    "reporting:file": only(*STAFF),
    "reporting:draft": only(R.ORGANISER, R.OFFICE),
    "reporting:report": only(*STAFF, write=()),
    "reporting:issue": only(R.ORGANISER, R.OFFICE),
    "reporting:brief": only(*STAFF),
    "reporting:closing": only(*STAFF),
    # doors
    "rehearsal:become": PUBLIC,
    "portals:home": ANYONE,
    "portals:search": ANYONE,
}


class Gate:
    """Middleware: answers 404 where the policy does not let the actor in, or does not know the page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.may_open = lambda name: may_open(request, name)  # type: ignore[attr-defined]  # read by navigation
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _arguments: Any, named: dict[str, Any]) -> None:
        if any(isinstance(value, int) and value > LARGEST_ID for value in named.values()):
            raise Http404
        match = request.resolver_match
        rule = POLICY.get(match.view_name) if match else None
        if rule is None or not rule.allows(_roles(request), writing=request.method not in {"GET", "HEAD"}):
            raise Http404


def may_open(request: HttpRequest, url_name: str) -> bool:
    """May the person of this request open a page by its name? Navigation shows nothing else."""
    rule = POLICY.get(url_name)
    return rule is not None and rule.allows(_roles(request), writing=False)


def _roles(request: HttpRequest) -> frozenset[Role]:
    actor = getattr(request, "actor", None)
    return actor.roles if actor else frozenset()
