"""Who may open the pages of registry."""

from typing import Final

from khaigiang.config.policy.roles import STAFF, R
from khaigiang.config.rule import PUBLIC, Rule, only

REGISTRY: Final[dict[str, Rule]] = {
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
}
