"""Stored files for tests; `settings.FILES_ROOT` must point into the test's own folder."""

from datetime import UTC, datetime

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.files.models import StoredFile
from khaigiang.ground.files.services import store

AT = datetime(2023, 3, 1, 1, 0, tzinfo=UTC)


def make_file(
    content: bytes = b"%PDF-1.7", *, name: str = "Kế hoạch.pdf", content_type: str = "application/pdf"
) -> StoredFile:
    """A stored file."""
    return store(content, name=name, content_type=content_type, by=make_user(), at=AT)
