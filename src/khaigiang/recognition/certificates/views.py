"""The edges of certificates: the book, a class's batch, one certificate, and the public check."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.accounts.http import address_of
from khaigiang.ground.files.services import read
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import file, go, page
from khaigiang.ground.web.table_files import page_asked
from khaigiang.recognition.certificates import access, paper, queries, services
from khaigiang.recognition.certificates.errors import PdfNotWritten, TooManyLookUps
from khaigiang.recognition.certificates.forms import NumberForm, ReasonForm, SearchForm
from khaigiang.registry.mandates.http import ActorRequest

PDF = "application/pdf"
UNKNOWN_NUMBER = gettext_lazy(
    "No certificate with this number was issued here. Compare it with the paper, sign by sign."
)


@require_safe
def book(request: ActorRequest) -> HttpResponse:
    """The certificate book."""
    form = SearchForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    shown = queries.book_page(
        access.visible_certificates(request.actor),
        text=text,
        page=page_asked(request),
    )
    return page(request, "certificates/book.html", {"form": form, "shown": shown}, partial="rows")


@require_safe
def of_class(request: ActorRequest, class_id: int) -> HttpResponse:
    """The certificates of a class, and how many wait to be issued."""
    training_class = access.get_class(request.actor, class_id)
    context = {
        "training_class": training_class,
        "certificates": queries.certificates_of(training_class),
        "ready": queries.ready_to_issue(training_class, clock.today()),
        "may_issue": access.may_issue(request.actor),
    }
    return page(request, "certificates/class.html", context)


@require_POST
def issue(request: ActorRequest, class_id: int) -> HttpResponse:
    """Issue what is recognised and has no certificate yet."""
    training_class = access.get_class(request.actor, class_id)
    issued = services.issue_certificates(training_class, by=request.user, at=clock.now())
    count = len(issued.new)
    sentence = ngettext("%(count)s certificate issued.", "%(count)s certificates issued.", count)
    messages.success(request, sentence % {"count": count} if count else _("Everybody had a certificate already."))
    return go(request, "certificates:class", class_id)


@require_safe
def class_pdf(request: ActorRequest, class_id: int) -> HttpResponse:
    """Every valid certificate of a class in one PDF, a page each, to be printed in one go."""
    training_class = access.get_class(request.actor, class_id)
    content = paper.printable_book(queries.certificates_of(training_class))
    if content is None:
        raise Http404
    return file(content, name=f"{training_class.code}.pdf", content_type=PDF)


@require_safe
def certificate(request: ActorRequest, certificate_id: int) -> HttpResponse:
    """One certificate with its life."""
    found = access.get_certificate(request.actor, certificate_id)
    context = {
        "certificate": found,
        "check_url": paper.check_address(found),
        "successor": queries.successor_of(found),
        "grounds": queries.grounds_of(found) if access.may_read_grounds(request.actor) else None,
        "may_issue": access.may_issue(request.actor),
        "may_revoke": access.may_revoke(request.actor),
    }
    return page(request, "certificates/certificate.html", context)


@require_safe
def pdf(request: ActorRequest, certificate_id: int) -> HttpResponse:
    """The sealed PDF as it was issued."""
    found = access.get_certificate(request.actor, certificate_id)
    if found.pdf is None:
        raise PdfNotWritten(number=found.number)
    return file(read(found.pdf), name=found.pdf.name, content_type=PDF)


@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: ActorRequest, certificate_id: int) -> HttpResponse:
    """Revoke a certificate, with the reason."""
    found = access.get_certificate(request.actor, certificate_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        services.revoke_certificate(found, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
        return go(request, "certificates:certificate", certificate_id)
    return page(
        request, "certificates/revoke.html", {"certificate": found, "form": form}, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
def reissue(request: ActorRequest, certificate_id: int) -> HttpResponse:
    """Replace a certificate by a corrected one, with the reason."""
    found = access.get_certificate(request.actor, certificate_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        new = services.reissue_certificate(found, reason=reason, by=request.user, at=clock.now())
        return go(request, "certificates:certificate", new.pk)
    return page(
        request, "certificates/reissue.html", {"certificate": found, "form": form}, status=422 if form.errors else 200
    )


@login_not_required
@require_safe
def check(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What the QR code leads to: is this certificate genuine and valid?"""
    found = queries.public_certificate(uuid)
    return page(request, "certificates/check.html", {"found": found}, status=200 if found else 404)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request: HttpRequest) -> HttpResponse:
    """Check a certificate by the number printed on it."""
    form, status = NumberForm(request.POST or None), 404
    if form.is_valid():
        try:
            uuid = services.look_up_number(**form.cleaned_data, address=address_of(request), at=clock.now())
        except TooManyLookUps as refusal:
            form.add_error("number", str(refusal))
            status = 429
        else:
            if uuid:
                return go(request, "certificates:check", uuid)
            form.add_error("number", UNKNOWN_NUMBER)
    return page(request, "certificates/look_up.html", {"form": form}, status=status if form.errors else 200)
