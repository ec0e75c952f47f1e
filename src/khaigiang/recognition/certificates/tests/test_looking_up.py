"""Anybody looks a certificate up by its number, and nobody reads the book by trying numbers."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.recognition.assessment.tests.makers import AT
from khaigiang.recognition.certificates.errors import TooManyLookUps
from khaigiang.recognition.certificates.models import LookUp
from khaigiang.recognition.certificates.services import LOOK_UPS, WITHIN, look_up_number

pytestmark = pytest.mark.django_db
HERE, ELSEWHERE = "10.0.0.1", "10.0.0.2"
UNKNOWN = "0001/2023/GCN-X"


def _use_up(address: str) -> None:
    for _ in range(LOOK_UPS):
        look_up_number(UNKNOWN, address=address, at=AT)


def test_looking_up_ends_at_the_limit() -> None:
    _use_up(HERE)

    with pytest.raises(TooManyLookUps):
        look_up_number(UNKNOWN, address=HERE, at=AT + WITHIN - timedelta(seconds=1))


def test_one_address_uses_up_nobody_elses_limit() -> None:
    _use_up(HERE)

    assert look_up_number(UNKNOWN, address=ELSEWHERE, at=AT) is None


def test_looking_on_does_not_lengthen_the_wait_and_nothing_is_kept_after_it() -> None:
    _use_up(HERE)
    with pytest.raises(TooManyLookUps):
        look_up_number(UNKNOWN, address=HERE, at=AT + WITHIN / 2)

    assert look_up_number(UNKNOWN, address=HERE, at=AT + WITHIN) is None
    assert LookUp.objects.count() == 1


def test_who_looks_up_too_much_is_told_and_keeps_what_was_typed(client: Client) -> None:
    path = reverse("certificates:look_up")

    answers = [client.post(path, {"number": UNKNOWN}) for _ in range(LOOK_UPS + 1)]

    assert [answer.status_code for answer in answers] == [404] * LOOK_UPS + [429]
    shown = answers[-1].content.decode()
    assert "Hãy chờ 15 phút rồi thử lại." in shown
    assert UNKNOWN in shown
