"""Who drafts, initials, signs, numbers, seals and receives, and who signs in the signer's place on a day."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from khaigiang.ground.audit.models import Entry
from khaigiang.planning.documents.tests.makers import by
from khaigiang.planning.plans.errors import EndsBeforeItBegins, NoDuty, SubstitutesOverlap
from khaigiang.planning.plans.hands import hands_under
from khaigiang.planning.plans.models import DutySubstitute, PaperDuty
from khaigiang.planning.plans.queries import duty_of
from khaigiang.planning.plans.services import add_substitute, remove_substitute, set_duty
from khaigiang.planning.plans.signatures import signature
from khaigiang.planning.plans.tests.makers import make_duty, make_plan
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in

pytestmark = pytest.mark.django_db

REQUEST = PaperDuty.Paper.REQUEST


def substitute(duty: PaperDuty, first: int = 6, last: int = 10) -> DutySubstitute:
    return add_substitute(
        duty, first_day=date(2023, 3, first), last_day=date(2023, 3, last), signer_prefix="TL. TRƯỞNG BAN",
        signer_title="Chánh Văn phòng", signer_name="Lương Thị Mai", **by(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "prefix", "name"),
    [(5, "K/T", "Vũ Đình Quang"), (6, "TL.", "Lương Thị Mai"), (10, "TL.", "Lương Thị Mai"),
     (11, "K/T", "Vũ Đình Quang")],
)  # fmt: skip
def test_a_paper_signed_on_a_day_of_the_substitute_bears_their_name(day: int, prefix: str, name: str) -> None:
    plan = make_plan()
    substitute(make_duty(plan))

    foot = signature(duty_of(plan, REQUEST, date(2023, 3, day)))

    assert (foot.prefix, foot.name) == (prefix, name)
    assert duty_of(plan, REQUEST).signer_name == "Vũ Đình Quang"


def test_nobody_answers_for_a_paper_until_it_is_said() -> None:
    with pytest.raises(NoDuty):
        duty_of(make_plan(), REQUEST, date(2023, 3, 6))


def test_one_alone_signs_in_the_place_on_a_day() -> None:
    duty = make_duty(make_plan())
    first = substitute(duty)

    with pytest.raises(SubstitutesOverlap):
        substitute(duty, 10, 12)
    with pytest.raises(EndsBeforeItBegins):
        substitute(duty, 12, 11)
    substitute(duty, 11, 11)
    remove_substitute(first, **by())
    substitute(duty, 10, 10)

    assert Entry.objects.filter(act="add_substitute").count() == 3
    assert Entry.objects.filter(act="remove_substitute").count() == 1


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "constraint"),
    [
        (date(2023, 3, 10), date(2023, 3, 12), "one_substitute_signs_on_a_day"),
        (date(2023, 3, 12), date(2023, 3, 12), "substitute_signs_on_one_day_at_least"),
    ],
)
def test_the_database_itself_lets_one_sign_on_a_day(valid_from: date, valid_until: date, constraint: str) -> None:
    duty = make_duty(make_plan())
    substitute(duty)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        DutySubstitute.objects.create(
            duty=duty, valid_from=valid_from, valid_until=valid_until, signer_title="Phó", signer_name="A"
        )


def test_the_hands_of_a_paper_are_those_of_its_duty() -> None:
    plan = make_plan()
    hands = hands_under(REQUEST, "plan")
    row = make_duty(plan, PaperDuty.Paper.SUMMONS)
    assert hands(row) is None

    set_duty(plan, REQUEST, office=plan.organiser, signer_title="Trưởng ban", signer_name="Vũ Đình Quang",
             recipients="Như trên\nLưu: VT", drafter="Phòng Đào tạo", initialler="Chánh Văn phòng",
             sealer="Văn thư", **by())  # fmt: skip

    found = hands(row)
    assert found is not None
    assert (found.drafter, found.initialler, found.signer) == (
        "Phòng Đào tạo", "Chánh Văn phòng", "Trưởng ban Vũ Đình Quang"
    )  # fmt: skip
    assert (found.numberer, found.sealer, found.recipients) == (plan.organiser.name, "Văn thư", ("Như trên", "Lưu: VT"))


def test_the_organiser_names_who_signs_in_the_place_on_the_pages(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    plan = make_plan()
    make_duty(plan)
    address = reverse("plans:substitute", args=[plan.pk, REQUEST.value])
    typed = {
        "first_day": "06/03/2023", "last_day": "10/03/2023", "signer_prefix": "TL. TRƯỞNG BAN",
        "signer_title": "Chánh Văn phòng", "signer_name": "Lương Thị Mai",
    }  # fmt: skip

    client.post(address, typed)
    refused = client.post(address, typed)
    page = client.get(reverse("plans:plan", args=[plan.pk])).content.decode()
    shown = client.get(reverse("plans:duty", args=[plan.pk, REQUEST.value])).content.decode()
    kept = DutySubstitute.objects.get()
    asked = client.get(reverse("plans:remove_substitute", args=[kept.pk]))
    client.post(reverse("plans:remove_substitute", args=[kept.pk]))

    assert refused.status_code == 422
    assert "Lương Thị Mai ký từ 6/3/2023 đến 10/3/2023" in page
    assert "Lương Thị Mai" in shown
    assert asked.status_code == 200
    assert DutySubstitute.objects.count() == 0


def test_a_paper_without_a_duty_has_no_page_for_substitutes(client: Client) -> None:
    sign_in(client, Role.ORGANISER)

    assert client.get(reverse("plans:substitute", args=[make_plan().pk, "request"])).status_code == 404
