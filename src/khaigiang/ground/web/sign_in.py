"""A place on the sign-in page that a feature above may fill (the rehearsal offers its persons there)."""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.safestring import SafeString

Block = Callable[[HttpRequest], SafeString | str]
_blocks: list[Block] = []


def register_block(block: Block) -> None:
    """Show what the callable renders (with `render_to_string`) under the sign-in form."""
    if block not in _blocks:
        _blocks.append(block)


def blocks_for(request: HttpRequest) -> list[SafeString | str]:
    """What the registered blocks render for this visitor; empty ones are left out."""
    return [rendered for block in _blocks if (rendered := block(request))]
