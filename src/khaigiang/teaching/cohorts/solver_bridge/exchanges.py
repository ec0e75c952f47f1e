"""The cheapest exchange that puts somebody into a class: who moves where, and what it costs in all."""

import hashlib
import json
from dataclasses import dataclass

from khaigiang.planning.nominations.models import Nomination
from khaigiang.teaching.cohorts.queries import WaitingPerson, situation_of
from khaigiang.teaching.cohorts.solver_bridge.problem import assignment_of, problem_of
from khaigiang.teaching.cohorts.weights import Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeMove:
    """One person of an exchange: the class they leave and the class they enter."""

    person: WaitingPerson
    leaves: str
    enters: str
    class_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """Two or three people who change classes together; the price is what the whole allocation would cost more."""

    moves: tuple[ExchangeMove, ...]
    price: int

    @property
    def mark(self) -> str:
        """By which a person agrees to what they have read."""
        read = [[move.person.nomination_id, move.class_id] for move in self.moves]
        return hashlib.sha256(json.dumps([read, self.price]).encode()).hexdigest()


def exchange_into(nomination: Nomination, class_id: int) -> Exchange | None:
    """The cheapest exchange of two or three people, as everybody is placed now, that puts somebody into a class.

    None where no exchange keeps every rule, or the person has no class to give in exchange. Four statements.
    """
    from khaigiang.solvers.allocation.explain import cheapest_chain  # noqa: PLC0415  it counts with NumPy

    situation = situation_of(nomination.plan)
    people = {str(one.nomination_id): one for one in situation.people}
    classes = {str(one.id): one for one in situation.classes}
    person_id = str(nomination.pk)
    if person_id not in people or str(class_id) not in classes:
        return None
    problem, assignment = problem_of(situation, Weights()), assignment_of(situation.placed)
    chain = cheapest_chain(problem, assignment, person_id, str(class_id))
    if chain is None:
        return None
    return Exchange(
        moves=tuple(
            ExchangeMove(
                person=people[move.person_id],
                leaves=classes[move.leaves].name,
                enters=classes[move.enters].name,
                class_id=int(move.enters),
            )
            for move in chain.moves
        ),
        price=chain.price,
    )
