"""What is refused about runs, in the user's words."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class SearchHasEnded(DomainError):
    sentence = _("This search has ended already. Load the page again to read what it found.")


class CannotBeStartedAgain(DomainError):
    sentence = _("This run is “%(state)s” and is not started again. Make a new one.")


class NothingToRelax(DomainError):
    sentence = _("This way out is gone, or another was taken already. Load the page again.")
