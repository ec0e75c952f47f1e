"""The data folder and its secret key."""

import stat
from pathlib import Path

import pytest

from khaigiang.config.home import home_folder
from khaigiang.config.secret import secret_key


def test_the_data_folder_is_the_one_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KHAIGIANG_HOME", str(tmp_path))

    assert home_folder() == tmp_path.resolve()


def test_an_unnamed_data_folder_follows_the_users_own_places(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("KHAIGIANG_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    assert home_folder() == tmp_path / "khaigiang"


def test_a_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    first = secret_key(tmp_path)

    assert secret_key(tmp_path) == first
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_a_key_of_the_environment_is_not_written_down(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KHAIGIANG_SECRET_KEY", "from the vault")

    assert secret_key(tmp_path) == "from the vault"
    assert list(tmp_path.iterdir()) == []
