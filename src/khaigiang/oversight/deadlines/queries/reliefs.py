"""Extensions and exemptions, and proofs, in lists."""

from django.db.models import QuerySet

from khaigiang.oversight.deadlines.models import Proof, Relief


def relief_rows(reliefs: QuerySet[Relief]) -> QuerySet[Relief]:
    """The latest first, with whom and what they speak of."""
    together = reliefs.select_related("official", "requirement", "asked_by", "answered_by")
    return together.order_by("-asked_at", "-pk")


def proof_rows(proofs: QuerySet[Proof]) -> QuerySet[Proof]:
    """The latest first, with whom and what they speak of."""
    together = proofs.select_related("official", "requirement", "handed_in_by", "answered_by", "file")
    return together.order_by("-handed_in_at", "-pk")
