"""From a duty to the foot of a paper."""

import pytest

from khaigiang.planning.plans.signatures import recipients, signature
from khaigiang.planning.plans.tests.makers import make_duty, make_plan

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "prefix", "on_behalf"),
    [
        ("T/M BAN THƯỜNG VỤ", "T/M", "BAN THƯỜNG VỤ"),
        ("K/T TRƯỞNG BAN", "K/T", "TRƯỞNG BAN"),
        ("KT. HIỆU TRƯỞNG", "KT.", "HIỆU TRƯỞNG"),
        ("", "", ""),
        ("BAN TỔ CHỨC", "", "BAN TỔ CHỨC"),
    ],
)
def test_the_sign_of_authority_is_told_from_the_body_signed_for(typed: str, prefix: str, on_behalf: str) -> None:
    duty = make_duty(make_plan())
    duty.signer_prefix = typed

    found = signature(duty)

    assert (found.prefix, found.on_behalf, found.title, found.name) == (
        prefix, on_behalf, "Phó Trưởng ban", "Vũ Đình Quang",
    )  # fmt: skip


def test_recipients_stand_one_a_line() -> None:
    duty = make_duty(make_plan())
    duty.recipients = " Như trên \n\nLưu VT"

    assert recipients(duty).lines == ("Như trên", "Lưu VT")
