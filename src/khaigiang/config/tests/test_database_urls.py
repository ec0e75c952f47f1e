"""DATABASE_URL becomes Django's settings, or a sentence."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from khaigiang.config.database import database_from_url


@pytest.mark.parametrize("nothing", [None, ""])
def test_without_an_address_the_database_lies_in_the_data_folder(nothing: str | None, tmp_path: Path) -> None:
    assert database_from_url(nothing, home=tmp_path)["NAME"] == str(tmp_path / "khaigiang.sqlite3")


def test_a_path_names_a_sqlite_file(tmp_path: Path) -> None:
    settings = database_from_url(f"sqlite:///{tmp_path}/plans%20of%202023.db", home=tmp_path)

    assert settings["NAME"] == str(tmp_path / "plans of 2023.db")
    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_a_server_is_named_with_user_password_and_port(tmp_path: Path) -> None:
    settings = database_from_url("postgresql://school:p%40ss@db.local:6432/training", home=tmp_path)

    assert {key: settings[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "NAME": "training",
        "USER": "school",
        "PASSWORD": "p@ss",
        "HOST": "db.local",
        "PORT": "6432",
    }


def test_a_socket_folder_is_a_host(tmp_path: Path) -> None:
    settings = database_from_url("postgresql://school@/training?host=/run/pg&sslmode=disable", home=tmp_path)

    assert (settings["HOST"], settings["OPTIONS"]) == ("/run/pg", {"sslmode": "disable"})


def test_another_kind_of_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="'mysql'"):
        database_from_url("mysql://localhost/x", home=tmp_path)
