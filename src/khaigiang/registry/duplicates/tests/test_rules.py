from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaigiang.ground.shared.known_days import WHOLE
from khaigiang.registry.duplicates.rules import (
    LIKELY,
    SHARED_BY_AN_OFFICE,
    Person,
    are_near,
    find,
    keys_of,
    reasons_for,
    score_of,
)
from khaigiang.registry.duplicates.states import Reason

BIRTHS = ["", "1980-05-09", "1980-09-05", "1980-05-19", "1981-05-09", "1975-02-03", "1980", "1980-05"]
NAMES = ["nguyễn văn an", "nguyễn vân an", "nguyễn văn anh", "nguyễn an", "trần thị hoa", "y thanh"]
PEOPLE = st.builds(
    lambda pk, name, gender, born_on, number, phone, email, places: Person(
        id=pk,
        name=name,
        letters=name.translate(str.maketrans("ễăâầị", "eaaai")),
        gender=gender,
        born_on=born_on,
        number=number,
        phone=phone,
        email=email,
        places=frozenset(places),
    ),
    st.integers(1, 1_000_000),
    st.sampled_from(NAMES),
    st.sampled_from("MF"),
    st.sampled_from(BIRTHS),
    st.sampled_from(["", "", "001080000001", "001080000002"]),
    st.sampled_from(["", "0912345678", "0987654321"]),
    st.sampled_from(["", "an@hanoi.gov.vn"]),
    st.sets(st.tuples(st.integers(1, 2), st.integers(1, 3)), max_size=2),
)
CROWDS = st.lists(PEOPLE, max_size=SHARED_BY_AN_OFFICE, unique_by=lambda person: person.id)


def person(pk: int = 1, name: str = "nguyễn văn an", letters: str = "nguyen van an", **facts: Any) -> Person:
    return Person(id=pk, name=name, letters=letters, **facts)


@given(CROWDS)
def test_the_search_finds_exactly_the_pairs_that_comparing_everybody_with_everybody_finds(crowd: list[Person]) -> None:
    likely = {
        tuple(sorted((one.id, other.id)))
        for one, other in combinations(crowd, 2)
        if score_of(reasons_for(one, other)) >= LIKELY
    }

    assert {(pair.first, pair.second) for pair in find(crowd).pairs} == likely


@given(PEOPLE, PEOPLE)
def test_a_pair_is_as_likely_whichever_record_comes_first(one: Person, other: Person) -> None:
    assert reasons_for(one, other) == reasons_for(other, one)


@given(PEOPLE)
def test_a_record_typed_twice_is_likely_as_soon_as_birth_telephone_or_post_is_known(one: Person) -> None:
    known = len(one.born_on) == WHOLE or one.number or one.phone or one.email or one.places

    assert (score_of(reasons_for(one, one)) >= LIKELY) is bool(known)


@given(CROWDS)
def test_the_most_likely_pairs_come_first(crowd: list[Person]) -> None:
    scores = [pair.score for pair in find(crowd).pairs]

    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("nguyen van an", "nguyen van anh", True),
        ("nguyen van an", "nguyen van na", True),
        ("nguyen van an", "nguyen vab an", True),
        ("nguyen van an", "nguyen an", True),
        ("nguyen thi thanh ha", "nguyen thanh ha", True),
        ("nguyen van an", "tran van an", False),
        ("nguyen van an", "van an", False),
        ("nguyen van an", "nguyen van hanh", False),
    ],
)
def test_names_are_near_that_differ_by_one_letter_or_one_middle_word(one: str, other: str, near: bool) -> None:  # noqa: FBT001  a table
    assert are_near(one, other) is near
    assert are_near(other, one) is near


@pytest.mark.parametrize(
    ("facts", "others", "reason"),
    [
        ({"born_on": "1980-05-09"}, {"born_on": "1980-09-05"}, Reason.SWAPPED_BIRTH),
        ({"born_on": "1980-05-09"}, {"born_on": "1980-05-08"}, Reason.NEAR_BIRTH),
        ({"born_on": "1980-05-09"}, {"born_on": "1981-05-09"}, Reason.OTHER_YEAR),
        ({"born_on": "1980-05-09"}, {"born_on": "1971-02-09"}, Reason.OTHER_BIRTH),
        ({"born_on": "1980-05-09"}, {"born_on": "1981"}, Reason.OTHER_BIRTH),
        ({"born_on": "1980-05-09"}, {"born_on": "1980-06"}, Reason.OTHER_BIRTH),
        ({"number": "001080000001"}, {"number": "001080000001"}, Reason.SAME_NUMBER),
        ({"number": "001080000001"}, {"number": "001080000002"}, Reason.OTHER_NUMBER),
        ({"phone": "0912345678"}, {"phone": "0912345678"}, Reason.SAME_PHONE),
        ({"email": "an@a.vn"}, {"email": "an@a.vn"}, Reason.SAME_EMAIL),
        ({"places": frozenset({(1, 2)})}, {"places": frozenset({(1, 2)})}, Reason.SAME_PLACE),
        ({"places": frozenset({(1, 2)})}, {"places": frozenset({(3, 2)})}, Reason.SAME_UNIT),
        ({"gender": "M"}, {"gender": "F"}, Reason.OTHER_SEX),
    ],
)
def test_every_reason_is_given_for_its_facts(facts: dict[str, Any], others: dict[str, Any], reason: Reason) -> None:
    assert reasons_for(person(1, **facts), person(2, **others)) == (Reason.SAME_NAME, reason)


@pytest.mark.parametrize("other", ["", "1980", "1980-05"])
def test_a_birth_known_only_in_part_says_nothing_where_it_does_not_contradict(other: str) -> None:
    for born in ("1980", "1980-05", "1980-05-09"):
        assert reasons_for(person(1, born_on=born), person(2, born_on=other)) == (Reason.SAME_NAME,)


def test_a_telephone_of_a_whole_office_makes_nobody_a_pair() -> None:
    office = [person(pk, f"người {pk}", f"{pk} nguoi {pk}", phone="0243825", email="vp@a.vn") for pk in range(9)]

    assert len(office) > SHARED_BY_AN_OFFICE
    assert find(office).pairs == ()


def test_a_group_of_namesakes_too_large_to_compare_is_counted() -> None:
    namesakes = [person(pk, born_on=f"1980-01-{1 + pk % 28:02}") for pk in range(401)]

    found = find(namesakes)

    assert (found.groups_left_out, found.pairs) == (1, ())


def test_nobody_is_looked_for_by_a_name_alone() -> None:
    assert list(keys_of(person())) == []
