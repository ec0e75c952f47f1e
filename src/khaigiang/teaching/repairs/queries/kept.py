"""The ways out as a repair keeps them."""

from khaigiang.teaching.repairs.errors import UnknownWay
from khaigiang.teaching.repairs.models import Repair
from khaigiang.teaching.repairs.ways import KeptWay


def kept_ways(repair: Repair) -> list[KeptWay]:
    """Every way out of a repair."""
    return [KeptWay.from_json(kept) for kept in repair.ways]


def way_of(repair: Repair, way: str) -> KeptWay:
    """One way out of a repair; raises UnknownWay."""
    found = next((one for one in kept_ways(repair) if one.way == way), None)
    if found is None:
        raise UnknownWay
    return found
