"""Refusals around requirements, reliefs and proofs."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class SaysNotWhen(DomainError):
    sentence = _("Say within what time after the appointment it is due, or after how many years again.")


class ChangesThePast(DomainError):
    sentence = _("What was due on past days stays as it was. Choose %(day)s or a later day.")


class BeforeItBegins(DomainError):
    sentence = _("The requirement is in force from %(day)s. Choose a later day.")


class ChangedAlready(DomainError):
    sentence = _("This requirement was changed or ended already. Open the one that is in force.")


class SomethingStandsOnIt(DomainError):
    sentence = _("Extensions, exemptions or proofs stand on this requirement, so it is not deleted. End it instead.")


class ToldAlready(DomainError):
    sentence = _("The change is in force since %(day)s, so it is not undone. Enter a new change instead.")


class NotReached(DomainError):
    sentence = _(
        "%(official)s holds no post that the requirement reaches on %(day)s. Check the posts on the person's page."
    )


class NotLater(DomainError):
    sentence = _("The training is due on %(day)s. Choose a later day.")


class ExemptAlready(DomainError):
    sentence = _("An exemption of %(official)s already stands or waits. Take that back first.")


class AnswersOwnExemption(DomainError):
    sentence = _("You entered this exemption yourself. Another person approves or refuses it.")


class ReliefAnswered(DomainError):
    sentence = _("This is no longer open: it is %(state)s. Load the page again.")


class HandedInAlready(DomainError):
    sentence = _("The certificate %(number)s of %(official)s was handed in already. Look at it in the list of proofs.")


class LearnedInTheFuture(DomainError):
    sentence = _("The certificate bears a day that is not yet. Check its date.")


class AnswersOwnProof(DomainError):
    sentence = _("You handed in this proof yourself. Another clerk of the training office accepts or refuses it.")


class ProofAnswered(DomainError):
    sentence = _("This proof is %(state)s already. Load the page again.")


class NothingChosen(DomainError):
    sentence = _("Tick at least one person.")


class NotADraftPlan(DomainError):
    sentence = _("The posts of an approved plan are fixed. Choose a plan that is still a draft, or name the people.")
