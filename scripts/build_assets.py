"""Makes what the repository does not hold: the pages' font and the compiled catalogues."""

from fonts import build_font
from messages import compile_messages


def build_assets() -> None:
    """Make whatever is missing or older than its source."""
    build_font()
    compile_messages()


if __name__ == "__main__":
    build_assets()
