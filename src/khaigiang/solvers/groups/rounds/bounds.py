"""How often at least two people must meet again, whatever the groups."""

from khaigiang.solvers.groups.rounds.problem import Rounds


def fewest_met_again(rounds: Rounds) -> int:
    """No divisions have fewer meetings of two people who have met before.

    The largest of three reckonings: all meetings past the number of pairs; each person's meetings past the number of
    others; and, in every round after the first, the members of one first group spread over all groups: more members
    than groups must share some.
    """
    sizes = rounds.problem.sizes()
    people, groups = sum(sizes), len(sizes)
    meetings = rounds.rounds * sum(_pairs(size) for size in sizes)
    # In groups of nearly equal sizes, each round gives a person one other more or fewer: the fewest are counted.
    others = max(0, rounds.rounds * (min(sizes, default=1) - 1) - (people - 1)) * people
    spread = sum(_pairs_when_spread(size, groups) for size in sizes)
    return max(0, meetings - _pairs(people), -(-others // 2), (rounds.rounds - 1) * spread)


def pairs_that_could_meet(rounds: Rounds) -> int:
    """No divisions let more different pairs of people meet."""
    meetings = rounds.rounds * sum(_pairs(size) for size in rounds.problem.sizes())
    return meetings - fewest_met_again(rounds)


def _pairs(people: int) -> int:
    return people * (people - 1) // 2


def _pairs_when_spread(people: int, groups: int) -> int:
    each, more = divmod(people, groups)
    return more * _pairs(each + 1) + (groups - more) * _pairs(each)
