"""A user on a day, with the mandates in force: what access asks before it shows a row."""

from dataclasses import dataclass
from datetime import date

from khaigiang.ground.accounts.models import User
from khaigiang.registry.mandates.states import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who asks, on which day, in which roles, for which offices, as which official."""

    user: User
    on: date
    roles: frozenset[Role] = frozenset()
    office_ids: frozenset[int] = frozenset()
    office_names: tuple[str, ...] = ()
    committee_ids: frozenset[int] = frozenset()
    official_id: int | None = None

    def is_any(self, *roles: Role) -> bool:
        """Does the user act in one of these roles?"""
        return not self.roles.isdisjoint(roles)
