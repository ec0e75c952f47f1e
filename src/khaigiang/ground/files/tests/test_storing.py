from hashlib import sha256
from pathlib import Path

import pytest
from pytest_django import Settings

from khaigiang.ground.files.models import StoredFile
from khaigiang.ground.files.services import path_of, read
from khaigiang.ground.files.tests.makers import make_file

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.FILES_ROOT = tmp_path
    return tmp_path


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_comes_back_byte_for_byte_with_its_name_size_and_hash() -> None:
    file = make_file(b"\x00\xffabc", name="Nghị quyết 07.pdf")

    assert read(file) == b"\x00\xffabc"
    assert (file.name, file.size, file.sha256) == ("Nghị quyết 07.pdf", 5, sha256(b"\x00\xffabc").hexdigest())


def test_the_same_bytes_lie_on_disk_once_under_two_records(folder: Path) -> None:
    first, second = make_file(b"same", name="a.pdf"), make_file(b"same", name="b.pdf")

    assert first.pk != second.pk
    assert first.uuid != second.uuid
    assert files_in(folder) == [path_of(first.sha256)]


def test_an_empty_file_is_a_file() -> None:
    assert read(make_file(b"")) == b""


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\anh\\Danh sách.xlsx", "Danh sách.xlsx"),
        ("báo cáo\r\nX-Evil: 1.pdf", "báo cáoX-Evil: 1.pdf"),
        ("..", "file"),
        ("", "file"),
        ("x" * 300 + ".pdf", "x" * 251 + ".pdf"),
    ],
)
def test_of_a_name_only_the_harmless_part_is_kept(given: str, kept: str) -> None:
    assert make_file(name=given).name == kept


def test_a_write_that_fails_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def disk_is_full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", disk_is_full)

    with pytest.raises(OSError, match="No space left"):
        make_file(b"lost")
    assert files_in(folder) == []
    assert not StoredFile.objects.exists()


def test_bytes_that_the_data_folder_lost_are_missed_aloud() -> None:
    file = make_file()
    path_of(file.sha256).unlink()

    with pytest.raises(FileNotFoundError):
        read(file)


def test_bytes_that_changed_on_disk_are_not_given_out() -> None:
    file = make_file(b"signed")
    path_of(file.sha256).write_bytes(b"forged")

    with pytest.raises(OSError, match="changed"):
        read(file)
