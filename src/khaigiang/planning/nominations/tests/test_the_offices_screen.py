"""The office's screen: what came in by committee with its warnings, and accepting or returning one, some or all."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.notices.models import Notice
from khaigiang.planning.nominations.errors import MoveNotAllowed, NobodyChosen, ReasonMissing, TooManyForThePlaces
from khaigiang.planning.nominations.models import Nomination, NominationMove
from khaigiang.planning.nominations.queries import judge, states_on
from khaigiang.planning.nominations.services import accept_nominations, return_nominations, take_back_return
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.nominations.tests.makers import make_nomination, make_request
from khaigiang.planning.plans.models import Quota, TargetPost
from khaigiang.planning.plans.tests.makers import make_target_post
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_mandate, sign_in
from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.tests.makers import make_official

pytestmark = pytest.mark.django_db

ON = date(2023, 3, 2)
AT = datetime(2023, 3, 2, 3, 0, tzinfo=UTC)
S = NominationState


def asked_post(**given: object) -> TargetPost:
    post = make_target_post(**given)  # type: ignore[arg-type]  # passed on by name
    if not hasattr(post.plan, "request"):
        make_request(post.plan)
    return post


def sent(post: TargetPost, **given: object) -> Nomination:
    return make_nomination(post, state=S.SUBMITTED, **given)  # type: ignore[arg-type]  # passed on by name


def page_of(nomination: Nomination, name: str) -> str:
    return reverse(f"nominations:{name}", args=[nomination.plan_id])


def states() -> set[tuple[int, str]]:
    return set(Nomination.objects.values_list("pk", "state"))


def ticked(people: Iterable[Nomination], act: str, **more: object) -> dict[str, object]:
    return {"act": act, "people": [one.pk for one in people], **more}


def test_several_are_returned_for_one_reason_and_taken_back_at_one_stroke() -> None:
    first = sent(asked_post())
    second = sent(asked_post(plan=first.plan, committee=first.committee))
    make_mandate(Role.COMMITTEE, office=first.committee)
    by = make_user()

    returned = return_nominations([first, second], reason="Thiếu ngày vào Đảng", by=by, at=AT)
    came_back = {(one.state, one.reason) for one in Nomination.objects.all()}
    take_back_return(returned, by=by, at=AT + timedelta(days=1))

    assert came_back == {(S.RETURNED, "Thiếu ngày vào Đảng")}
    assert states() == {(first.pk, S.SUBMITTED), (second.pk, S.SUBMITTED)}
    assert Notice.objects.order_by("pk").values_list("title", "body")[0] == (
        "Trả lại 2 người",
        "Thiếu ngày vào Đảng",
    )
    assert Notice.objects.count() == 2
    assert {state.state for state in states_on(first.plan, ON).values()} == {S.RETURNED}
    assert list(Entry.objects.order_by("pk").values_list("act", flat=True)) == [
        "return_nominations",
        "take_back_return",
    ]


def test_returning_needs_people_who_wait_and_a_reason() -> None:
    waiting, accepted = sent(asked_post()), make_nomination(asked_post(), state=S.ACCEPTED)
    by = make_user()

    with pytest.raises(ReasonMissing):
        return_nominations([waiting], reason="  ", by=by, at=AT)
    with pytest.raises(NobodyChosen):
        return_nominations([], reason="Sai", by=by, at=AT)
    with pytest.raises(MoveNotAllowed):
        return_nominations([waiting, accepted], reason="Sai", by=by, at=AT)

    assert states() == {(waiting.pk, S.SUBMITTED), (accepted.pk, S.ACCEPTED)}


def test_a_return_is_not_taken_back_when_the_place_is_filled_meanwhile() -> None:
    first = sent(asked_post(places=1))
    [returned] = return_nominations([first], reason="Sai", by=make_user(), at=AT)
    sent(asked_post(plan=first.plan, committee=first.committee))

    with pytest.raises(TooManyForThePlaces):
        take_back_return([returned], by=make_user(), at=AT)

    assert Nomination.objects.get(pk=first.pk).state == S.RETURNED
    assert NominationMove.objects.filter(nomination=first).count() == 2


def test_what_would_happen_is_looked_at_before_anybody_is_accepted_and_undone_after(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    first = sent(asked_post())
    second = sent(asked_post(plan=first.plan))
    accepted = make_nomination(asked_post(plan=first.plan), state=S.ACCEPTED)

    preview = client.post(page_of(first, "vet"), ticked([first, second, accepted], "accept")).content.decode()
    before = states()
    done = client.post(page_of(first, "vet"), ticked([first], "accept", sure="1"))
    with_undo = client.get(done["Location"]).content.decode()

    assert before == {(first.pk, S.SUBMITTED), (second.pk, S.SUBMITTED), (accepted.pk, S.ACCEPTED)}
    assert preview.count('type="checkbox"') == 2
    assert "Giữ nguyên: hiện đã được chấp nhận" in preview
    assert "Đã chấp nhận 1 người" in with_undo
    assert states() == {(first.pk, S.ACCEPTED), (second.pk, S.SUBMITTED), (accepted.pk, S.ACCEPTED)}


def test_everybody_whom_the_filter_leaves_is_returned_with_a_reason_and_undone(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    mine = sent(asked_post())
    also = sent(asked_post(plan=mine.plan, committee=mine.committee))
    other = sent(asked_post(plan=mine.plan))
    everybody = {"act": "return", "everybody": "1", "state": "submitted", "committee": mine.committee_id}

    preview = client.post(page_of(mine, "vet"), everybody).content.decode()
    without_reason = client.post(page_of(mine, "vet"), ticked([mine, also], "return", sure="1"))
    done = client.post(page_of(mine, "vet"), ticked([mine, also], "return", sure="1", reason="Sai mẫu"))
    after = states()
    shown = client.get(done["Location"]).content.decode()
    client.post(page_of(mine, "take_back_return"), {"people": [mine.pk, also.pk]})

    assert preview.count('name="people"') == 2
    assert f'value="{other.pk}"' not in preview
    assert without_reason.status_code == 422
    assert "Hãy nhập ngắn gọn lý do" in without_reason.content.decode()
    assert after == {(mine.pk, S.RETURNED), (also.pk, S.RETURNED), (other.pk, S.SUBMITTED)}
    assert "Đã trả lại 2 người" in shown
    assert {state for _pk, state in states()} == {S.SUBMITTED}


@pytest.mark.parametrize(
    "posted", [{}, {"act": "x"}, {"act": "accept", "people": ["x"]}, {"act": "accept", "sure": "1"}]
)
def test_nothing_chosen_is_told_and_nothing_happens(client: Client, posted: dict[str, object]) -> None:
    sign_in(client, Role.OFFICE)
    one = sent(asked_post())

    answer = client.post(page_of(one, "vet"), posted)

    assert "Chưa chọn ai" in answer.content.decode()
    assert states() == {(one.pk, S.SUBMITTED)}


def test_people_of_another_plan_are_not_found(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    mine, foreign = sent(asked_post()), sent(asked_post())

    assert client.post(page_of(mine, "vet"), ticked([foreign], "accept", sure="1")).status_code == 404
    assert client.post(page_of(mine, "take_back_return"), {"people": [foreign.pk]}).status_code == 404


@pytest.mark.parametrize("role", [Role.COMMITTEE, Role.LEADER, Role.AUDITOR, Role.HEAD])
def test_others_decide_nothing(client: Client, role: Role) -> None:
    one = sent(asked_post())
    sign_in(client, role, office=one.committee if role == Role.COMMITTEE else None)

    assert client.post(page_of(one, "vet"), ticked([one], "accept", sure="1")).status_code == 404
    assert client.post(page_of(one, "take_back_return"), {"people": [one.pk]}).status_code == 404


def test_committees_stand_with_their_places_telephone_and_what_is_above_them(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    one = sent(asked_post())
    sent(asked_post(plan=one.plan, committee=one.committee))
    Quota.objects.filter(plan=one.plan).update(places=1)

    page = client.get(page_of(one, "vetting")).content.decode()

    assert "Đã gửi 2 / 1 chỉ tiêu" in page
    assert "Vượt 1 chỉ tiêu" in page
    assert "024 3000 0000" in page


def test_two_records_of_one_name_and_birth_are_told_and_the_list_narrows_to_remarks(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    first = sent(asked_post())
    twin = sent(asked_post(plan=first.plan))
    quiet = sent(asked_post(plan=first.plan))
    Official.objects.filter(pk=twin.official_id).update(born_on=first.official.born_on)
    Official.objects.filter(pk=quiet.official_id).update(full_name="Lê Văn Chi", folded="le van chi")

    said = {one.nomination.pk: one.findings for one in judge(first.plan, list(Nomination.objects.all()), ON)}
    narrowed = client.get(page_of(first, "vetting"), {"warned": "on"}).content.decode()

    assert f"Có người trùng họ tên và ngày sinh được cử cho {twin.target_post.unit.name}." in said[first.pk]
    assert said[quiet.pk] == []
    assert reverse("nominations:nomination", args=[first.pk]) in narrowed
    assert reverse("nominations:nomination", args=[quiet.pk]) not in narrowed


@pytest.mark.parametrize("warned", ["", "on"])
def test_the_list_costs_the_same_however_long(client: Client, warned: str) -> None:
    sign_in(client, Role.OFFICE)
    plan = asked_post().plan
    costs = []
    for count in (2, 20):
        for _ in range(count):
            sent(asked_post(plan=plan), official=make_official("Nguyễn Văn An"))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("nominations:vetting", args=[plan.pk]), {"warned": warned})
        costs.append(len(asked))

    assert costs[0] == costs[1]


def test_accepted_people_are_returned_one_by_one_alone() -> None:
    one = sent(asked_post())
    accept_nominations([one], by=make_user(), at=AT)

    with pytest.raises(MoveNotAllowed):
        return_nominations([one], reason="Sai", by=make_user(), at=AT)
