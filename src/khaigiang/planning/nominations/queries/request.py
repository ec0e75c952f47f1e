"""The request that asks committees for names."""

from khaigiang.planning.documents.models import DocumentState
from khaigiang.planning.nominations.models import NominationRequest
from khaigiang.planning.plans.models import Plan


def request_of(plan: Plan) -> NominationRequest | None:
    """The plan's request with its paper, drafted or sent."""
    found = NominationRequest.objects.filter(plan=plan)
    return found.select_related("document__issuer", "document__docx", "document__pdf", "document__file").first()


def is_asked(plan: Plan) -> bool:
    """Has the request been sent?"""
    return NominationRequest.objects.filter(plan=plan, document__state=DocumentState.ISSUED).exists()
