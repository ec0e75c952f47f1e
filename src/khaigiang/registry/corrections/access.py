"""The only door to links and proposals: whoever keeps an official; and the secret, for the person alone."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from khaigiang.ground.removal.models import present
from khaigiang.registry.corrections import queries
from khaigiang.registry.corrections.models import Correction, CorrectionLink
from khaigiang.registry.officials.access import get_keepable_official, keepable_officials
from khaigiang.registry.officials.models import Official
from khaigiang.registry.units.acting import Acting


def get_official(actor: Acting, official_id: int) -> Official:
    """One official whose proposals this person decides, or 404."""
    return get_keepable_official(actor, official_id)


def waiting(actor: Acting) -> QuerySet[Correction]:
    """Proposals that wait for this person."""
    return queries.waiting(keepable_officials(actor))


def get_correction(actor: Acting, correction_id: int) -> Correction:
    """One proposal of an official whom this person keeps, or 404."""
    found = Correction.objects.filter(official__in=keepable_officials(actor)).select_related("official")
    return get_object_or_404(found, pk=correction_id)


def get_link(actor: Acting, link_id: int) -> CorrectionLink:
    """One link of an official whom this person keeps, or 404."""
    return get_object_or_404(CorrectionLink.objects.filter(official__in=keepable_officials(actor)), pk=link_id)


def get_own_link(secret: str) -> CorrectionLink:
    """The link with a secret, or 404; whoever knows the address is taken for the person."""
    found = CorrectionLink.objects.filter(present("official__")).select_related("official")
    return get_object_or_404(found, secret=secret)
