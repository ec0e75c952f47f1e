"""A clerk searches, compares, merges, undoes and keeps apart in the browser's way."""

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.jobs.clock import machine_now
from khaigiang.ground.jobs.models import Job
from khaigiang.ground.jobs.services import give_back, take_up, tell
from khaigiang.ground.jobs.working import LEASE, work_off
from khaigiang.ground.shared.tests.costs import queries_of
from khaigiang.registry.duplicates.models import KeptApart, Merge
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_mandate, sign_in
from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.tests.makers import make_appointment, make_official

pytestmark = pytest.mark.django_db

LIKELY = "duplicates:likely"


@pytest.fixture
def client(client: Client) -> Client:
    sign_in(client, Role.OFFICE)
    return client


@pytest.fixture
def pair() -> tuple[Official, Official]:
    return make_official("Nguyễn Văn An"), make_official("Nguyễn Văn Ân", phone="0912 345 678")


def search(client: Client) -> None:
    """Press the button, and let a worker do what was asked for."""
    assert client.post(reverse("duplicates:scan")).headers["Location"] == reverse(LIKELY)
    assert work_off(now=machine_now) == 1


def address(name: str, *officials: Official) -> str:
    return reverse(name, args=[official.pk for official in officials])


def test_a_search_lists_the_pair_and_the_clerk_merges_it_with_the_fuller_facts(
    client: Client, pair: tuple[Official, Official]
) -> None:
    kept, gone = pair
    held = make_appointment(gone)
    search(client)
    compare = address("duplicates:compare", kept, gone)

    assert compare in client.get(reverse(LIKELY)).content.decode()
    shown = client.get(compare)
    form = shown.context["form"]
    assert str(held) in shown.content.decode()
    proposed = {name: form[name].value() for name in form.fields}
    assert proposed == {"full_name": "kept", "phone": "gone"}
    answer = client.post(compare, proposed)

    assert answer.headers["Location"] == reverse(LIKELY)
    kept.refresh_from_db()
    assert (kept.full_name, kept.phone, kept.appointments.get()) == ("Nguyễn Văn An", "0912 345 678", held)
    assert compare not in client.get(reverse(LIKELY)).content.decode()


def test_a_search_shows_how_far_it_is_to_everybody_who_may_look_and_then_its_pairs(
    client: Client, pair: tuple[Official, Official]
) -> None:
    client.post(reverse("duplicates:scan"))
    client.post(reverse("duplicates:scan"))
    job = take_up(now=machine_now(), lease=LEASE)
    assert job == Job.objects.get()
    tell(job, done=1500, total=2000)
    sign_in(client, Role.ORGANISER)

    whole = client.get(reverse(LIKELY)).content.decode()
    part = client.get(reverse(LIKELY), headers={"HX-Request": "true"}).content.decode()
    give_back(job)
    work_off(now=machine_now)
    answer = client.get(reverse(LIKELY), headers={"HX-Request": "true"})

    assert "1.500 trên 2.000" in whole
    assert "1.500 trên 2.000" in part
    assert reverse("duplicates:scan") not in whole
    assert answer.headers["HX-Redirect"] == reverse(LIKELY)
    assert address("duplicates:compare", *pair) in client.get(reverse(LIKELY)).content.decode()


def test_a_choice_says_of_which_fact_it_is(client: Client, pair: tuple[Official, Official]) -> None:
    page = client.get(address("duplicates:compare", *pair)).content.decode()

    assert '<span class="visually-hidden">họ và tên: </span>Nguyễn Văn Ân' in page


def test_a_fact_that_nobody_chose_is_asked_for_and_nothing_is_merged(
    client: Client, pair: tuple[Official, Official]
) -> None:
    answer = client.post(address("duplicates:compare", *pair), {"full_name": "kept"})

    assert answer.status_code == 422
    assert Official.objects.count() == 2


def test_a_merge_is_undone_from_the_page_of_decided_pairs(client: Client, pair: tuple[Official, Official]) -> None:
    client.post(address("duplicates:compare", *pair), {"full_name": "gone", "phone": "gone"})
    undo = reverse("duplicates:undo", args=[Merge.objects.get().pk])

    assert undo in client.get(reverse("duplicates:decided")).content.decode()
    assert client.get(undo).status_code == 200
    client.post(undo)

    assert list(Official.objects.order_by("pk").values_list("full_name", "phone")) == [
        ("Nguyễn Văn An", ""),
        ("Nguyễn Văn Ân", "0912 345 678"),
    ]
    assert undo not in client.get(reverse("duplicates:decided")).content.decode()


def test_a_merge_that_something_stands_on_is_refused_and_the_page_says_what(
    client: Client, pair: tuple[Official, Official]
) -> None:
    client.post(address("duplicates:compare", *pair), {"full_name": "kept", "phone": "kept"})
    make_mandate(Role.TRAINEE, official=pair[0])
    undo = reverse("duplicates:undo", args=[Merge.objects.get().pk])

    shown, answer = client.get(undo).content.decode(), client.post(undo)

    assert "phân công người dùng (1)" in shown
    assert answer.status_code == 422
    assert Official.objects.count() == 1


def test_an_account_of_a_trainee_moves_with_the_person(client: Client, pair: tuple[Official, Official]) -> None:
    kept, gone = pair
    mandate = make_mandate(Role.TRAINEE, official=gone)

    client.post(address("duplicates:compare", kept, gone), {"full_name": "kept", "phone": "kept"})

    mandate.refresh_from_db()
    assert mandate.official == kept


def test_different_people_are_kept_apart_and_can_be_compared_again(
    client: Client, pair: tuple[Official, Official]
) -> None:
    search(client)
    client.post(address("duplicates:apart", *pair))
    compare = address("duplicates:compare", *pair)

    assert compare not in client.get(reverse(LIKELY)).content.decode()
    assert "Nguyễn Văn Ân" in client.get(reverse("duplicates:decided")).content.decode()
    refused = client.post(compare, {"full_name": "kept", "phone": "kept"})
    assert "hai người khác nhau" in refused.content.decode()
    answer = client.post(reverse("duplicates:reconsider", args=[KeptApart.objects.get().pk]))
    assert answer.headers["Location"] == compare
    assert not KeptApart.objects.exists()


def test_pages_of_pairs_cost_the_same_however_many_pairs(client: Client) -> None:
    def costs() -> tuple[int, int]:
        name = f"Nguyễn Văn {'An' * (Official.objects.count() + 1)}"
        people = [make_official(name) for _ in range(3)]
        for official in people:
            make_appointment(official)
        client.post(address("duplicates:compare", *people[:2]), {})
        client.post(address("duplicates:apart", people[0], people[2]))
        make_official(name)
        search(client)
        return queries_of(client, reverse(LIKELY)), queries_of(client, reverse("duplicates:decided"))

    first = costs()

    assert [costs() for _ in range(3)] == [first] * 3
    assert (Merge.objects.count(), KeptApart.objects.count()) == (4, 4)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.COMMITTEE, Role.LEADER])
def test_others_are_not_led_to_duplicates(client: Client, role: Role) -> None:
    sign_in(client, role)

    assert client.get(reverse(LIKELY)).status_code == 404
