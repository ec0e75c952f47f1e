"""The migrations make exactly the tables that the models describe."""

import re
from collections.abc import Iterable

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.db.models import BooleanField, Model
from django.utils import translation


def drift(wanted: ProjectState) -> list[str]:
    """Operations that are still to be written into a migration."""
    loader = MigrationLoader(None)
    # Migrations hold the texts before translation, as `makemigrations` writes them.
    with translation.override(None):
        changes = MigrationAutodetector(loader.project_state(), wanted).changes(graph=loader.graph)
    return [
        f"{app}: {operation.describe()}"
        for app, migrations in changes.items()
        for migration in migrations
        for operation in migration.operations
    ]


def two_newest(leaves: Iterable[tuple[str, str]]) -> list[str]:
    """Features whose migrations end in more than one place."""
    names = [app for app, _ in leaves]
    return sorted({app for app in names if names.count(app) > 1})


def test_no_migration_is_missing() -> None:
    assert drift(ProjectState.from_apps(apps)) == []


def test_every_feature_has_one_newest_migration() -> None:
    assert two_newest(MigrationLoader(None).graph.leaf_nodes()) == []


def test_a_field_without_a_migration_is_seen() -> None:
    wanted = ProjectState.from_apps(apps)
    wanted.models["plans", "plan"].fields["is_secret"] = BooleanField(default=False)

    assert drift(wanted) == ["plans: Add field is_secret to plan"]


def test_two_newest_migrations_are_seen() -> None:
    assert two_newest([("plans", "0002_a"), ("plans", "0002_b"), ("units", "0001_initial")]) == ["plans"]


NAMES_OF = {
    "sqlite": "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL",
    "postgresql": (
        "SELECT 'CONSTRAINT \"' || conname || '\"' FROM pg_constraint"
        " UNION SELECT 'INDEX \"' || indexname || '\"' FROM pg_indexes"
    ),
}


def held() -> set[str]:
    """The names of every constraint and index of the database."""
    with connection.cursor() as cursor:
        cursor.execute(NAMES_OF[connection.vendor])
        return {name for (text,) in cursor.fetchall() for name in re.findall(r'(?:CONSTRAINT|INDEX) "(\w+)"', text)}


def columns(model: type[Model]) -> set[str]:
    """The columns of a table."""
    with connection.cursor() as cursor:
        return {column.name for column in connection.introspection.get_table_description(cursor, model._meta.db_table)}


def described() -> set[str]:
    """The names of the constraints and indexes that the models describe."""
    return {named.name for model in apps.get_models() for named in (*model._meta.constraints, *model._meta.indexes)}


@pytest.mark.django_db
def test_the_tables_hold_every_column_of_the_models_and_no_other() -> None:
    models = apps.get_models(include_auto_created=True)

    wrong = {one._meta.label for one in models if columns(one) != {field.column for field in one._meta.concrete_fields}}

    assert wrong == set()


@pytest.mark.django_db
def test_the_tables_hold_every_constraint_and_index_of_the_models() -> None:
    assert described() - held() == set()
    assert len(described()) > 100
