"""Whom a row is about."""

from khaigiang.planning.rosters.rules.matching import Match, match
from khaigiang.registry.duplicates.rules import Person

HERE = (1, 10)
ELSEWHERE = (1, 20)


def person(
    id: int = 0,  # noqa: A002  the word of the rules
    *,
    name: str = "nguyễn hữu tùng",
    born_on: str = "",
    number: str = "",
    phone: str = "",
    place: tuple[int, int] = HERE,
) -> Person:
    """Somebody of that name."""
    letters = {"nguyễn hữu tùng": "nguyen huu tung", "nguyễn hữu túng": "nguyen huu tung"}.get(name, name)
    return Person(
        id=id, name=name, letters=letters, gender="M", born_on=born_on, number=number, phone=phone,
        places=frozenset({place}),
    )  # fmt: skip


def sure(found: Match) -> int | None:
    return found.official.official if found.official else None


def test_the_year_of_birth_tells_two_namesakes_apart_where_the_telephone_agrees() -> None:
    registered = [
        person(1, born_on="1977-04-18", phone="0900010341", place=ELSEWHERE),
        person(2, born_on="1971-05-27", place=ELSEWHERE),
    ]

    assert sure(match(person(phone="0900010341", born_on="1977"), registered)) == 1


def test_a_namesake_of_another_year_is_another_person() -> None:
    found = match(person(born_on="1977"), [person(2, born_on="1971-05-27", place=ELSEWHERE)])

    assert found == Match()


def test_the_year_alone_with_a_name_is_no_proof() -> None:
    found = match(person(born_on="1977"), [person(1, born_on="1977-04-18", place=ELSEWHERE)])

    assert sure(found) is None
    assert [one.official for one in found.likely] == [1]


def test_a_birth_known_by_its_year_or_month_is_proof_of_a_name_only_with_the_unit_or_the_telephone() -> None:
    listed = person(born_on="1977-04-18")

    assert sure(match(listed, [person(1, born_on="1977", place=(2, 10))])) == 1
    assert sure(match(listed, [person(1, born_on="1977-04", place=(2, 10))])) == 1
    assert sure(match(listed, [person(1, born_on="1977", place=ELSEWHERE)])) is None
    assert match(listed, [person(1, born_on="1976", place=ELSEWHERE)]) == Match()
    assert match(listed, [person(1, born_on="1977-05", place=ELSEWHERE)]) == Match()


def test_two_who_both_fit_are_for_a_person_to_tell_apart() -> None:
    born = "1977-04-18"
    found = match(person(born_on=born), [person(1, born_on=born), person(2, born_on=born)])

    assert sure(found) is None
    assert [one.official for one in found.likely] == [1, 2]


def test_somebody_else_with_the_listed_number_makes_the_best_match_doubtful() -> None:
    born = "1977-04-18"
    other = person(2, name="lê văn hùng", number="001077000001", place=ELSEWHERE)

    found = match(person(born_on=born, number="001077000001"), [person(1, born_on=born), other])

    assert sure(found) is None
    assert [one.official for one in found.likely] == [1, 2]


def test_names_that_differ_in_tones_need_more_than_the_birth() -> None:
    born = "1977-04-18"
    listed = person(name="nguyễn hữu túng", born_on=born)

    assert sure(match(listed, [person(1, born_on=born, place=ELSEWHERE)])) is None
    assert sure(match(listed, [person(1, born_on=born)])) == 1
