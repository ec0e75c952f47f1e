"""Foreign keys point only downwards: names in strings escape the import contracts."""

from collections.abc import Iterable

from django.apps import apps
from django.conf import settings

from khaigiang.config.features import FEATURE_APPS

Key = tuple[str, str, str]
HEIGHT = {app.rpartition(".")[2]: height for height, app in enumerate(FEATURE_APPS)}


def keys_of_the_product() -> list[Key]:
    """(app, `Model.field`, app it points to) of every relation between two models."""
    return [
        (model._meta.app_label, f"{model.__name__}.{field.name}", field.related_model._meta.app_label)
        for model in apps.get_models()
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.is_relation and field.related_model and model._meta.app_label in HEIGHT
    ]


def upward_keys(keys: Iterable[Key]) -> list[str]:
    """Keys to a feature above the one that holds them."""
    return [f"{app}.{field} → {target}" for app, field, target in keys if HEIGHT.get(target, -1) > HEIGHT[app]]


def test_foreign_keys_point_downwards() -> None:
    assert upward_keys(keys_of_the_product()) == []


def test_every_relation_of_the_product_is_looked_at() -> None:
    user = apps.get_model(settings.AUTH_USER_MODEL)

    assert {target for _, _, target in keys_of_the_product()} >= {user._meta.app_label, "units", "plans"}


def test_a_key_that_points_upwards_is_seen() -> None:
    assert upward_keys([("units", "Unit.plan", "plans"), ("plans", "Plan.unit", "units")]) == [
        "units.Unit.plan → plans"
    ]
