"""The roles as the policy names them, and those that often go together."""

from typing import Final

from khaigiang.registry.mandates.states import Role

R = Role
SCHOOL: Final = (R.OFFICE, R.HEAD)
STAFF: Final = (R.LEADER, R.ORGANISER, R.HEAD, R.OFFICE, R.AUDITOR)
