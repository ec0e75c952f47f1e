"""Build hook: the font and the catalogues are made before the package is, also for editable installs."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class AssetsHook(BuildHookInterface[BuilderConfig]):
    """Runs scripts/build_assets.py."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        sys.path.insert(0, str(Path(self.root) / "scripts"))
        try:
            from build_assets import build_assets  # noqa: PLC0415  found only once the folder is on the path
        finally:
            sys.path.pop(0)
        build_assets()
