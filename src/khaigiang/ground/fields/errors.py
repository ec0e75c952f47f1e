"""Refusals around own fields and what is written into them."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class LabelTaken(DomainError):
    sentence = _("There is already a field “%(label)s”. Use it, or choose another name.")


class TooFewChoices(DomainError):
    sentence = _("Name at least two different choices, one on each line.")


class ChoiceInUse(DomainError):
    sentence = _(
        "“%(choice)s” is recorded %(count)s times. Change those records first, or leave the choice in the list."
    )


class KindInUse(DomainError):
    sentence = _("The field already holds %(count)s values. Retire it, and add a new field of the other kind.")


class NobodySees(DomainError):
    sentence = _("Name at least one role that sees the field.")


class FieldNotThere(DomainError):
    sentence = _("A field was retired or removed while you wrote. Open the page again.")


class NotANumber(DomainError):
    sentence = _("“%(text)s” is not a number for “%(label)s”. Write it like 1250 or 7,5.")


class NotADay(DomainError):
    sentence = _("“%(text)s” is not a day for “%(label)s”. Write it like 19/5/1980.")


class NotAChoice(DomainError):
    sentence = _("“%(text)s” is not a choice of “%(label)s”. Choose one of: %(choices)s.")


class NotYesOrNo(DomainError):
    sentence = _("“%(text)s” is neither yes nor no for “%(label)s”. Write “có” or “không”.")


class TextTooLong(DomainError):
    sentence = _("The text for “%(label)s” is longer than %(longest)s signs. Shorten it.")
