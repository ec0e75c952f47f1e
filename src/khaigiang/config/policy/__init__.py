"""Who may open which page: one readable list by area, closed to everything it does not name.

Reading is GET and HEAD, writing is POST. Which rows a role then sees is decided by each feature's `access`.
"""

from typing import Final

from khaigiang.config.policy.doors import DOORS
from khaigiang.config.policy.ground import GROUND
from khaigiang.config.policy.oversight import OVERSIGHT
from khaigiang.config.policy.planning import PLANNING
from khaigiang.config.policy.recognition import RECOGNITION
from khaigiang.config.policy.registry import REGISTRY
from khaigiang.config.policy.teaching import TEACHING
from khaigiang.config.rule import Rule

POLICY: Final[dict[str, Rule]] = {**GROUND, **REGISTRY, **PLANNING, **TEACHING, **RECOGNITION, **OVERSIGHT, **DOORS}
