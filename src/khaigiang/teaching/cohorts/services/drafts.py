"""Throwing drafts of papers away, within the service that records it."""

from khaigiang.planning.documents.models import Document


def discard_document(document: Document) -> None:
    """Remove a paper that was never issued, with what it said of other papers."""
    document.links.all().delete()
    document.delete()
