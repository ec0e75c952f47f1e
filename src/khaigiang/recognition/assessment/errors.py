"""Refusals of assessment, in the user's words."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class MarksAreLocked(DomainError):
    sentence = _("The marks of this class are locked. Ask for them to be reopened, with a reason, before changing one.")


class WeightsDoNotAddUp(DomainError):
    sentence = _("The weights add up to %(total)s %%. Change them so that they make 100 %%.")


class ComponentsAreInUse(DomainError):
    sentence = _("Marks have been entered for this programme. Make a new version of the programme to change its parts.")


class NoComponents(DomainError):
    sentence = _(
        "The programme has no parts of the mark yet. Set them on the page of the programme before opening the marks."
    )


class BandsOutOfOrder(DomainError):
    sentence = _("The bands must go from the best down: “%(lower)s” asks for more than “%(upper)s”. Put them in order.")


class MarksMissing(DomainError):
    sentence = _("%(count)s marks are still missing. Enter them, or note why a trainee has none, before locking.")


class ConfirmedByTheSamePerson(DomainError):
    sentence = _("You locked these marks yourself. Another person has to confirm them.")


class MoveNotAllowed(DomainError):
    sentence = _("That is not possible while the results are “%(state)s”. Open the page again to see where they stand.")


class ReasonMissing(DomainError):
    sentence = _("Say why the results are reopened; the reason is kept with them.")


class MarkNotUnderstood(DomainError):
    sentence = _("“%(text)s” is not a mark. Type a number from 0 to 10, such as 7,5.")


class MarkOutOfRange(DomainError):
    sentence = _("%(text)s is more than 10. Marks go from 0 to 10.")


class MarkTooFine(DomainError):
    sentence = _("%(text)s has more than two decimals. Round it, for instance to 7,25.")


class NothingToResit(DomainError):
    sentence = _("There is no first mark for this part, so it cannot be resat. Enter the first mark instead.")


class DecisionIsDrafted(DomainError):
    sentence = _("A decision for this class has already been drawn up. Sign and number that one.")


class NothingToRecognise(DomainError):
    sentence = _("No result has changed since the last decision. Enter the late marks or resits first.")


class EnteredByTheSamePerson(DomainError):
    sentence = _("You entered these late marks yourself. Another person has to draw up the decision on them.")


class ResitCannotBeEmptied(DomainError):
    sentence = _("This is the mark of a resit. Correct it, but do not empty it: the resit did take place.")


class AlreadyOpened(DomainError):
    sentence = _("The marks of this class are open already. Go on where the others have begun.")


class RuleOfThatDay(DomainError):
    sentence = _("“%(name)s” is in force from that very day. Choose another day.")


class BandsMissing(DomainError):
    sentence = _("A rule needs at least one band that passes. Enter its bands, the best first.")


class BandTwice(DomainError):
    sentence = _("Two bands read “%(name)s”. Give each band a name of its own.")


class PartWithoutWeight(DomainError):
    sentence = _("“%(name)s” needs a weight from 1 to 100. Enter it, or leave the whole line empty.")


class NoRuleInForce(DomainError):
    sentence = _("No grading rule is in force on that day. Enter one under “Grading rules” first.")
