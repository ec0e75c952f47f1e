from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.registry.officials.asking import IdentityNumberField
from khaigiang.registry.officials.errors import FullMemberBeforeJoining, JoinedTooYoung, NotBornYet, PostTitleTaken
from khaigiang.registry.officials.models import Gender, Official, Post
from khaigiang.registry.officials.queries import search_officials
from khaigiang.registry.officials.rules import age_on, may_have_joined
from khaigiang.registry.officials.services import save_official, save_post
from khaigiang.registry.officials.tests.makers import make_appointment, make_official, make_post
from khaigiang.registry.units.models import Level
from khaigiang.registry.units.tests.makers import make_commune, make_district

pytestmark = pytest.mark.django_db

AT = datetime(2023, 3, 1, 1, 0, tzinfo=UTC)
TODAY = date(2023, 3, 1)


def save(official: Official | None = None, **facts: Any) -> Official:
    values: dict[str, Any] = {
        "full_name": "Nguyễn Thị Hoà",
        "gender": Gender.FEMALE,
        "by": make_user(),
        "at": AT,
    } | facts
    return save_official(official, **values)


def names(**asked: Any) -> list[str]:
    found = search_officials(Official.objects.all(), on=TODAY, **{"by_numbers": True} | asked)
    return [official.full_name for official in found]


def test_a_name_is_kept_as_written_but_composed_and_squeezed() -> None:
    official = save(full_name="  Nguye\u0302\u0303n  Thị\u00a0Hoà ")

    official.refresh_from_db()
    assert (official.full_name, official.folded) == ("Nguyễn Thị Hoà", "nguyen thi hoa")


def test_a_corrected_name_moves_in_lists_and_is_found_anew() -> None:
    official = save(full_name="Nguyễn Văn An")
    make_official("Bùi Văn Bình")

    save(official, full_name="Nguyễn Văn Cường", gender=Gender.MALE)

    assert names() == ["Bùi Văn Bình", "Nguyễn Văn Cường"]
    assert names(text="van an") == []


def test_what_was_known_before_a_correction_stays_in_the_audit() -> None:
    official = save(phone="0900000001")

    save(official, phone="0900000002")

    entry = Entry.objects.latest("pk")
    assert entry.act == "save_official"
    assert entry.before is not None
    assert entry.after is not None
    assert (entry.before["phone"], entry.after["phone"]) == ("0900000001", "0900000002")


def test_the_audit_keeps_no_more_of_an_identification_number_than_pages_show() -> None:
    official = save(identity_number="001080001234")

    save(official, identity_number="001080005678")

    entry = Entry.objects.latest("pk")
    assert entry.before is not None
    assert entry.after is not None
    assert (entry.before["identity_number"], entry.after["identity_number"]) == ("••••••••1234", "••••••••5678")


def test_nobody_is_born_today_or_later() -> None:
    with pytest.raises(NotBornYet, match="1/3/2023"):
        save(born_on=TODAY.isoformat())


@pytest.mark.parametrize("known", ["", "1975", "1975-05", "1975-05-19"])
def test_a_birth_is_kept_as_far_as_it_is_known(known: str) -> None:
    save(born_on=known)

    assert Official.objects.get().born_on == known


@pytest.mark.parametrize("wrong", ["75", "1975-13", "1975-5", "1975-05-32", "19/5/1975"])
def test_the_database_keeps_no_birth_that_is_neither_day_nor_month_nor_year(wrong: str) -> None:
    with pytest.raises(IntegrityError, match="birth_is_known_by_day_by_month_or_by_year"), transaction.atomic():
        Official.objects.filter(pk=save(born_on="1975").pk).update(born_on=wrong)


def test_nobody_joins_the_party_before_the_age_of_eighteen() -> None:
    with pytest.raises(JoinedTooYoung, match="Nguyễn Thị Hoà"):
        save(born_on="1980-05-19", joined_party_on=date(1998, 5, 18))
    with pytest.raises(JoinedTooYoung):
        save(born_on="1981", joined_party_on=date(1998, 12, 31))

    assert save(born_on="1980", joined_party_on=date(1998, 1, 2)).pk
    assert save(born_on="1980-05-19", joined_party_on=date(1998, 5, 19)).pk


def test_full_membership_of_the_party_follows_the_probation() -> None:
    joined = date(2005, 2, 3)

    with pytest.raises(FullMemberBeforeJoining, match="3/2/2005"):
        save(joined_party_on=joined, full_member_on=joined)

    assert save(joined_party_on=joined, full_member_on=date(2006, 2, 3)).full_member_on == date(2006, 2, 3)


def test_an_identification_number_is_typed_with_spaces_and_shown_by_its_last_four_digits() -> None:
    number = IdentityNumberField(required=False)

    assert number.clean("001 080 001 234") == "001080001234"
    assert number.clean("") == ""
    assert Official(identity_number="001080001234").masked_number == "••••••••1234"
    assert Official().masked_number == ""
    for wrong in ("00108000123", "0010800012345", "00108000123x"):
        with pytest.raises(ValidationError, match=r"12"):
            number.clean(wrong)


@pytest.mark.parametrize(
    ("born_on", "on", "age"),
    [
        ("1980-05-19", date(1998, 5, 18), 17),
        ("1980-05-19", date(1998, 5, 19), 18),
        ("1980-02-29", date(1998, 2, 28), 17),
        ("1980-02-29", date(1998, 3, 1), 18),
        ("1980-05", date(1998, 5, 1), 18),
        ("1980", date(1998, 1, 1), 18),
    ],
)
def test_age_counts_full_years(born_on: str, on: date, age: int) -> None:
    assert age_on(born_on, on) == age


def test_unknown_days_raise_no_doubt() -> None:
    assert may_have_joined("", date(1998, 5, 18))
    assert may_have_joined("1998-05-18", None)


def test_officials_are_listed_in_vietnamese_order() -> None:
    for name in ("Trần Văn Đạt", "Lê Thị Ánh", "Nguyễn Văn An", "Đỗ Văn Dũng", "Y Thanh", "Bùi Văn An"):
        make_official(name)

    assert names() == ["Bùi Văn An", "Nguyễn Văn An", "Lê Thị Ánh", "Đỗ Văn Dũng", "Trần Văn Đạt", "Y Thanh"]


def test_officials_are_found_by_the_post_they_hold_on_the_day() -> None:
    post, other = make_post(), make_post()
    make_appointment(make_official("Đang giữ"), post=post)
    make_appointment(make_official("Đã thôi"), post=post, valid_until=TODAY)
    make_appointment(make_official("Chưa giữ"), post=post, valid_from=date(2023, 3, 2))
    make_appointment(make_official("Chức khác"), post=other)

    assert names(post=post) == ["Đang giữ"]


def test_officials_are_found_by_the_district_they_serve_in() -> None:
    district = make_district()
    make_appointment(make_official("Ở phường"), unit=make_commune(district=district))
    make_appointment(make_official("Ở quận"), unit=district)
    make_appointment(make_official("Nơi khác"))

    assert names(district=district) == ["Ở phường", "Ở quận"]


def test_post_and_district_are_those_of_one_appointment() -> None:
    post, district, official = make_post(), make_district(), make_official()
    make_appointment(official, post=post)
    make_appointment(official, unit=make_commune(district=district))

    assert names(post=post, district=district) == []


def test_a_post_has_one_title() -> None:
    by = make_user()
    post = save_post(None, title="Phó Bí thư", short_title="PBT", unit_level=Level.COMMUNE, by=by, at=AT)

    with pytest.raises(PostTitleTaken, match="Phó Bí thư"):
        save_post(None, title=" Phó  Bí thư", short_title="PBT", unit_level=Level.COMMUNE, by=by, at=AT)
    save_post(post, title="Phó Bí thư", short_title="P. Bí thư", unit_level=Level.COMMUNE, by=by, at=AT)

    assert Post.objects.get().short_title == "P. Bí thư"
