"""Certificate numbers, marks and the sealing key under many writers at once (trust.md T05)."""

import os
from collections import Counter
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytest_django import Settings

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.files.models import StoredFile
from khaigiang.ground.files.services import read
from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.shared.tests.racing import PROCESSES, WRITERS, meeting_point, race, race_started_anew
from khaigiang.papers.seal import is_intact, make_key
from khaigiang.recognition.assessment.models import Mark
from khaigiang.recognition.assessment.services import enter_marks
from khaigiang.recognition.assessment.tests.makers import (
    make_plan_of_papers,
    make_recognised,
    make_sheet,
    trainees,
    typed,
)
from khaigiang.recognition.certificates.installation_key import installation_key
from khaigiang.recognition.certificates.models import Certificate, CertificateBook
from khaigiang.recognition.certificates.queries import gaps_in_books
from khaigiang.recognition.certificates.services import issue_certificates, number_certificates

if TYPE_CHECKING:
    from collections.abc import Callable

    Find = Callable[[], tuple[bytes, bytes]]

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

AT = datetime(2023, 3, 27, 9, 0, tzinfo=UTC)


class TakenMeanwhile(DomainError):
    """Somebody else was quicker."""


def test_clerks_who_issue_at_once_leave_no_gap_and_no_double() -> None:
    plan, by = make_plan_of_papers(), make_user()
    classes = [make_recognised(people=2, plan=plan).training_class for _ in range(3)]

    jobs = [partial(number_certificates, classes[place % 3], by=by, at=AT) for place in range(WRITERS)]

    assert race(jobs) == ["done"] * WRITERS
    assert list(Certificate.objects.order_by("book_number").values_list("book_number", flat=True)) == [*range(1, 7)]
    assert gaps_in_books() == []


def test_of_clerks_who_issue_at_once_one_writes_the_pdf_of_each_certificate() -> None:
    training_class, by = make_recognised(people=4).training_class, make_user()

    told = race_started_anew([partial(issue_certificates, training_class, by=by, at=AT)] * 3)

    assert told == ["done"] * 3
    certificates = Certificate.objects.select_related("pdf").order_by("book_number")
    assert [one.book_number for one in certificates] == [1, 2, 3, 4]
    assert [is_intact(read(one.pdf), installation_key()[1]) for one in certificates if one.pdf] == [True] * 4
    # A certificate that one clerk could already hand out is not sealed anew by another.
    assert StoredFile.objects.filter(name__contains="GCN").count() == 4


def test_without_the_lock_the_same_race_loses_numbers() -> None:
    """The positive control: this race does happen here."""
    meet = meeting_point()
    book = CertificateBook.objects.create(office=make_plan_of_papers().school, year=2023)

    def number_carelessly() -> None:
        seen = CertificateBook.objects.get(pk=book.pk).last_number
        meet.wait()
        CertificateBook.objects.filter(pk=book.pk).update(last_number=seen + 1)

    race([number_carelessly] * PROCESSES)

    book.refresh_from_db()
    assert book.last_number == 1


def test_of_many_who_type_into_one_empty_cell_one_is_saved_and_the_others_are_told() -> None:
    sheet, by = make_sheet(1), make_user()
    (trainee,) = trainees(sheet)

    def enter(mark: int) -> None:
        saved = enter_marks(sheet.training_class, typed(trainee, f"{mark // 100},{mark % 100:02}"), by=by, at=AT)
        if not saved.is_whole:
            raise TakenMeanwhile

    outcomes = race([partial(enter, number) for number in range(WRITERS)])

    assert Counter(outcomes) == {"done": 1, "TakenMeanwhile": WRITERS - 1}
    assert Mark.objects.get().version == 1


def test_without_the_version_all_who_type_are_told_it_is_saved_and_one_mark_is_left() -> None:
    """The positive control: this race does happen here."""
    sheet, by, meet = make_sheet(1), make_user(), meeting_point()
    (trainee,) = trainees(sheet)
    enter_marks(sheet.training_class, typed(trainee, "5"), by=by, at=AT)

    def enter_carelessly(mark: int) -> None:
        seen = Mark.objects.get().version
        meet.wait()
        Mark.objects.update(value=mark, version=seen + 1)

    outcomes = race([partial(enter_carelessly, number % 10) for number in range(PROCESSES)])

    assert outcomes == ["done"] * PROCESSES
    assert Mark.objects.get().version == 2


def test_processes_that_seal_first_at_the_same_moment_share_one_key(tmp_path: Path, settings: Settings) -> None:
    settings.HOME = tmp_path

    outcomes = race([partial(_note, tmp_path, installation_key)] * WRITERS)

    assert outcomes == ["done"] * WRITERS
    assert len(_noted(tmp_path)) == 1
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["seal"]
    assert (tmp_path / "keys" / "seal" / "key.pem").stat().st_mode & 0o777 == 0o600


def test_without_the_rename_each_process_seals_with_a_key_of_its_own(tmp_path: Path) -> None:
    """The positive control: this race does happen here."""
    meet = meeting_point()

    def make_carelessly() -> tuple[bytes, bytes]:
        path = tmp_path / "careless.pem"
        if not path.exists():
            meet.wait()
            path.write_bytes(b"".join(pair := make_key("Khai Giang")))
            return pair
        return path.read_bytes(), b""

    race([partial(_note, tmp_path, make_carelessly)] * PROCESSES)

    assert len(_noted(tmp_path)) == PROCESSES


def _note(folder: Path, find: "Find") -> None:
    (folder / f"used-{os.getpid()}").write_bytes(b"".join(find()))


def _noted(folder: Path) -> set[bytes]:
    return {path.read_bytes() for path in folder.glob("used-*")}
