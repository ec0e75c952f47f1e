"""Every question of the doctor is answered with a sentence when something is planted, and is silent otherwise."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage, StaticFilesStorage
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from pytest_django import Settings

from khaigiang.config import soundness
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.audit.services import record, seal_pending
from khaigiang.oversight.coverage.models import Span
from khaigiang.oversight.coverage.services import settle_all
from khaigiang.planning.plans.tests.makers import make_plan, make_target_post

AT = datetime(2023, 5, 24, 1, 0, tzinfo=UTC)


def test_a_missing_data_folder_is_found(settings: Settings, tmp_path: Path) -> None:
    assert soundness.data_folder_is_writable() == []

    settings.HOME = tmp_path / "gone"

    assert "gone" in soundness.data_folder_is_writable()[0]


def test_a_key_that_others_can_read_is_found(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    key = tmp_path / "secret-key"
    key.write_text("secret", encoding="ascii")

    key.chmod(0o600)
    assert soundness.secret_key_is_private() == []

    key.chmod(0o640)
    assert "chmod 600" in soundness.secret_key_is_private()[0]


@pytest.mark.django_db
def test_a_silent_database_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OperationalError("connection refused\nmore words")

    assert soundness.database_answers() == []

    monkeypatch.setattr(connection, "ensure_connection", refuse)

    assert "(connection refused)" in soundness.database_answers()[0]


@pytest.mark.django_db
def test_a_pending_migration_is_found() -> None:
    assert soundness.database_is_migrated() == []

    MigrationRecorder(connection).record_unapplied("audit", "0001_initial")

    assert "khaigiang migrate" in soundness.database_is_migrated()[0]


@pytest.mark.django_db
def test_a_changed_audit_is_found() -> None:
    entry = record("approve_plan", Entry(pk=1, at=AT), by=None, at=AT)
    seal_pending()
    assert soundness.audit_chain_is_whole() == []

    Entry.objects.filter(pk=entry.pk).update(act="close_plan")

    assert re.search(r"\b1\b", soundness.audit_chain_is_whole()[0])


@pytest.mark.django_db
def test_a_post_that_is_kept_wrongly_is_found_and_derived_anew() -> None:
    plan = make_plan()
    posts = [make_target_post(plan), make_target_post(plan)]
    assert soundness.ledger_is_kept_as_posts_stand() == []
    settle_all()
    assert soundness.ledger_is_kept_as_posts_stand() == []

    Span.objects.filter(target_post=posts[1]).update(nomination_id=7)

    assert f"({posts[1].pk})" in soundness.ledger_is_kept_as_posts_stand()[0]
    call_command("derive")
    assert soundness.ledger_is_kept_as_posts_stand() == []


@pytest.mark.django_db
def test_a_ledger_that_is_no_longer_told_of_writes_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soundness, "unwatched", lambda: ["coverage_touches_plans_excuse_insert"])

    assert "khaigiang migrate" in soundness.ledger_is_kept_as_posts_stand()[0]


def test_a_font_without_vietnamese_letters_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    assert soundness.fonts_draw_vietnamese() == []

    monkeypatch.setattr(soundness, "missing_letters", lambda _files: frozenset("ặữ"))

    assert " 2 " in soundness.fonts_draw_vietnamese()[0]


def test_a_catalogue_newer_than_its_compiled_form_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    catalogue, compiled = tmp_path / "django.po", tmp_path / "django.mo"
    catalogue.touch()
    monkeypatch.setattr(soundness, "_catalogues", _only(catalogue))

    assert str(tmp_path) in soundness.messages_are_compiled()[0]

    compiled.touch()
    assert soundness.messages_are_compiled() == []


def test_uncollected_styles_are_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(soundness, "staticfiles_storage", StaticFilesStorage(tmp_path))
    assert soundness.static_files_are_collected() == []

    monkeypatch.setattr(soundness, "staticfiles_storage", ManifestStaticFilesStorage(tmp_path))
    assert "collectstatic" in soundness.static_files_are_collected()[0]


@pytest.mark.django_db
def test_an_unmigrated_database_ends_the_examination() -> None:
    whole = [answer.title for answer in soundness.examine()]
    MigrationRecorder(connection).record_unapplied("audit", "0001_initial")

    assert [answer.title for answer in soundness.examine()] == whole[:-2]
    assert len(soundness.examine(before_serving=True)) == 4


def _only(catalogue: Path) -> Callable[[str], list[Path]]:
    return lambda app: [catalogue] if app == "khaigiang.config" else []
