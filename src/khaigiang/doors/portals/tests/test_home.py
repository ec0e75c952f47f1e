"""The home page of each of the ten roles: what needs me today (K1)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from khaigiang.doors.portals.queries.overview import presence_on
from khaigiang.doors.portals.queries.todo import SOURCES, Todo
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.notices.models import Notice
from khaigiang.ground.shared.dates import HANOI
from khaigiang.ground.web import clock
from khaigiang.oversight.coverage.tests.makers import make_attending, make_recognised, make_summoned
from khaigiang.planning.nominations.models import QuarterWish
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.nominations.tests.makers import make_nomination, make_request
from khaigiang.planning.plans.models import Plan, QuarterShare
from khaigiang.planning.plans.tests.makers import make_plan, make_target_post
from khaigiang.planning.rosters.models import Roster, RosterDoubt, RosterRow
from khaigiang.planning.rosters.states import Outcome, RosterState
from khaigiang.planning.rosters.tests.makers import make_asked_committee
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.units.tests.makers import make_committee
from khaigiang.teaching.attendance.states import Presence
from khaigiang.teaching.cohorts.models import ClassPlaces, Placement, TrainingClass, Wish
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.cohorts.tests.makers import (
    FIRST_DAY,
    make_accepted,
    make_class,
    make_group,
    make_listed,
    make_open_class,
)
from khaigiang.teaching.curriculum.tests.makers import make_version
from khaigiang.teaching.lecturers.tests.makers import make_lecturer
from khaigiang.teaching.timetable.models import Release, ReleasedSession
from khaigiang.teaching.timetable.tests.makers import make_session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_morning")]
AT = datetime(2023, 3, 12, 2, 0, tzinfo=UTC)


@pytest.fixture
def first_morning() -> Iterator[None]:
    clock.use(lambda: datetime(2023, 3, 13, 9, 0, tzinfo=HANOI))
    yield
    clock.use(None)


def home(client: Client) -> dict[str, object]:
    """What the home page is made of."""
    response = client.get(reverse("portals:home"))
    assert response.status_code == 200
    return {key: response.context[key] for key in ("todo", "overview", "sessions", "studies", "classes", "posts")}


def todos(client: Client) -> list[Todo]:
    """The things to do."""
    found: list[Todo] = client.get(reverse("portals:home")).context["todo"]
    return found


def urls(client: Client) -> list[str]:
    """Where the things to do lead."""
    found = client.get(reverse("portals:home")).context["todo"]
    return [one.url for one in found]


def released(training_class: TrainingClass) -> None:
    """The sessions of a class as people are shown them."""
    release = Release.objects.create(
        training_class=training_class, number=1, is_current=True, released_at=AT, released_by=make_user()
    )
    for one in training_class.sessions.all():
        ReleasedSession.objects.create(
            release=release,
            item=one.item,
            on=one.on,
            half_day=one.half_day,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            lecturer=one.lecturer,
            hall=one.hall,
        )


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_home_before_anything_has_happened(client: Client, role: Role) -> None:
    sign_in(client, role)

    assert home(client)["overview"] is None


@pytest.mark.parametrize("role", [Role.LEADER, Role.ORGANISER, Role.HEAD, Role.OFFICE, Role.AUDITOR])
def test_those_who_account_for_the_whole_see_the_running_plan(client: Client, role: Role) -> None:
    training_class = make_open_class(people=2, state=ClassState.RUNNING)
    sign_in(client, role)

    overview = client.get(reverse("portals:home")).context["overview"]

    assert overview.programme.plan == training_class.plan
    assert [(line.report.row.id, line.report.posts, line.day) for line in overview.classes] == [
        (training_class.pk, 2, 1)
    ]


@pytest.mark.parametrize("role", [Role.COMMITTEE, Role.TEACHER, Role.LECTURER, Role.TRAINEE, Role.ADMIN])
def test_the_figures_of_the_whole_are_not_for_others(client: Client, role: Role) -> None:
    make_open_class(people=2)
    sign_in(client, role)

    assert home(client)["overview"] is None


def test_the_latest_plan_that_is_open_is_shown_and_no_draft(client: Client) -> None:
    older, newer = make_plan(starts_on=date(2022, 1, 1)), make_plan()
    make_plan(state=Plan._meta.get_field("state").default, starts_on=date(2024, 1, 1), ends_on=date(2024, 6, 30))
    sign_in(client, Role.LEADER)

    overview = client.get(reverse("portals:home")).context["overview"]

    assert overview.programme.plan == newer != older


def test_presence_is_that_of_the_last_half_day_recorded() -> None:
    training_class = make_class()
    make_attending(make_listed(training_class))
    make_attending(make_listed(training_class), presence=Presence.WITH_LEAVE)
    make_attending(make_listed(training_class), presence=Presence.WITHOUT_LEAVE)

    today = presence_on(training_class.plan, FIRST_DAY)

    assert today is not None
    assert (today.class_id, today.here, today.of) == (training_class.pk, 1, 3)
    assert (today.with_leave, today.without_leave) == (1, 1)
    assert presence_on(training_class.plan, date(2023, 3, 14)) is None


def test_the_office_is_led_to_people_who_wait_to_be_vetted(client: Client) -> None:
    nomination = make_nomination(state=NominationState.SUBMITTED)
    sign_in(client, Role.OFFICE)

    assert urls(client) == [reverse("nominations:vetting", args=[nomination.plan_id])]


def test_a_committee_sees_its_own_posts_and_the_places_it_has_not_filled(client: Client) -> None:
    plan = make_plan()
    make_request(plan)
    own = make_target_post(plan, places=1)
    make_target_post(plan)
    sign_in(client, Role.COMMITTEE, office=own.committee)

    page = client.get(reverse("portals:home")).context

    assert [row.target_post_id for row in page["posts"]] == [own.pk]
    assert [one.url for one in page["todo"]] == [reverse("nominations:committee", args=[plan.pk, own.committee_id])]


def test_a_committee_is_led_to_its_people_who_are_named_for_none_of_its_places_by_class(client: Client) -> None:
    plan = make_plan()
    committee = make_committee()
    named, unnamed = (make_accepted(plan, committee=committee) for _ in range(2))
    make_accepted(plan)
    training_class = make_class(plan)
    sign_in(client, Role.COMMITTEE, office=committee)
    url = f"{reverse('cohorts:wishes', args=[plan.pk])}?committee={committee.pk}"

    assert url not in [one.url for one in todos(client)]

    ClassPlaces.objects.create(training_class=training_class, committee=committee, places=2)
    Wish.objects.create(nomination=named, training_class=training_class, kind=Wish.Kind.PINNED)
    assert [one.title for one in todos(client) if one.url == url] == ["Chọn lớp cho 1 người"]

    Placement.objects.create(nomination=unnamed, training_class=training_class)
    assert url not in [one.url for one in todos(client)]


def test_a_committee_is_led_to_its_list_and_the_office_and_the_organiser_to_the_rows_it_asks_about(
    client: Client,
) -> None:
    asked = make_asked_committee()
    roster = asked.list_of(asked.line(3, name="Phạm Văn Mới", born="1/5/1981"))
    RosterRow.objects.update(outcome=Outcome.ASKED, target_post=asked.posts[2])
    RosterDoubt.objects.all().delete()
    Roster.objects.update(state=RosterState.APPLIED, ended_at=AT, ended_by=make_user())

    for role, office, url, title in (
        (Role.COMMITTEE, asked.office, reverse("rosters:roster", args=[roster.pk]), "1 dòng danh sách chờ văn phòng"),
        (Role.OFFICE, None, reverse("rosters:asked"), "Trả lời 1 dòng cấp ủy hỏi"),
        (Role.ORGANISER, None, reverse("rosters:asked"), "Trả lời 1 dòng cấp ủy hỏi"),
    ):
        sign_in(client, role, office=office)
        assert [one.title for one in todos(client) if one.url == url] == [title]


def test_the_organiser_sees_how_many_committees_are_above_a_quarter(client: Client) -> None:
    post = make_target_post(make_plan(), places=2)
    QuarterShare.objects.create(quota=post.plan.quotas.get(), year=2023, quarter=1, places=1)
    QuarterShare.objects.create(quota=post.plan.quotas.get(), year=2023, quarter=2, places=1)
    for one in (post, make_target_post(post.plan, committee=post.committee)):
        sent = make_nomination(one, state=NominationState.SUBMITTED)
        QuarterWish.objects.create(nomination=sent, year=2023, quarter=1, said_at=AT, said_by=make_user())
    sign_in(client, Role.ORGANISER)

    url = f"{reverse('nominations:overview', args=[post.plan_id])}?show=above"
    assert [one.note for one in todos(client) if one.url == url] == [post.plan.title]


def test_a_teacher_sees_the_own_class_and_records_its_half_days(client: Client) -> None:
    actor = sign_in(client, Role.TEACHER)
    own = make_class(teacher=actor.user, state=ClassState.RUNNING)
    session, other = make_session(own, on=FIRST_DAY), make_session(make_class(state=ClassState.RUNNING), on=FIRST_DAY)

    page = client.get(reverse("portals:home")).context

    assert [(one.row.id, one.day) for one in page["classes"]] == [(own.pk, 1)]
    assert [one.url for one in page["todo"]] == [reverse("attendance:session", args=[session.pk])]
    assert other.training_class_id != own.pk


def test_whoever_is_missing_today_is_called_by_the_teacher_and_the_office(client: Client) -> None:
    teacher = sign_in(client, Role.TEACHER)
    own = make_class(teacher=teacher.user, state=ClassState.RUNNING)
    entry = make_attending(make_listed(own), presence=Presence.WITHOUT_LEAVE).attendances.get()
    make_attending(make_listed(make_class()), presence=Presence.WITH_LEAVE)
    page = reverse("attendance:session", args=[entry.session_id])

    of_teacher = client.get(reverse("portals:home")).context["todo"]
    sign_in(client, Role.OFFICE)
    of_office = urls(client)

    assert [(one.url, one.due_on, one.tone) for one in of_teacher] == [(page, FIRST_DAY, "warning")]
    assert of_office == [page]


def test_messages_not_read_wait_in_every_home(client: Client) -> None:
    actor = sign_in(client, Role.LECTURER)
    Notice.objects.create(to=actor.user, title="Lịch học đổi", body="", created_at=AT)

    assert urls(client) == [reverse("notices:list")]


def test_the_auditor_is_led_to_the_chain_of_the_audit_log(client: Client) -> None:
    sign_in(client, Role.AUDITOR)

    assert urls(client) == [reverse("audit:chain")]


@pytest.mark.parametrize(("tone", "shown"), [("danger", "Quá hạn 13/3"), ("warning", "Hôm nay"), ("info", "Hạn 13/3")])
def test_a_due_day_is_told_from_one_that_has_passed(tone: str, shown: str) -> None:
    assert Todo(title="", url="", icon="", due_on=FIRST_DAY, tone=tone).due == shown


def test_a_committee_is_led_to_its_own_people_who_are_missing_without_leave_today(client: Client) -> None:
    training_class, ours = make_class(), make_committee()
    make_attending(make_listed(training_class, "Lê Thị Hoa", committee=ours), presence=Presence.WITHOUT_LEAVE)
    make_attending(make_listed(training_class, "Vũ Văn Tám", committee=ours), presence=Presence.WITH_LEAVE)
    make_attending(make_listed(training_class, "Bùi Thị Mai"), presence=Presence.WITHOUT_LEAVE)
    sign_in(client, Role.COMMITTEE, office=ours)

    todo = client.get(reverse("portals:home")).context["todo"]
    missing = client.get(reverse("attendance:missing"))

    assert [(one.title, one.url) for one in todo] == [
        ("1 cán bộ của cấp ủy vắng không phép hôm nay: gọi cho họ", reverse("attendance:missing"))
    ]
    assert [(row.name, row.half_days) for row in missing.context["missing"]] == [("Lê Thị Hoa", ["sáng"])]
    assert "Bùi Thị Mai" not in missing.content.decode()


def test_a_lecturer_sees_the_own_sessions_once_they_are_released(client: Client) -> None:
    actor = sign_in(client, Role.LECTURER)
    lecturer = make_lecturer()
    lecturer.user = actor.user
    lecturer.save()
    training_class = make_class()
    make_session(training_class, lecturer=lecturer, on=FIRST_DAY)
    make_session(training_class, on=date(2023, 3, 14))

    before = home(client)["sessions"]
    released(training_class)
    after = client.get(reverse("portals:home")).context["sessions"]

    assert before == []
    assert [(row.on, row.lecturer_id, row.state) for row in after] == [(FIRST_DAY, lecturer.pk, "now")]


def test_a_trainee_sees_where_they_stand_in_their_class(client: Client) -> None:
    enrolment = make_attending(make_listed(make_class()), presence=Presence.WITHOUT_LEAVE)
    sign_in(client, Role.TRAINEE, official=enrolment.official)

    studies = client.get(reverse("portals:home")).context["studies"]

    assert (studies.enrolment.pk, studies.standing.share.absent) == (enrolment.pk, 1)
    assert studies.certificates == []


def test_a_trainee_of_no_class_is_told_nothing_of_other_people(client: Client) -> None:
    make_listed(make_class())
    sign_in(client, Role.TRAINEE)

    assert home(client)["studies"] is None


def test_an_administrator_sees_the_installation_and_no_trainee(client: Client) -> None:
    enrolment = make_listed(make_class(), "Trần Văn Bình")
    sign_in(client, Role.ADMIN)

    response = client.get(reverse("portals:home"))

    assert response.context["installation"].mandates == 1
    assert enrolment.official.full_name not in response.content.decode()


def test_the_same_thing_to_do_is_shown_once_to_somebody_of_two_roles(client: Client) -> None:
    nomination = make_nomination(state=NominationState.SUBMITTED)
    sign_in(client, Role.OFFICE, Role.HEAD, office=nomination.plan.school)

    assert len(urls(client)) == 1


def test_things_to_do_lead_to_pages_that_the_role_may_open(client: Client) -> None:
    assert set(SOURCES) <= set(Role)
    nomination = make_nomination(state=NominationState.SUBMITTED)
    make_request(nomination.plan)
    for role in (Role.OFFICE, Role.ORGANISER, Role.HEAD):
        sign_in(client, role)

        assert {client.get(url).status_code for url in urls(client)} <= {200}


@pytest.mark.parametrize("role", [Role.OFFICE, Role.TEACHER])
def test_a_home_costs_the_same_however_many_people(client: Client, role: Role) -> None:
    actor = sign_in(client, role)
    costs = [cost_with_one_more(client, actor) for _ in range(3)]

    assert costs[1] == costs[2]


def cost_with_one_more(client: Client, actor: Actor) -> int:
    """What the page costs after somebody more has been listed, called, taught and judged."""
    training_class = TrainingClass.objects.first() or make_class(teacher=actor.user, state=ClassState.RUNNING)
    make_recognised(make_attending(make_summoned(make_listed(training_class))), on=FIRST_DAY)
    with CaptureQueriesContext(connection) as captured:
        home(client)
    return len(captured)


def test_a_trainee_reads_the_own_group_of_each_discussion_on_the_first_page(client: Client) -> None:
    training_class = make_class(state=ClassState.RUNNING, version=make_version(blocks=[1, 1, 1]))
    own = make_listed(training_class)
    for discussion, group in ((1, 4), (2, 2), (3, 7)):
        make_group(training_class, own, number=group, discussion=discussion)
    sign_in(client, Role.TRAINEE, official=own.official)

    studies = client.get(reverse("portals:home")).context["studies"]

    assert [(one.discussion.number, one.group) for one in studies.groups] == [(1, 4), (2, 2), (3, 7)]
