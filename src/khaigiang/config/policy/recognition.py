"""Who may open the pages of recognition."""

from typing import Final

from khaigiang.config.policy.roles import SCHOOL, STAFF, R
from khaigiang.config.rule import PUBLIC, Rule, only

RECOGNITION: Final[dict[str, Rule]] = {
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
}
