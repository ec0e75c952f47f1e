"""Pages of requests and nominations, by role."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from khaigiang.planning.documents.models import DocumentKind
from khaigiang.planning.documents.tests.makers import make_series
from khaigiang.planning.nominations.models import CommitteeLetter, Nomination, NominationRequest
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.nominations.tests.makers import make_holder, make_letter, make_nomination, make_request
from khaigiang.planning.plans.models import Plan, TargetPost
from khaigiang.planning.plans.states import PlanState
from khaigiang.planning.plans.tests.makers import make_duty, make_plan, make_target_post
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.officials.tests.makers import make_appointment, make_official
from khaigiang.registry.units.models import Office

pytestmark = pytest.mark.django_db

S = NominationState


def committee_page(post: TargetPost, name: str = "committee") -> str:
    return reverse(f"nominations:{name}", args=[post.plan_id, post.committee_id])


def asked_post(**given: object) -> TargetPost:
    post = make_target_post(**given)  # type: ignore[arg-type]  # passed on by name
    if not NominationRequest.objects.filter(plan=post.plan).exists():
        make_request(post.plan)
    return post


def signed_in_committee(client: Client, post: TargetPost) -> Office:
    sign_in(client, Role.COMMITTEE, office=post.committee)
    return post.committee


def test_a_committee_names_its_holders_sends_them_and_sees_one_come_back(client: Client) -> None:
    post = asked_post()
    other = asked_post(plan=post.plan, committee=post.committee)
    make_holder(post, "Nguyễn Văn An")
    make_holder(other, "Trần Thị Bình")
    signed_in_committee(client, post)

    preview = client.get(committee_page(post, "holders")).content.decode()
    named = client.post(committee_page(post, "holders"))
    listed = client.get(named["Location"]).content.decode()
    form = client.get(committee_page(post, "send")).content.decode()
    sent = client.post(
        committee_page(post, "send"),
        {
            "people": [one.pk for one in Nomination.objects.all()],
            "letter_number": "98-CV/QU",
            "letter_dated_on": "01/03/2023",
            "file": SimpleUploadedFile("cv98.pdf", b"%PDF-1.7"),
        },
    )

    assert "Trần Thị Bình" in preview
    assert "Đã cử 2 người" in listed
    assert form.count('type="checkbox"') == 2
    assert sent["Location"] == committee_page(post)
    assert set(Nomination.objects.values_list("state", flat=True)) == {S.SUBMITTED}
    letter = CommitteeLetter.objects.get()
    download = client.get(reverse("nominations:letter_file", args=[letter.pk]))
    assert download.content == b"%PDF-1.7"
    assert "98-CV/QU" in client.get(committee_page(post)).content.decode()


def test_naming_all_holders_is_undone_at_one_stroke(client: Client) -> None:
    post = asked_post()
    make_holder(post)
    signed_in_committee(client, post)
    client.post(committee_page(post, "holders"))

    client.post(committee_page(post, "withdraw_drafts"), {"people": [Nomination.objects.get().pk]})

    assert Nomination.objects.get().state == S.WITHDRAWN


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"people": []}, "Chưa chọn ai"),
        ({"letter_number": ""}, "letter_number"),
        ({"letter_dated_on": "32/03/2023"}, "letter_dated_on"),
        ({"letter_dated_on": "01/01/2099"}, "chưa đến"),
        ({"people": ["999999"]}, "people"),
    ],
)
def test_a_wrong_list_is_told_and_nothing_is_sent(client: Client, typed: dict[str, object], sentence: str) -> None:
    named = make_nomination(asked_post())
    signed_in_committee(client, named.target_post)
    good = {"people": [named.pk], "letter_number": "98-CV/QU", "letter_dated_on": "01/03/2023"}

    answer = client.post(committee_page(named.target_post, "send"), good | typed)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert CommitteeLetter.objects.count() == 0
    assert Nomination.objects.get().state == S.DRAFT


def test_a_committee_names_somebody_by_hand(client: Client) -> None:
    post = asked_post()
    holder = make_holder(post)
    deputy = make_appointment(make_official("Lê Văn Chi"), unit=post.unit).official
    signed_in_committee(client, post)
    address = reverse("nominations:nominate", args=[post.pk])

    form = client.get(address).content.decode()
    nobody = client.post(address, {"note": "x"})
    stranger = client.post(address, {"official": make_official().pk})
    client.post(address, {"official": deputy.pk, "note": "Bí thư đi thay"})

    assert holder.full_name in form
    assert "Không giữ chức danh thuộc đối tượng" in form
    assert nobody.status_code == stranger.status_code == 422
    assert Nomination.objects.get().official == deputy


def test_an_empty_unit_leads_to_the_register_of_officials(client: Client) -> None:
    post = asked_post()
    signed_in_committee(client, post)

    page = client.get(reverse("nominations:nominate", args=[post.pk])).content.decode()

    assert reverse("officials:new") in page


def test_a_committee_replaces_withdraws_and_states_days(client: Client) -> None:
    named = make_nomination(asked_post(), state=S.ACCEPTED)
    deputy = make_appointment(make_official("Lê Văn Chi"), unit=named.target_post.unit).official
    signed_in_committee(client, named.target_post)
    days = reverse("nominations:unavailability", args=[named.pk])
    substitute = reverse("nominations:substitute", args=[named.pk])

    assert client.get(days).status_code == 200
    client.post(days, {"first_day": "13/03/2023", "last_day": "15/03/2023", "reason": "Họp"})
    stated = named.unavailabilities.get()
    shown = client.get(reverse("nominations:nomination", args=[named.pk])).content.decode()
    client.post(reverse("nominations:withdraw_unavailability", args=[stated.pk]))
    assert client.get(substitute).status_code == 200
    client.post(substitute, {"official": deputy.pk, "reason": "Đi học"})
    second = Nomination.objects.get(official=deputy)
    withdraw = reverse("nominations:withdraw", args=[second.pk])
    assert client.get(withdraw).status_code == 200
    client.post(withdraw)

    assert "13/3/2023" in shown
    assert named.unavailabilities.count() == 0
    assert set(Nomination.objects.values_list("official", "state")) == {
        (named.official_id, S.REPLACED),
        (deputy.pk, S.WITHDRAWN),
    }
    for one in (named, second):
        assert client.get(reverse("nominations:nomination", args=[one.pk])).status_code == 200


@pytest.mark.parametrize("days", [{"first_day": "15/03/2023", "last_day": "13/03/2023"}, {"last_day": "x"}])
def test_wrong_days_are_told_on_the_form(client: Client, days: dict[str, str]) -> None:
    named = make_nomination(asked_post())
    signed_in_committee(client, named.target_post)

    answer = client.post(
        reverse("nominations:unavailability", args=[named.pk]), {"first_day": "13/03/2023", "reason": "Họp"} | days
    )

    assert answer.status_code == 422
    assert named.unavailabilities.count() == 0


def test_a_committee_sees_its_own_people_only(client: Client) -> None:
    mine = make_nomination(asked_post())
    foreign = make_nomination(asked_post(plan=mine.plan), official=None)
    letter = make_letter(foreign.plan, foreign.committee)
    signed_in_committee(client, mine.target_post)

    listed = client.get(reverse("nominations:list")).content.decode()
    addresses = [
        committee_page(foreign.target_post),
        committee_page(foreign.target_post, "send"),
        committee_page(foreign.target_post, "holders"),
        reverse("nominations:nomination", args=[foreign.pk]),
        reverse("nominations:nominate", args=[foreign.target_post_id]),
        reverse("nominations:substitute", args=[foreign.pk]),
        reverse("nominations:withdraw", args=[foreign.pk]),
        reverse("nominations:unavailability", args=[foreign.pk]),
        reverse("nominations:letter_file", args=[letter.pk]),
        reverse("nominations:overview", args=[foreign.plan_id]),
        reverse("nominations:vetting", args=[foreign.plan_id]),
    ]

    assert committee_page(mine.target_post) in listed
    assert foreign.committee.name not in listed
    assert [client.get(address).status_code for address in addresses] == [404] * len(addresses)
    taken = client.post(committee_page(mine.target_post, "withdraw_drafts"), {"people": [foreign.pk]})
    assert taken.status_code == 404


def test_a_draft_plan_or_an_unsent_request_shows_a_committee_nothing_to_download(client: Client) -> None:
    post = make_target_post(make_plan())
    make_duty(post.plan)
    signed_in_committee(client, post)
    file = reverse("nominations:request_file", args=[post.plan_id, "pdf"])

    assert client.get(file).status_code == 404
    assert "Chưa gửi công văn đề nghị" in client.get(committee_page(post)).content.decode()
    Plan.objects.filter(pk=post.plan_id).update(state=PlanState.DRAFT)
    assert client.get(committee_page(post)).status_code == 404


def test_the_organiser_draws_up_looks_at_and_sends_the_request(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    post = make_target_post()
    make_duty(post.plan)
    make_series(post.plan.organiser, kind=DocumentKind.OFFICIAL_LETTER)
    page, send = (reverse(f"nominations:{name}", args=[post.plan_id]) for name in ("request", "send_request"))

    assert client.get(page).status_code == 200
    assert client.get(send).status_code == 404
    client.post(page, {"due_on": "31/12/2099"})
    drawn_up = client.get(page).content.decode()
    pdf = client.get(reverse("nominations:request_file", args=[post.plan_id, "pdf"]))
    assert client.get(send).status_code == 200
    wrong = client.post(send, {"signed_on": "25/02/2023", "issued_on": "24/02/2023"})
    client.post(send, {"signed_on": "24/02/2023", "issued_on": "24/02/2023"})

    assert send in drawn_up
    assert pdf.content.startswith(b"%PDF-")
    assert wrong.status_code == 422
    request = NominationRequest.objects.get()
    assert (request.document.number, request.document.issued_on) == ("01-CV/BTCTU", date(2023, 2, 24))
    assert client.get(page).status_code == 200


def test_a_request_without_a_signer_says_where_to_name_one(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    post = make_target_post()
    page = reverse("nominations:request", args=[post.plan_id])

    shown = client.get(page).content.decode()
    refused = client.post(page, {"due_on": "31/12/2099"})

    assert reverse("plans:duty", args=[post.plan_id, "request"]) in shown
    assert "Chưa phân công ai" in refused.content.decode()


def test_the_office_accepts_many_undoes_it_and_returns_one(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    first = make_nomination(asked_post(), state=S.SUBMITTED)
    second = make_nomination(asked_post(plan=first.plan), state=S.SUBMITTED)
    ids = [first.pk, second.pk]
    vetting, accept, take_back = (
        reverse(f"nominations:{name}", args=[first.plan_id]) for name in ("vetting", "accept", "take_back")
    )

    listed = client.get(vetting).content.decode()
    accepted = client.post(accept, {"people": ids})
    with_undo = client.get(accepted["Location"]).content.decode()
    client.post(take_back, {"people": ids})
    back = set(Nomination.objects.values_list("state", flat=True))
    address = reverse("nominations:return", args=[first.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": ""}).status_code == 422
    client.post(address, {"reason": "Thiếu ngày vào Đảng"})

    assert listed.count('name="people"') == 2
    assert "Đã chấp nhận 2 người" in with_undo
    assert back == {S.SUBMITTED}
    assert Nomination.objects.get(pk=first.pk).reason == "Thiếu ngày vào Đảng"


def test_the_office_defers_and_resumes(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    named = make_nomination(asked_post(), state=S.ACCEPTED)
    page = reverse("nominations:nomination", args=[named.pk])

    assert client.get(reverse("nominations:defer", args=[named.pk])).status_code == 200
    client.post(reverse("nominations:defer", args=[named.pk]), {"reason": "Bận đại hội"})
    deferred = client.get(page).content.decode()
    client.post(reverse("nominations:resume", args=[named.pk]))

    assert reverse("nominations:resume", args=[named.pk]) in deferred
    assert Nomination.objects.get().state == S.ACCEPTED


def test_nobody_ticked_and_a_late_click_are_answered_with_a_sentence(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    named = make_nomination(asked_post(), state=S.DRAFT)
    accept = reverse("nominations:accept", args=[named.plan_id])

    nobody = client.post(accept, {})
    late = client.post(accept, {"people": [named.pk]})
    foreign = client.post(accept, {"people": [named.pk + 999]})

    assert (nobody.status_code, late.status_code, foreign.status_code) == (409, 409, 404)
    assert "Chưa chọn ai" in nobody.content.decode()
    assert "Hãy tải lại trang" in late.content.decode()


def test_the_vetting_list_is_narrowed_by_name_committee_and_state(client: Client) -> None:
    sign_in(client, Role.AUDITOR)
    post = asked_post()
    first = make_nomination(post, official=make_holder(post, "Nguyễn Thị Thủy"), state=S.SUBMITTED)
    other = asked_post(plan=post.plan)
    second = make_nomination(other, official=make_holder(other, "Trần Văn Dũng"), state=S.ACCEPTED)
    vetting = reverse("nominations:vetting", args=[post.plan_id])

    def names(**query: str | int) -> set[str]:
        page = client.get(vetting, query).content.decode()
        return {one.official.full_name for one in (first, second) if one.official.full_name in page}

    assert names() == {"Nguyễn Thị Thủy"}
    assert names(state="accepted") == {"Trần Văn Dũng"}
    assert names(q="thuy") == {"Nguyễn Thị Thủy"}
    assert names(q="dung") == set()
    assert names(committee=second.committee_id) == set()
    assert names(state="accepted", committee=second.committee_id) == {"Trần Văn Dũng"}


def test_the_overview_shows_who_has_not_sent_with_their_telephone(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    silent = asked_post(places=1)
    sent = make_nomination(asked_post(plan=silent.plan, places=1), state=S.SUBMITTED)
    make_letter(sent.plan, sent.committee)
    overview = reverse("nominations:overview", args=[silent.plan_id])

    everybody = client.get(overview).content.decode()
    not_sent = client.get(overview, {"show": "not_sent"}).content.decode()

    assert sent.committee.name in everybody
    assert "024 3000 0000" in not_sent
    assert silent.committee.name in not_sent
    assert sent.committee.name not in not_sent
    for show in ("incomplete", "complete", "nonsense"):
        assert client.get(overview, {"show": show}).status_code == 200


@pytest.mark.parametrize(("name", "role"), [("vetting", Role.OFFICE), ("overview", Role.LEADER), ("list", Role.HEAD)])
def test_lists_cost_the_same_however_long(client: Client, name: str, role: Role) -> None:
    sign_in(client, role)
    plan = make_plan()
    make_request(plan)
    costs = []
    for count in (1, 20):
        for _ in range(count):
            make_nomination(make_target_post(plan), state=S.SUBMITTED)
        address = reverse(f"nominations:{name}", args=[] if name == "list" else [plan.pk])
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        costs.append(len(asked))

    assert costs[0] == costs[1]


def test_a_committees_page_costs_the_same_however_many_posts(client: Client) -> None:
    post = asked_post()
    signed_in_committee(client, post)
    make_nomination(post)
    costs = []
    for count in (1, 20):
        for _ in range(count):
            make_nomination(asked_post(plan=post.plan, committee=post.committee), state=S.RETURNED)
        with CaptureQueriesContext(connection) as asked:
            client.get(committee_page(post))
        costs.append(len(asked))

    assert costs[0] == costs[1]


def test_the_side_bar_counts_what_waits_for_each_side(client: Client) -> None:
    named = make_nomination(asked_post(), state=S.RETURNED)
    make_nomination(asked_post(plan=named.plan), state=S.RETURNED)
    make_nomination(asked_post(plan=named.plan), state=S.SUBMITTED)
    signed_in_committee(client, named.target_post)
    committee = client.get(reverse("nominations:list"))
    sign_in(client, Role.OFFICE)
    office = client.get(reverse("nominations:list"))

    def waiting(answer: object) -> list[int]:
        frame = answer.context["frame"]  # type: ignore[attr-defined]  # the test client's context
        return [link.count for section in frame.navigation for link in section.links if link.count]

    assert waiting(committee) == [1]
    assert waiting(office) == [1]


@pytest.mark.parametrize("role", [Role.TEACHER, Role.LECTURER, Role.TRAINEE, Role.ADMIN])
def test_nominations_are_closed_to_others(client: Client, role: Role) -> None:
    named = make_nomination(asked_post())
    sign_in(client, role)

    assert client.get(reverse("nominations:list")).status_code == 404
    assert client.get(committee_page(named.target_post)).status_code == 404
    assert client.get(reverse("nominations:nomination", args=[named.pk])).status_code == 404


def test_an_empty_list_says_when_plans_appear(client: Client) -> None:
    sign_in(client, Role.COMMITTEE)

    assert "Chưa có kế hoạch nào" in client.get(reverse("nominations:list")).content.decode()


@pytest.mark.parametrize(
    ("role", "sees"), [(Role.OFFICE, True), (Role.ORGANISER, True), (Role.LEADER, False), (Role.AUDITOR, False)]
)
def test_contact_and_party_facts_are_for_those_who_keep_them(client: Client, role: Role, sees: bool) -> None:  # noqa: FBT001  a column of the table above
    post = asked_post()
    official = make_official("Trần Thị Bình", ethnicity="Mường", phone="0912345678")
    make_appointment(official, post=post.post, unit=post.unit)
    named = make_nomination(post, official=official, state=S.SUBMITTED)
    sign_in(client, role)

    pages = [
        client.get(address).content.decode()
        for address in (
            committee_page(post),
            reverse("nominations:vetting", args=[post.plan_id]),
            reverse("nominations:nomination", args=[named.pk]),
        )
    ]

    assert ["0912345678" in page for page in pages] == [sees] * 3
    assert ("Mường" in pages[2]) == sees
