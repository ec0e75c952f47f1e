"""What one line of the policy says: which roles read a page and which write."""

from dataclasses import dataclass
from typing import Final

from khaigiang.registry.mandates.states import Role


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
