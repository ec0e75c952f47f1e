"""Certificates of other schools: handed in, looked at, accepted or refused, taken back."""

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.files.services import read
from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import file, go, page
from khaigiang.ground.web.navigation import may_open
from khaigiang.ground.web.table_files import leaf, page_asked
from khaigiang.oversight.deadlines import access, queries, services
from khaigiang.oversight.deadlines.forms import AcceptForm, ProofForm
from khaigiang.oversight.deadlines.models import Proof
from khaigiang.planning.plans.reason_form import ReasonForm
from khaigiang.registry.mandates.http import ActorRequest

PER_PAGE: Final = 50


@require_safe
def proof_list(request: ActorRequest) -> HttpResponse:
    """Every proof, the latest first."""
    rows = queries.proof_rows(access.visible_proofs(request.actor))
    return page(request, "deadlines/proofs.html", {"shown": leaf(rows, PER_PAGE, page_asked(request))})


@require_safe
def proof_page(request: ActorRequest, proof_id: int) -> HttpResponse:
    """One proof with its scan, what it would excuse, and what can be done."""
    proof = access.get_proof(request.actor, proof_id)
    is_own = proof.handed_in_by_id == request.user.pk
    context = {
        "proof": proof,
        "is_own": is_own,
        "may_answer": may_open(request, "deadlines:accept_proof") and not is_own,
        "may_reconsider": may_open(request, "deadlines:reconsider"),
        "form": AcceptForm(posts=queries.posts_to_excuse(proof, request.actor.on)),
    }
    return page(request, "deadlines/proof.html", context)


@require_safe
def scan(request: ActorRequest, proof_id: int) -> HttpResponse:
    """The scan of a certificate."""
    stored = access.get_scan(request.actor, proof_id)
    return file(read(stored), name=stored.name, content_type=stored.content_type)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: ActorRequest, requirement_id: int, official_id: int) -> HttpResponse:
    """Hand in a certificate of another school."""
    requirement, official, row = access.get_due(request.actor, requirement_id, official_id)
    form = ProofForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            proof = services.hand_in_proof(requirement, official, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "deadlines:proof", proof.pk)
    return page(request, "deadlines/hand_in.html", {"row": row, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: ActorRequest, proof_id: int) -> HttpResponse:
    """Let a certificate count."""
    proof = access.get_proof(request.actor, proof_id)
    typed = request.POST if request.method == "POST" else None
    form = AcceptForm(typed, posts=queries.posts_to_excuse(proof, request.actor.on))
    if form.is_valid():
        try:
            services.accept_proof(proof, excuses=form.excused(), by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "deadlines:proof", proof.pk)
    return page(request, "deadlines/accept.html", {"proof": proof, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: ActorRequest, proof_id: int) -> HttpResponse:
    """Refuse a certificate with a reason."""
    proof = access.get_proof(request.actor, proof_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            services.refuse_proof(proof, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "deadlines:proof", proof.pk)
    return page(request, "deadlines/refuse.html", {"proof": proof, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: ActorRequest, proof_id: int) -> HttpResponse:
    """Take back a proof that nobody has answered."""
    return _taken_back(request, access.get_own_proof(request.actor, proof_id), services.withdraw_proof)


@require_http_methods(["GET", "HEAD", "POST"])
def reconsider(request: ActorRequest, proof_id: int) -> HttpResponse:
    """Let an accepted proof wait for an answer again."""
    return _taken_back(request, access.get_proof(request.actor, proof_id), services.reconsider_proof)


def _taken_back(request: ActorRequest, proof: Proof, act: Callable[..., Proof]) -> HttpResponse:
    if request.method == "POST":
        taken = act(proof, by=request.user, at=clock.now())
        messages.success(request, _("%(proof)s: %(state)s.") % {"proof": taken, "state": taken.get_state_display()})
        return go(request, "deadlines:proof", proof.pk)
    return page(request, "deadlines/take_back_proof.html", {"proof": proof})
