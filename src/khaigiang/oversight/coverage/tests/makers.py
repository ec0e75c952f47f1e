"""Posts in every state of the ledger, for tests."""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.documents.tests.makers import make_document
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.nominations.tests.makers import make_holder, make_nomination
from khaigiang.planning.plans.models import Excuse, Plan, TargetPost
from khaigiang.planning.plans.tests.makers import make_target_post
from khaigiang.recognition.assessment.models import Band, GradingRule, Result, ResultDecision
from khaigiang.teaching.attendance.models import Attendance
from khaigiang.teaching.attendance.states import Presence
from khaigiang.teaching.cohorts.models import Enrolment, Summons
from khaigiang.teaching.cohorts.tests.makers import FIRST_DAY, make_class, make_decision, make_listed
from khaigiang.teaching.timetable.tests.makers import make_session

_serial = count(1)

SUMMONED_ON = date(2023, 3, 8)
RECOGNISED_ON = date(2023, 3, 28)
LATER = date(2023, 4, 1)
MOMENT = datetime(2023, 3, 28, 2, 0, tzinfo=UTC)
BANDS = (("xuat-sac", "Xuất sắc"), ("gioi", "Giỏi"), ("kha", "Khá"), ("trung-binh", "Trung bình"))


def make_excuse(target_post: TargetPost, *, on: date = SUMMONED_ON) -> Excuse:
    """A post that need not send anybody."""
    return Excuse.objects.create(
        target_post=target_post, excused_on=on, excused_by=make_user(), reason="Đang điều trị dài ngày"
    )


def make_summoned(enrolment: Enrolment, *, on: date = SUMMONED_ON) -> Enrolment:
    """Somebody on a list, called by an issued summons."""
    document = make_document(f"{next(_serial)}-CV/BTCTU", issued_on=on)
    summons = Summons.objects.create(
        training_class=enrolment.training_class,
        decision=make_decision(enrolment.training_class),
        document=document,
        gather_at="07:30",
    )
    summons.enrolments.add(enrolment)
    return enrolment


def make_attending(enrolment: Enrolment, *, presence: Presence = Presence.PRESENT, on: date = FIRST_DAY) -> Enrolment:
    """Somebody recorded in the first session of a class."""
    session = enrolment.training_class.sessions.filter(on=on).first() or make_session(enrolment.training_class, on=on)
    Attendance.objects.create(
        session=session, enrolment=enrolment, presence=presence, recorded_by=make_user(), recorded_at=MOMENT
    )
    return enrolment


def make_recognised(enrolment: Enrolment, *, code: str = "gioi", on: date = RECOGNISED_ON) -> Enrolment:
    """Somebody whose result a decision has recognised; an empty code is a failure."""
    rule = _rule()
    decision, _made = ResultDecision.objects.get_or_create(
        training_class=enrolment.training_class,
        effective_on=on,
        defaults={
            "document": make_document(f"{next(_serial)}/QĐ-TĐTCB", issued_on=on),
            "is_supplementary": enrolment.training_class.result_decisions.exists(),
        },
    )
    Result.objects.create(
        enrolment=enrolment,
        rule=rule,
        band=Band.objects.get(rule=rule, code=code) if code else None,
        mean=Decimal(8),
        worst_part=Decimal(7),
        passed=bool(code),
        explanation={},
        confirmed_at=MOMENT,
        decision=decision,
    )
    return enrolment


def make_one_post_in_each_state(plan: Plan) -> dict[str, TargetPost]:
    """Eleven posts of a plan, by the state each of them is in at the end of 1/4/2023."""
    training_class = make_class(plan)
    vacant, not_named, excused = make_target_post(plan), make_target_post(plan), make_target_post(plan)
    make_holder(not_named)
    make_excuse(excused)
    by_name = {
        NominationState.SUBMITTED: "named",
        NominationState.RETURNED: "returned",
        NominationState.ACCEPTED: "accepted",
        NominationState.DEFERRED: "deferred",
    }
    nominated = {word: make_nomination(make_target_post(plan), state=state) for state, word in by_name.items()}
    listed = {
        "summoned": make_summoned(make_listed(training_class)),
        "attending": make_attending(make_summoned(make_listed(training_class))),
        "completed": make_recognised(make_attending(make_summoned(make_listed(training_class)))),
        "not_completed": make_recognised(make_attending(make_summoned(make_listed(training_class))), code=""),
    }
    return {
        "vacant": vacant,
        "not_named": not_named,
        "excused": excused,
        **{word: nomination.target_post for word, nomination in nominated.items()},
        **{word: enrolment.target_post for word, enrolment in listed.items()},
    }


def _rule() -> GradingRule:
    rule, made = GradingRule.objects.get_or_create(
        name="Quy định của trường", defaults={"citation": "Quy định số 1", "valid_from": date(2023, 1, 1)}
    )
    if made:
        Band.objects.bulk_create(
            Band(rule=rule, code=code, name=name, ordinal=place, min_mean=Decimal(9 - place), min_part=Decimal(5))
            for place, (code, name) in enumerate(BANDS, start=1)
        )
    return rule
