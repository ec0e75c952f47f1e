"""`khaigiang migrate`: Django's own command, in a third of its time on an empty database."""

from typing import Any, Final

from django.core.management.commands import migrate
from django.db.migrations.state import ProjectState

from khaigiang.oversight.coverage.services import watch

ModelKeys = set[tuple[str, str]]
FINDS: Final = "_find_reload_model"
WITH_ALL_RELATED: Final = getattr(ProjectState, FINDS)


def drawn_anew(state: ProjectState, app_label: str, model_name: str, delay: bool = False) -> ModelKeys:  # noqa: FBT001, FBT002  as Django calls it
    """Which models a step draws anew: Django takes all that are related over any number of others, here nearly all.

    A new model changes no other. Where Django itself may be late (a constraint, an index, a field that is no relation)
    it draws everything anew before rows are next migrated.
    """
    is_new = model_name not in state.apps.all_models[app_label]
    if is_new or delay:
        state.is_delayed = state.is_delayed or delay
        return {(app_label, model_name)}
    related: ModelKeys = WITH_ALL_RELATED(state, app_label, model_name, delay)
    return related


class Command(migrate.Command):
    """Makes the tables, or brings them up to date."""

    def handle(self, *arguments: Any, **options: Any) -> None:
        setattr(ProjectState, FINDS, drawn_anew)
        try:
            super().handle(*arguments, **options)
        finally:
            setattr(ProjectState, FINDS, WITH_ALL_RELATED)
        # SQLite drops the triggers of a table that a migration remakes: what the ledger needs is made anew.
        if options["app_label"] is None and not options["plan"] and not options["check_unapplied"]:
            watch()
