"""How the links of the audit chain are computed."""

import hashlib
import json
from collections.abc import Mapping


def link(previous_hash: str, position: int, content: Mapping[str, object]) -> str:
    """SHA-256 over the previous link, the position and the entry's content in canonical JSON."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(f"{previous_hash}\n{position}\n{canonical}".encode()).hexdigest()
