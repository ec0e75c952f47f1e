"""The official report: drawn up, signed, numbered, set beside today's figures."""

from datetime import UTC, date, datetime

import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.shared.errors import DomainError
from khaigiang.oversight.coverage.tests.makers import LATER, make_attending, make_recognised, make_summoned
from khaigiang.oversight.reporting import services
from khaigiang.oversight.reporting.errors import DayNotOver
from khaigiang.oversight.reporting.models import ProgrammeReport
from khaigiang.oversight.reporting.queries.official import differences
from khaigiang.oversight.reporting.tests.makers import make_programme, make_ready_to_report
from khaigiang.planning.documents.models import DocumentState
from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.cohorts.tests.makers import make_listed

pytestmark = pytest.mark.django_db
AT = datetime(2023, 4, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def plan() -> Plan:
    return make_ready_to_report(make_programme())


def drafted(plan: Plan, as_of: date = LATER) -> ProgrammeReport:
    return services.draft_report(plan, as_of=as_of, by=make_user(), at=AT)


def issued(report: ProgrammeReport) -> ProgrammeReport:
    return services.issue_report(
        report,
        signer_name="Vũ Đình Quang",
        signer_title="Phó Trưởng ban",
        signed_on=LATER,
        issued_on=LATER,
        by=make_user(),
        at=AT,
    )


def one_more_completes(plan: Plan) -> None:
    make_recognised(make_attending(make_summoned(make_listed(plan.classes.get()))))


def test_a_report_is_drawn_up_with_its_figures_and_both_files(plan: Plan) -> None:
    report = drafted(plan)

    assert (report.as_of, report.figures["completed"], report.document.state) == (LATER, 4, DocumentState.DRAFT)
    assert report.document.docx is not None
    assert report.document.pdf is not None
    assert [link.target for link in report.document.links.all()] == [plan.document]
    assert Entry.objects.filter(act="draft_report").count() == 1


def test_a_report_takes_the_next_number_of_the_office_that_signs_it(plan: Plan) -> None:
    report = issued(drafted(plan))

    assert (report.document.state, report.document.number) == (
        DocumentState.ISSUED,
        f"50-BC/{plan.organiser.symbol}",
    )
    assert Entry.objects.filter(act="issue_report").count() == 1


def test_a_report_is_signed_with_the_figures_its_day_has_then(plan: Plan) -> None:
    report = drafted(plan)
    one_more_completes(plan)

    assert [line.id for line in differences(report) if line.differs] != []
    issued(report)

    report.refresh_from_db()
    assert report.figures["completed"] == 5
    assert [line.id for line in differences(report) if line.differs] == []


def test_what_came_in_after_the_report_is_shown_as_a_difference(plan: Plan) -> None:
    report = issued(drafted(plan))
    one_more_completes(plan)

    found = {line.id: (line.reported, line.now) for line in differences(report) if line.differs}

    assert found["completed"] == (4, 5)
    assert "remaining" not in found


def test_a_report_on_a_day_to_come_is_refused(plan: Plan) -> None:
    with pytest.raises(DayNotOver, match="02/04/2023"):
        drafted(plan, as_of=date(2023, 4, 2))

    assert ProgrammeReport.objects.count() == 0


def test_a_report_that_nobody_is_to_sign_is_refused() -> None:
    with pytest.raises(DomainError):
        drafted(make_programme())


def test_a_report_is_issued_once(plan: Plan) -> None:
    report = issued(drafted(plan))

    with pytest.raises(DomainError):
        issued(report)

    assert Entry.objects.filter(act="issue_report").count() == 1
