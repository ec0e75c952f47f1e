"""Refusals of the rehearsal."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class DatabaseHoldsSomethingElse(DomainError):
    """A story is played into an empty database alone."""

    sentence = _(
        "This database already holds data of its own. Play the story into an empty one: "
        "set KHAIGIANG_HOME to a new folder or DATABASE_URL to a new database."
    )


class StoryIsPastThatDay(DomainError):
    """A story goes forward only."""

    sentence = _("The story has already been played until %(played)s. Choose a later day, or start in a new database.")
