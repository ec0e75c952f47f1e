"""The language in which these tests read sentences."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture
def english() -> Iterator[None]:
    """Sentences as they are written in the code."""
    with translation.override("en"):
        yield
