"""Refusals around units and offices."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class OfficeNameTaken(DomainError):
    sentence = _("There is already an office named “%(name)s”. Open it in the list of offices and correct it there.")


class UnitHasACommittee(DomainError):
    sentence = _("“%(committee)s” already acts for %(unit)s. Take it out of use first, or correct it.")


class CorrectionNeedsReason(DomainError):
    sentence = _("Say why the unit is corrected. A change by resolution is not a correction: enter it as a reform.")


class KindOfAnotherLevel(DomainError):
    sentence = _("A %(kind)s is of another level than %(unit)s. Choose a kind of the same level.")


class UnitCodeTaken(DomainError):
    sentence = _("%(unit)s has the code %(code)s from the same day. Enter another code.")


class NoCommittee(DomainError):
    sentence = _("No committee acts for %(unit)s on %(day)s. Add its committee to the offices first.")
