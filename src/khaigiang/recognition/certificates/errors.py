"""Refusals of certificates, in the user's words."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class NothingRecognised(DomainError):
    sentence = _("No result of this class has been recognised yet. Issue the decision on results first.")


class NotValid(DomainError):
    sentence = _("Certificate %(number)s is no longer valid. Open the one that took its place, if there is one.")


class NoLongerPassed(DomainError):
    sentence = _("The holder of %(number)s has no recognised success any more. Revoke the certificate instead.")


class TooManyLookUps(DomainError):
    sentence = _(
        "Too many numbers were looked up from this place. Wait %(minutes)s minutes, then try again. "
        "Scanning the QR code works at any time."
    )


class PdfNotWritten(DomainError):
    sentence = _("The PDF of %(number)s has not been written yet. Press “Issue” on the page of the class once more.")


class ReasonMissing(DomainError):
    sentence = _("Say why; the reason is kept in the certificate book.")


class SymbolMissing(DomainError):
    sentence = _("%(office)s has no symbol for its numbers. Enter it on the page of the office.")
