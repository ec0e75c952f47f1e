"""Who may open the pages of ground."""

from typing import Final

from khaigiang.config.policy.roles import R
from khaigiang.config.rule import ANYONE, PUBLIC, Rule, only

GROUND: Final[dict[str, Rule]] = {
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
}
