"""The search of a timetable on its page: stopped, broken off and begun again, named."""

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.jobs.clock import machine_now
from khaigiang.ground.jobs.working import work_off
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.teaching.cohorts.tests.makers import make_class
from khaigiang.teaching.curriculum.tests.makers import make_version
from khaigiang.teaching.lecturers.tests.makers import make_lecturer
from khaigiang.teaching.runs.states import RunState
from khaigiang.teaching.timetable.models import Session, TimetableRun
from khaigiang.teaching.timetable.services import ask_for_timetable
from khaigiang.teaching.timetable.tests.makers import BEFORE

pytestmark = pytest.mark.django_db


def office(client: Client, plan: Plan) -> None:
    sign_in(client, Role.OFFICE, office=plan.school)


def asked_for(client: Client) -> TimetableRun:
    plan = make_plan()
    office(client, plan)
    version = make_version(blocks=(1,), lecturers=[make_lecturer()])
    return ask_for_timetable([make_class(plan, version=version)], seconds=10, by=make_user(), at=BEFORE)


def test_a_timetable_whose_worker_died_is_told_as_broken_off_and_begun_again(client: Client) -> None:
    run = asked_for(client)
    TimetableRun.objects.update(state=RunState.SEARCHING, told_at=machine_now())

    work_off(now=machine_now)

    run.refresh_from_db()
    assert run.state == RunState.BROKEN
    assert "bị ngắt" in client.get(reverse("timetable:search", args=[run.pk])).content.decode()
    client.post(reverse("timetable:begin_again", args=[run.pk]))
    work_off(now=machine_now)
    run.refresh_from_db()
    assert (run.state, run.status) == (RunState.PREVIEW, "optimal")
    assert not Session.objects.exists()


def test_a_search_of_a_timetable_is_told_to_stop(client: Client) -> None:
    run = asked_for(client)

    client.post(reverse("timetable:stop_run", args=[run.pk]))

    assert "Đã yêu cầu dừng" in client.get(reverse("timetable:search", args=[run.pk])).content.decode()


def test_a_timetable_is_called_by_its_name(client: Client) -> None:
    run = asked_for(client)
    work_off(now=machine_now)

    client.post(reverse("timetable:rename_run", args=[run.pk]), {"name": "Ưu tiên buổi sáng"})

    for page in (reverse("timetable:run", args=[run.pk]), reverse("timetable:plan", args=[run.plan_id])):
        assert "Ưu tiên buổi sáng" in client.get(page).content.decode()
