"""Who may come: the rule, and its sentences."""

from datetime import date

import pytest

from khaigiang.planning.nominations import completions
from khaigiang.planning.nominations.queries import Subject, findings_of, sentence
from khaigiang.planning.nominations.rules import Code, OfficialFacts, PlanFacts, eligibility
from khaigiang.planning.nominations.tests.makers import make_holder, make_nomination
from khaigiang.planning.plans.tests.makers import make_plan, make_target_post
from khaigiang.registry.officials.tests.makers import make_appointment, make_official

ON = date(2023, 3, 1)
FROM = date(1980, 5, 19)


def codes(official: OfficialFacts, plan: PlanFacts | None = None) -> list[tuple[Code, bool]]:
    return [(finding.code, finding.blocks) for finding in eligibility(official, plan or PlanFacts())]


@pytest.mark.parametrize(
    ("official", "plan", "said"),
    [
        (OfficialFacts(born_on="1980-05-19", holds_the_post=True), PlanFacts(), []),
        (OfficialFacts(born_on="", holds_the_post=True), PlanFacts(), []),
        (OfficialFacts(born_on="1980-05-19", holds_the_post=False), PlanFacts(), [(Code.HOLDS_NOTHING_THERE, True)]),
        (
            OfficialFacts(born_on="1980-05-19", holds_the_post=False, other_posts=("Bí thư",)),
            PlanFacts(),
            [(Code.NOT_THE_HOLDER, False)],
        ),
        (
            OfficialFacts(born_on="1980-05-19", holds_the_post=True, named_for="Phường Phúc Xá"),
            PlanFacts(),
            [(Code.NAMED_ELSEWHERE, True)],
        ),
        (OfficialFacts(born_on="1980-05-19", holds_the_post=True), PlanFacts(born_not_before=FROM), []),
        (
            OfficialFacts(born_on="1980-05-18", holds_the_post=True),
            PlanFacts(born_not_before=FROM),
            [(Code.TOO_OLD, True)],
        ),
        (
            OfficialFacts(born_on="", holds_the_post=True),
            PlanFacts(born_not_before=FROM),
            [(Code.BIRTHDAY_UNKNOWN, False)],
        ),
        (OfficialFacts(born_on="1979", holds_the_post=True), PlanFacts(born_not_before=FROM), [(Code.TOO_OLD, True)]),
        (OfficialFacts(born_on="1980-06", holds_the_post=True), PlanFacts(born_not_before=FROM), []),
        (
            OfficialFacts(born_on="1980", holds_the_post=True),
            PlanFacts(born_not_before=FROM),
            [(Code.BIRTHDAY_UNKNOWN, False)],
        ),
        (
            OfficialFacts(born_on="1980-05-19", holds_the_post=True, completed="Lớp 1"),
            PlanFacts(),
            [(Code.COMPLETED, False)],
        ),
    ],
)
def test_what_speaks_against_an_official(
    official: OfficialFacts, plan: PlanFacts, said: list[tuple[Code, bool]]
) -> None:
    assert codes(official, plan) == said


def test_what_forbids_is_said_first() -> None:
    facts = OfficialFacts(
        born_on="1960-01-01",
        holds_the_post=False,
        other_posts=("Bí thư",),
        named_for="Xã Kim Nỗ",
        completed="Lớp 1",
    )

    assert codes(facts, PlanFacts(born_not_before=FROM)) == [
        (Code.NAMED_ELSEWHERE, True),
        (Code.TOO_OLD, True),
        (Code.NOT_THE_HOLDER, False),
        (Code.COMPLETED, False),
    ]


@pytest.mark.django_db
def test_facts_are_those_of_the_day() -> None:
    post = make_target_post()
    left, comes = make_official("Trần Thị Bình"), make_official("Lê Văn Chi")
    make_appointment(left, post=post.post, unit=post.unit, valid_until=ON)
    make_appointment(comes, post=post.post, unit=post.unit, valid_from=ON)

    before = findings_of(post.plan, [Subject(post, left), Subject(post, comes)], date(2023, 2, 28))
    after = findings_of(post.plan, [Subject(post, left), Subject(post, comes)], ON)

    assert [[one.code for one in findings] for findings in before] == [[Code.LEAVES], [Code.HOLDS_NOTHING_THERE]]
    assert [[one.code for one in findings] for findings in after] == [[Code.HOLDS_NOTHING_THERE], []]


@pytest.mark.django_db
def test_somebody_named_for_another_post_of_the_plan_is_told_so() -> None:
    plan = make_plan()
    named = make_nomination(make_target_post(plan))
    other = make_target_post(plan)
    make_appointment(named.official, unit=other.unit)

    [findings] = findings_of(plan, [Subject(other, named.official)], ON)

    assert sentence(findings[0]) == f"Đã được cử cho {named.target_post.unit.name} trong kế hoạch này."
    assert findings_of(plan, [Subject(named.target_post, named.official)], ON) == [[]]


@pytest.mark.django_db
def test_a_completed_class_is_told_by_the_feature_that_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    post = make_target_post()
    official = make_holder(post)
    monkeypatch.setattr(completions, "_providers", [])
    completions.register(lambda ids, on: {pk: "Lớp 1" for pk in ids if pk == official.pk and on == ON})

    [findings] = findings_of(post.plan, [Subject(post, official)], ON)

    assert [sentence(one) for one in findings] == ["Đã hoàn thành Lớp 1."]
