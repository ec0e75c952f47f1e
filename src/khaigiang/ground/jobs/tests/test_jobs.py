"""Work that takes longer than a page: asked for once, carried out under a lease, shown while it lasts."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.jobs import kinds, services
from khaigiang.ground.jobs.errors import LeaseLost
from khaigiang.ground.jobs.kinds import Kind, Run
from khaigiang.ground.jobs.models import Job
from khaigiang.ground.jobs.states import JobState
from khaigiang.ground.jobs.working import Stopped, work_off, work_one
from khaigiang.ground.shared.errors import DomainError

pytestmark = pytest.mark.django_db

AT = datetime(2023, 3, 1, 1, 0, tzinfo=UTC)
LEASE = timedelta(seconds=30)
KIND = "count_something"


class NothingToCount(DomainError):
    sentence = _("Nothing is registered yet.")


def count(run: Run, upto: int = 3) -> str:
    run.tell(upto, upto)
    return f"{run.by}: {upto}"


@pytest.fixture(autouse=True)
def _offered() -> Iterator[None]:
    offer(count)
    yield
    kinds._kinds.pop(KIND)


def offer(work: kinds.Work) -> None:
    kinds.register(Kind(name=KIND, label=_("Counting"), work=work, url_name="jobs:list"))


@pytest.fixture
def clerk(client: Client) -> User:
    user = make_user()
    client.force_login(user)
    return user


def now() -> datetime:
    return AT


def ask(by: User | None = None, **ids: int) -> Job:
    return services.ask(KIND, by=by, at=AT, ids=ids)


def test_a_job_is_carried_out_with_its_ids_for_whom_asked(clerk: User) -> None:
    job = ask(clerk, upto=7)

    assert work_off(now=now) == 1

    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.said, job.ended_at) == (JobState.DONE, 7, 7, f"{clerk}: 7", AT)
    assert Entry.objects.latest("pk").act == "ask_for_job"


def test_what_waits_or_runs_already_is_not_asked_for_twice(clerk: User) -> None:
    first, again, other = ask(clerk), ask(clerk), ask(clerk, upto=2)

    assert again == first != other
    work_off(now=now)
    assert ask(clerk) != first


def test_jobs_are_taken_up_in_the_order_in_which_they_were_asked_for(clerk: User) -> None:
    jobs = [ask(clerk, upto=place) for place in range(3)]

    taken = [services.take_up(now=AT, lease=LEASE) for _ in range(4)]

    assert taken == [*jobs, None]


def test_a_job_is_left_to_its_worker_until_the_lease_runs_out(clerk: User) -> None:
    ask(clerk)
    first = services.take_up(now=AT, lease=LEASE)
    assert first is not None

    assert services.take_up(now=AT + LEASE, lease=LEASE) is None
    services.renew(first, now=AT + LEASE, lease=LEASE)
    assert services.take_up(now=AT + LEASE + timedelta(seconds=1), lease=LEASE) is None
    second = services.take_up(now=AT + 2 * LEASE + timedelta(seconds=1), lease=LEASE)

    assert second == first
    for write in (services.hold, services.give_back):
        with pytest.raises(LeaseLost):
            write(first)
    services.tell(second, done=1, total=2)
    services.end(second, said="", now=AT)


def test_a_job_that_is_asked_for_later_is_left_alone_until_then(clerk: User) -> None:
    services.ask(KIND, by=clerk, at=AT, not_before=AT + LEASE)

    assert services.take_up(now=AT, lease=LEASE) is None
    assert services.take_up(now=AT + LEASE, lease=LEASE) is not None


def test_a_job_over_which_five_workers_died_is_given_up(clerk: User) -> None:
    job = ask(clerk)
    day = timedelta(days=1)
    taken = [services.take_up(now=AT + turn * day, lease=LEASE) for turn in range(services.MOST_ATTEMPTS + 2)]

    job.refresh_from_db()
    assert [one.state for one in taken if one] == [JobState.RUNNING] * services.MOST_ATTEMPTS + [JobState.FAILED]
    assert "5 lần" in job.said


def test_a_worker_that_is_told_to_stop_gives_its_job_to_the_next(clerk: User) -> None:
    def stopped(_run: Run) -> str:
        raise Stopped

    job = ask(clerk)
    offer(stopped)
    with pytest.raises(Stopped):
        work_one(now=now)
    job.refresh_from_db()
    assert job.state == JobState.WAITING

    offer(count)
    work_off(now=now)

    job.refresh_from_db()
    assert (job.state, job.fence) == (JobState.DONE, 2)


def test_a_refusal_is_said_and_a_fault_is_said_without_its_trace(clerk: User) -> None:
    def refuse(_run: Run) -> str:
        raise NothingToCount

    def fall(_run: Run) -> str:
        message = "secret of the inside"
        raise ValueError(message)

    offer(refuse)
    refused = ask(clerk)
    work_off(now=now)
    offer(fall)
    failed = ask(clerk)
    work_off(now=now)

    refused.refresh_from_db()
    failed.refresh_from_db()
    assert (refused.state, refused.said) == (JobState.DONE, "Nothing is registered yet.")
    assert failed.state == JobState.FAILED
    assert "secret" not in failed.said
    assert "không thành" in failed.said


def test_the_page_of_a_job_asks_again_only_while_it_lasts(client: Client, clerk: User) -> None:
    job = ask(clerk)
    page = reverse("jobs:job", args=[job.pk])
    running = services.take_up(now=AT, lease=LEASE)
    assert running is not None
    services.tell(running, done=1200, total=3400)

    while_it_lasts = client.get(page, headers={"HX-Request": "true"}).content.decode()
    whole = client.get(page).content.decode()
    services.end(running, said="3.400 cán bộ", now=AT)
    after = client.get(page, headers={"HX-Request": "true"}).content.decode()

    assert "1.200 trên 3.400" in while_it_lasts
    assert 'hx-trigger="load delay:1s, click"' in while_it_lasts
    assert f'<a href="{page}"' in whole
    assert "delay:1s" not in after
    assert "3.400 cán bộ" in after
    assert "3.400 cán bộ" in client.get(reverse("jobs:list")).content.decode()


@pytest.mark.usefixtures("clerk")
def test_a_job_is_seen_by_whom_asked_alone(client: Client) -> None:
    foreign = ask(make_user())

    assert client.get(reverse("jobs:job", args=[foreign.pk])).status_code == 404
    assert "Counting" not in client.get(reverse("jobs:list")).content.decode()


def test_the_command_works_off_what_waits(clerk: User) -> None:
    job = ask(clerk)

    call_command("work", until_idle=True)

    job.refresh_from_db()
    assert job.state == JobState.DONE
