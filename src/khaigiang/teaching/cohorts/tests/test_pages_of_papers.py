"""The pages of decisions and summonses."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document as WordFile

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.files.services import read
from khaigiang.papers.word_filling import shipped
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.nominations.tests.makers import make_nomination
from khaigiang.planning.plans.models import PaperDuty
from khaigiang.planning.plans.queries import duty_of
from khaigiang.planning.templates.services import put_in_force, upload_template
from khaigiang.planning.templates.states import PaperName
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.officials.tests.makers import make_official
from khaigiang.registry.units.tests.makers import make_committee
from khaigiang.teaching.cohorts import services
from khaigiang.teaching.cohorts.models import ClassDecision, Summons
from khaigiang.teaching.cohorts.queries import list_on
from khaigiang.teaching.cohorts.tests.browsing import acts, address, must_post, must_show
from khaigiang.teaching.cohorts.tests.makers import (
    DECIDED_AT,
    FIRST_DAY,
    make_accepted,
    make_class,
    make_let_in,
    make_listed,
    make_open_class,
    make_papers_ready,
    make_placement,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_morning")]

OPENED_AT = datetime(2023, 3, 13, 2, 0, tzinfo=UTC)
SIGNATURE = {
    "signer_name": "Nghiêm Đức Thành",
    "signer_title": "Hiệu trưởng",
    "signed_on": "13/03/2023",
    "issued_on": "13/03/2023",
    "number": "",
}


def test_a_decision_is_drafted_read_and_issued(client: Client) -> None:
    training_class = make_class()
    make_papers_ready(training_class.plan)
    make_placement(make_accepted(training_class.plan, "Lê Thị Hoa"), training_class)
    sign_in(client, Role.OFFICE)

    must_post(client, "draft_decision", training_class.pk)
    decision = ClassDecision.objects.get()
    assert "Lê Thị Hoa" in must_show(client, "decision", decision.pk)
    must_post(client, "decision", decision.pk, data=SIGNATURE | {"issued_on": "14/03/2023"}, status=422)
    must_post(client, "decision", decision.pk, data=SIGNATURE)

    assert [row.name for row in list_on(training_class, FIRST_DAY)] == ["Lê Thị Hoa"]
    assert client.get(address("decision_file", decision.pk, "pdf")).content.startswith(b"%PDF")
    assert client.get(address("decision_file", decision.pk, "docx")).content.startswith(b"PK")
    must_show(client, "decision_file", decision.pk, "exe", status=404)
    assert acts() == ["draft_class_decision", "issue_class_decision"]


def test_a_list_is_amended(client: Client) -> None:
    training_class = make_open_class(2)
    make_papers_ready(training_class.plan)
    leaving, staying = training_class.enrolments.all()
    joining = make_accepted(training_class.plan, "Vũ Thị Cúc")
    sign_in(client, Role.OFFICE)

    both = {"add": [joining.pk], "remove": [leaving.pk]}
    page = must_post(client, "supplementary", training_class.pk, data=both, status=422)
    assert f'value="{leaving.pk}" id="remove-{leaving.pk}" checked' in page
    must_post(client, "supplementary", training_class.pk, data={**both, f"reason-{leaving.pk}": "Ốm"})
    decision = training_class.decisions.get(kind=ClassDecision.Kind.SUPPLEMENTARY)
    must_post(client, "decision", decision.pk, data=SIGNATURE)

    assert {row.name for row in list_on(training_class, FIRST_DAY)} == {str(staying.official), "Vũ Thị Cúc"}


def test_a_draft_is_thrown_away(client: Client) -> None:
    training_class = make_open_class(2)
    make_papers_ready(training_class.plan)
    leaving = training_class.enrolments.all()[0]
    sign_in(client, Role.OFFICE)
    must_post(client, "supplementary", training_class.pk, data={"remove": [leaving.pk], f"reason-{leaving.pk}": "Ốm"})
    decision = training_class.decisions.get(kind=ClassDecision.Kind.SUPPLEMENTARY)

    must_post(client, "discard_decision", decision.pk)

    assert training_class.decisions.count() == 1
    assert "discard_class_decision" in acts()


def test_a_summons_is_drafted_and_issued_by_the_office_that_signs_it(client: Client) -> None:
    training_class = make_open_class(2)
    make_papers_ready(training_class.plan)
    committee = training_class.enrolments.all()[0].target_post.committee
    sign_in(client, Role.OFFICE)
    must_post(client, "draft_summons", training_class.pk, data={"gather_at": "07:15"})
    summons = Summons.objects.get()
    must_post(client, "summons", summons.pk, data=SIGNATURE, status=404)

    sign_in(client, Role.ORGANISER)
    must_post(client, "summons", summons.pk, data=SIGNATURE)

    summons.document.refresh_from_db()
    assert summons.document.number == "400-CV/BTCTU"
    copy = client.get(address("summons_copy", summons.pk, committee.pk))
    assert copy.content.startswith(b"%PDF")
    assert client.get(address("summons_file", summons.pk, "docx")).content.startswith(b"PK")


def test_a_committee_reads_its_own_copy_and_not_the_whole_summons(client: Client) -> None:
    training_class = make_open_class(0)
    make_papers_ready(training_class.plan)
    ours, theirs = make_committee(), make_committee()
    make_listed(training_class, "Đỗ Văn Bình", committee=ours)
    make_listed(training_class, "Vũ Thị Cúc", committee=theirs)
    actor = sign_in(client, Role.COMMITTEE, office=ours)
    summons = services.draft_summons(training_class, by=actor.user, at=DECIDED_AT)
    must_show(client, "summons", summons.pk, status=404)
    day = DECIDED_AT.date()
    services.issue_summons(
        summons, signer_name="A", signer_title="B", signed_on=day, issued_on=day, by=actor.user, at=DECIDED_AT
    )

    page = must_show(client, "summons", summons.pk)
    assert "Đỗ Văn Bình" in page
    assert "Vũ Thị Cúc" not in page
    must_show(client, "summons_copy", summons.pk, theirs.pk, status=404)
    must_show(client, "summons_file", summons.pk, "pdf", status=404)
    assert client.get(address("summons_copy", summons.pk, ours.pk)).status_code == 200


def test_everybody_gets_a_summons_to_carry_and_a_committee_prints_those_of_its_own_people(client: Client) -> None:
    training_class = make_open_class(0)
    make_papers_ready(training_class.plan)
    ours, theirs = make_committee(), make_committee()
    own = make_listed(training_class, "Đỗ Văn Bình", committee=ours)
    other = make_listed(training_class, "Vũ Thị Cúc", committee=theirs)
    office = sign_in(client, Role.OFFICE)
    summons = services.draft_summons(training_class, by=office.user, at=DECIDED_AT)

    whole = WordFile(BytesIO(client.get(address("summonses_to_carry", summons.pk, "docx")).content))
    assert [line.text for line in whole.paragraphs if line.text.startswith("Đồng chí:")] == [
        "Đồng chí: Đỗ Văn Bình",
        "Đồng chí: Vũ Thị Cúc",
    ]
    assert client.get(address("summons_to_carry", summons.pk, other.pk, "pdf")).content.startswith(b"%PDF")
    must_show(client, "summonses_to_carry", summons.pk, "exe", status=404)

    day = DECIDED_AT.date()
    services.issue_summons(
        summons, signer_name="A", signer_title="B", signed_on=day, issued_on=day, by=office.user, at=DECIDED_AT
    )
    sign_in(client, Role.COMMITTEE, office=ours)
    printed = WordFile(BytesIO(client.get(address("summonses_to_carry", summons.pk, "docx")).content))
    assert [line.text for line in printed.paragraphs if line.text.startswith("Đồng chí:")] == ["Đồng chí: Đỗ Văn Bình"]
    must_show(client, "summons_to_carry", summons.pk, other.pk, "pdf", status=404)
    assert client.get(address("summons_to_carry", summons.pk, own.pk, "docx")).status_code == 200


def test_a_drafted_summons_is_thrown_away(client: Client) -> None:
    training_class = make_open_class(1)
    make_papers_ready(training_class.plan)
    sign_in(client, Role.OFFICE)
    must_post(client, "draft_summons", training_class.pk, data={"gather_at": "07:15"})

    must_post(client, "discard_summons", Summons.objects.get().pk)

    assert Summons.objects.count() == 0


def test_a_substitute_is_offered_with_the_person_they_replace(client: Client) -> None:
    training_class = make_open_class(1)
    missing = training_class.enrolments.get()
    Nomination.objects.filter(enrolments=missing).update(state=NominationState.REPLACED)
    Nomination.objects.create(
        plan=training_class.plan,
        target_post=missing.target_post,
        official=make_official("Trần Thị Lan"),
        committee=missing.target_post.committee,
        replaces=missing.nomination,
        state=NominationState.ACCEPTED,
    )
    sign_in(client, Role.OFFICE)

    [line] = client.get(address("supplementary", training_class.pk)).context["form"].additions()

    assert (line["row"].name, line["row"].replaces) == ("Trần Thị Lan", str(missing.official))


def test_people_let_in_are_named_with_what_they_lack_and_where_it_is_done(client: Client) -> None:
    training_class = make_open_class(1)
    plan = training_class.plan
    unnamed, sent = make_let_in(training_class, "Vũ Thị Cúc"), make_let_in(training_class, "Đỗ Thị Sen")
    accepted = make_let_in(training_class, "Bùi Thị Mai")
    letter = make_nomination(sent.target_post, official=sent.official, state=NominationState.SUBMITTED)
    make_nomination(accepted.target_post, official=accepted.official, state=NominationState.ACCEPTED)
    missing = training_class.enrolments.get(valid_from__isnull=False)
    guest = make_official("Ngô Văn Tú")
    services.let_in(
        training_class, official=guest, target_post=missing.target_post, on=FIRST_DAY, by=make_user(), at=OPENED_AT
    )
    sign_in(client, Role.OFFICE)

    answer = client.get(address("supplementary", training_class.pk))

    page = answer.content.decode()
    assert [(row.name, str(row.lacks), row.nomination_id, row.holder) for row in answer.context["lacking"]] == [
        ("Vũ Thị Cúc", "Cấp ủy chưa cử: còn thiếu công văn cử học", None, ""),
        ("Đỗ Thị Sen", "Đã có công văn; cơ quan đào tạo còn phải duyệt", letter.pk, ""),
        ("Ngô Văn Tú", "Cấp ủy chưa cử: còn thiếu công văn cử học", missing.nomination_id, str(missing.official)),
    ]
    assert reverse("nominations:committee", args=[plan.pk, unnamed.target_post.committee_id]) in page
    assert reverse("nominations:nomination", args=[letter.pk]) in page
    assert reverse("nominations:nomination", args=[missing.nomination_id]) in page
    assert "Không có ai đang chờ lớp" not in page


def test_a_summons_is_written_and_looked_at_with_the_template_of_its_office(client: Client) -> None:
    training_class = make_open_class(2)
    make_papers_ready(training_class.plan)
    actor = sign_in(client, Role.ORGANISER)
    by, organiser = actor.user, duty_of(training_class.plan, PaperDuty.Paper.SUMMONS).office
    template = WordFile(BytesIO(shipped("party/summons")))
    template.add_paragraph("Mẫu riêng của Ban")
    changed = BytesIO()
    template.save(changed)
    own = upload_template(organiser, PaperName.SUMMONS, file=("m.docx", changed.getvalue()), by=by, at=DECIDED_AT)
    put_in_force(organiser, PaperName.SUMMONS, own, in_force_on=DECIDED_AT.date(), by=by, at=DECIDED_AT)

    summons = services.draft_summons(training_class, by=by, at=DECIDED_AT)
    looked_at = [
        client.get(reverse("templates:preview", args=[organiser.pk, "summons", version, "docx"])).content
        for version in (0, 1)
    ]

    assert summons.document.docx
    files = [read(summons.document.docx), *looked_at]
    assert ["Mẫu riêng của Ban" in [line.text for line in WordFile(BytesIO(one)).paragraphs] for one in files] == [
        True,
        False,
        True,
    ]
