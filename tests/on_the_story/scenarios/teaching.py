"""Lecturers, halls, programmes; timetables, ceremonies, attendance."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from django.core.files.uploadedfile import SimpleUploadedFile

from khaigiang.ground.jobs.clock import machine_now
from khaigiang.ground.jobs.models import Job
from khaigiang.ground.jobs.states import JobState
from khaigiang.ground.jobs.working import work_off
from khaigiang.ground.shared.dates import HalfDay
from khaigiang.planning.documents.models import Document
from khaigiang.teaching.attendance.models import LeaveRequest
from khaigiang.teaching.attendance.services import ask_leave
from khaigiang.teaching.cohorts.models import Enrolment, TrainingClass
from khaigiang.teaching.cohorts.services import set_hall
from khaigiang.teaching.curriculum.models import Case, Programme, ProgrammeItem, ProgrammeVersion, Topic
from khaigiang.teaching.curriculum.services import approve_version, new_version, save_case, set_frame
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.lecturers.rules import half_day_code
from khaigiang.teaching.lecturers.services import add_lecturer_absence, mark_half_days
from khaigiang.teaching.runs.states import RunState
from khaigiang.teaching.timetable.chains import sealed
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.models import Feed, Session, TimetableRun
from khaigiang.teaching.timetable.queries.steps import last_step
from khaigiang.teaching.timetable.services import (
    apply_timetable,
    ask_for_timetable,
    feed_of,
    move_classes_over,
    propose_timetable,
    relax_timetable,
    remove_session,
    undo_step,
)
from khaigiang.teaching.venues.models import Hall
from khaigiang.teaching.venues.services import add_hall_closure
from tests.on_the_story.scenarios import second_plan
from tests.on_the_story.scenarios.second_plan import SOLVER_SECONDS, TODAY, by, story
from tests.on_the_story.scenarios.sending import Sent, Table, post, when


def class_5() -> TrainingClass:
    return TrainingClass.objects.select_related("plan", "version").get(plan=story(), number=5)


def _lecturer() -> Lecturer:
    return Lecturer.objects.order_by("pk")[0]


def _marked() -> Sent:
    mark_half_days(_lecturer(), half_days=[(TODAY, "evening")], verdict="cannot", **by("demo-office"))
    return post(_lecturer().pk)


def _hall() -> Hall:
    return Hall.objects.order_by("pk")[0]


def _programme() -> Programme:
    return Programme.objects.get()


def _version() -> ProgrammeVersion:
    return ProgrammeVersion.objects.order_by("pk")[0]


def _draft_version() -> ProgrammeVersion:
    return new_version(_programme(), days=_version().days, like=_version(), **by("demo-office"))


def _absence() -> Sent:
    absence = add_lecturer_absence(_lecturer(), first_day=TODAY, last_day=TODAY, **by("demo-office"))
    return post(absence.pk)


def _closure() -> Sent:
    return post(add_hall_closure(_hall(), first_day=TODAY, last_day=TODAY, reason="Sửa mái", **by("demo-office")).pk)


def _approving() -> Document:
    return Document.objects.filter(kind="QĐ", state="issued").order_by("pk")[0]


def _approved_without_classes() -> Sent:
    return post(_approved_version().pk, reason="Sai tên chuyên đề")


def _who_teaches() -> Sent:
    version = _draft_version()
    item = version.blocks.order_by("ordinal")[0].items.order_by("ordinal")[0]
    return post(version.pk, **{f"item-{item.pk}": [_lecturer().pk]})


def _draft_item() -> ProgrammeItem:
    return _draft_version().items.filter(kind="topic").order_by("ordinal")[0]


def _last_item() -> ProgrammeItem:
    return ProgrammeItem.objects.filter(kind="topic").order_by("-pk")[0]


def _a_step() -> Sent:
    item = _draft_item()
    return post(item.version_id, line=f"i{item.pk}", step="down")


def _a_step_to_undo() -> Sent:
    version = _draft_version()
    set_frame(version, days=12, block_order=True, **by("demo-office"))
    return post(version.pk)


def _a_visit() -> Sent:
    item = _draft_item()
    return post(item.version_id, kind="visit", title="Đi thực tế tại phường", block=item.block_id)


def _a_shorter_item() -> Sent:
    item = _draft_item()
    return post(item.pk, kind="topic", title=item.title, block=item.block_id, minutes="120")


def _topic() -> Topic:
    return Topic.objects.filter(kind="topic").order_by("pk")[0]


def _case() -> Case:
    return save_case(
        _topic(), None, title="Khiếu kiện", situation="Đất đai.", questions="", used_in="", **by("demo-office")
    )


def _a_class_to_move() -> Sent:
    training_class = second_plan.planned()[0]
    return post(_approved_version().pk, classes=[training_class.pk])


def _a_move_to_undo() -> Sent:
    training_class = second_plan.planned()[0]
    return post(move_classes_over(_approved_version(), [training_class.pk], **by("demo-office")).pk)


def _approved_version() -> ProgrammeVersion:
    return approve_version(_draft_version(), document=_approving(), **by("demo-office"))


def _last_session() -> Session:
    return Session.objects.filter(training_class=class_5()).order_by("-on", "-starts_at")[0]


def _free_session() -> Sent:
    remove_session(_last_session(), **by("demo-office"))
    return post(class_5().pk)


def _swapped() -> Sent:
    last, before = Session.objects.filter(training_class=class_5()).order_by("-on", "-starts_at")[:2]
    return post(last.pk, other=before.pk)


def _piece_of(session: Session) -> dict[str, str]:
    """A session as the board sends it."""
    return {"piece": f"{session.training_class_id}-{session.item_id}", "seen": str(session.version)}


def _piece_moved() -> Sent:
    last = _last_session()
    to = f"c{last.training_class_id}/{last.on:%Y-%m-%d}/{HalfDay.MORNING}"
    return post(last.training_class.plan_id, **_piece_of(last), to=to)


def _piece_taken_off() -> Sent:
    last = _last_session()
    return post(last.training_class.plan_id, **_piece_of(last))


def _step_undone() -> Sent:
    training_class = remove_session(_last_session(), **by("demo-office"))
    return post(training_class.plan_id)


def _step_done_again() -> Sent:
    sent = _step_undone()
    undo_step(class_5().plan, **by("demo-office"))
    return sent


def _rest() -> Sent:
    return post(remove_session(_last_session(), **by("demo-office")).plan_id)


def _chain() -> Sent:
    last = _last_session()
    moved = replace(Draft.of(last), on=last.on + timedelta(days=1))
    plan = last.training_class.plan
    return post(plan.pk, chain=sealed([moved], last_step(plan)))


def _proposed() -> TimetableRun:
    return propose_timetable([second_plan.confirmed()], seconds=SOLVER_SECONDS, **by("demo-office"))


def _asked_for() -> TimetableRun:
    return ask_for_timetable([second_plan.confirmed()], seconds=SOLVER_SECONDS, **by("demo-office"))


def _broken_off() -> TimetableRun:
    """As if the worker had died; its job is over."""
    run = _asked_for()
    Job.objects.filter(ids={"run_id": run.pk}).update(state=JobState.DONE, ended_at=run.made_at)
    TimetableRun.objects.filter(pk=run.pk).update(state=RunState.BROKEN)
    return run


def _fruitless() -> TimetableRun:
    """The hall of the class is closed on one of its days, all of which its programme fills."""
    training_class = set_hall(second_plan.confirmed(), Hall.objects.order_by("-capacity", "pk")[0], **by("demo-office"))
    run = ask_for_timetable([training_class], seconds=SOLVER_SECONDS, **by("demo-office"))
    day = training_class.days.order_by("on")[1].on
    assert training_class.hall is not None
    add_hall_closure(training_class.hall, first_day=day, last_day=day, reason="Họp giao ban", **by("demo-office"))
    work_off(now=machine_now)
    return TimetableRun.objects.get(pk=run.pk)


def _relaxed() -> TimetableRun:
    run = _fruitless()
    relax_timetable(run, 1, **by("demo-office"))
    return TimetableRun.objects.get(pk=run.pk)


def _applied() -> TimetableRun:
    return apply_timetable(_proposed(), **by("demo-office"))


def _to_propose() -> Sent:
    training_class = second_plan.confirmed()
    return post(training_class.plan_id, classes=[training_class.pk], seconds="5")


def _feed() -> Feed:
    return feed_of(class_5(), **by("demo-office"))


def _released() -> Sent:
    return post(_applied().plan.classes.get().pk)


def first_session() -> Session:
    return Session.objects.filter(training_class=class_5(), on=TODAY, half_day=HalfDay.MORNING)[0]


def trainee() -> Enrolment:
    return Enrolment.objects.filter(
        official__mandates__user__username="demo-trainee", training_class=class_5(), is_current=True
    ).get()


def _afternoon() -> Sent:
    afternoon = Session.objects.get(training_class=class_5(), on=TODAY, half_day=HalfDay.AFTERNOON)
    return post(afternoon.pk, **{f"p-{trainee().pk}": "m"})


def leave_asked() -> LeaveRequest:
    last = _last_session()
    return ask_leave(trainee(), first_session=last, last_session=last, reason="Họp tổng kết", **by("demo-trainee"))


def _my_leave() -> Sent:
    last = _last_session()
    return post(first_session=last.pk, last_session=last.pk, reason="Họp tổng kết")


TABLE: Final[Table] = {
    "lecturers:new": when("demo-office", lambda: post(full_name="Lý Thị Hoa", title="ThS.", is_active="on")),
    "lecturers:edit": when("demo-office", lambda: post(_lecturer().pk, workplace="Khoa Xây dựng Đảng")),
    "lecturers:add_absence": when(
        "demo-office", lambda: post(_lecturer().pk, first_day="5/6/2023", reason="Đi công tác")
    ),
    "lecturers:remove_absence": when("demo-office", _absence),
    "lecturers:calendar": when(
        "demo-office", lambda: post(_lecturer().pk, half_days=[half_day_code(TODAY, "evening")], verdict="cannot")
    ),
    "lecturers:undo_calendar_step": when("demo-office", _marked),
    "venues:new": when("demo-office", lambda: post(office=story().school_id, name="Hội trường D", capacity="80")),
    "venues:edit": when("demo-office", lambda: post(_hall().pk, address="Số 1, phố Mới")),
    "venues:add_closure": when("demo-office", lambda: post(_hall().pk, first_day="10/7/2023", reason="Sửa mái")),
    "venues:remove_closure": when("demo-office", _closure),
    "curriculum:new": when("demo-office", lambda: post(title="Bồi dưỡng trưởng thôn")),
    "curriculum:edit": when("demo-office", lambda: post(_programme().pk, title="Bồi dưỡng phó bí thư")),
    "curriculum:new_version": when("demo-office", lambda: post(_programme().pk, days="5")),
    "curriculum:copy_version": when("demo-office", lambda: post(_version().pk, days="11")),
    "curriculum:outline": when("demo-office", lambda: post(_draft_version().pk, **{"block-0-title": "Tư tưởng"})),
    "curriculum:frame": when("demo-office", lambda: post(_draft_version().pk, days="12", block_order="on")),
    "curriculum:move": when("demo-office", _a_step),
    "curriculum:undo": when("demo-office", _a_step_to_undo),
    "curriculum:remove": when("demo-office", lambda: post(_draft_item().version_id, line=f"i{_last_item().pk}")),
    "curriculum:add_block": when("demo-office", lambda: post(_draft_version().pk, title="Thực tế ở cơ sở")),
    "curriculum:block": when("demo-office", lambda: post(_draft_item().block_id, title="Khối đầu")),
    "curriculum:add_item": when("demo-office", _a_visit),
    "curriculum:item": when("demo-office", _a_shorter_item),
    "curriculum:topic": when("demo-office", lambda: post(_topic().pk, duties="Sinh hoạt chi bộ")),
    "curriculum:add_case": when(
        "demo-office", lambda: post(_topic().pk, title="Điểm nóng", situation="Người dân kéo đến trụ sở.")
    ),
    "curriculum:case": when("demo-office", lambda: post(_case().pk, title="Điểm nóng", situation="Đã giải quyết.")),
    "curriculum:note_source": when("demo-office", lambda: post(_topic().pk, note="Khảo sát học viên")),
    "curriculum:add_material": when(
        "demo-office",
        lambda: post(
            _topic().pk, title="Bài giảng", file=SimpleUploadedFile("bai-giang.pdf", b"%PDF-1.7", "application/pdf")
        ),
    ),
    "curriculum:review": when("demo-office", lambda: post(_topic().pk)),
    "curriculum:who_teaches": when("demo-office", _who_teaches),
    "curriculum:approve": when("demo-office", lambda: post(_draft_version().pk, document=_approving().pk)),
    "curriculum:withdraw_approval": when("demo-office", _approved_without_classes),
    "timetable:move_over": when("demo-office", _a_class_to_move),
    "timetable:undo_move_over": when("demo-office", _a_move_to_undo),
    "timetable:plan": when("demo-office", _to_propose, entries=2),
    "timetable:move_piece": when("demo-office", _piece_moved),
    "timetable:take_piece_off": when("demo-office", _piece_taken_off),
    "timetable:undo_step": when("demo-office", _step_undone),
    "timetable:redo_step": when("demo-office", _step_done_again),
    "timetable:rules": when("demo-office", lambda: post(class_5().plan_id, kind="out_of_order", level="act")),
    "timetable:ignore_finding": when(
        "demo-office", lambda: post(_last_session().pk, kind="out_of_order", reason="Giảng viên chỉ đến được hôm đó")
    ),
    "timetable:heed_finding": when("demo-office", lambda: post(_last_session().pk, kind="out_of_order")),
    "timetable:apply_chain": when("demo-office", _chain),
    "timetable:set_the_rest": when("demo-office", _rest, entries=2),
    "timetable:stop_run": when("demo-office", lambda: post(_asked_for().pk)),
    "timetable:begin_again": when("demo-office", lambda: post(_broken_off().pk), entries=2),
    "timetable:relax_run": when("demo-office", lambda: post(_fruitless().pk, 1), entries=4),
    "timetable:undo_relaxation": when("demo-office", lambda: post(_relaxed().pk), entries=2),
    "timetable:rename_run": when("demo-office", lambda: post(_proposed().pk, name="Ưu tiên buổi sáng")),
    "timetable:apply": when("demo-office", lambda: post(_proposed().pk)),
    "timetable:undo": when("demo-office", lambda: post(_applied().pk)),
    "timetable:discard": when("demo-office", lambda: post(_proposed().pk)),
    "timetable:release": when("demo-office", _released),
    "timetable:new_session": when("demo-office", _free_session),
    "timetable:session": when("demo-office", lambda: post(_last_session().pk, starts_at="14:00", ends_at="16:00")),
    "timetable:swap": when("demo-office", _swapped),
    "timetable:remove": when("demo-office", lambda: post(_last_session().pk)),
    "timetable:ask_for_feed": when("demo-office", lambda: post("training_class", class_5().pk)),
    "timetable:renew_feed": when("demo-office", lambda: post(_feed().pk)),
    "delivery:ceremony": when(
        "demo-office", lambda: post(class_5().pk, "closing", **{"step-0-content": "Ổn định tổ chức"})
    ),
    "attendance:session": when("demo-teacher", _afternoon),
    "attendance:my_leave": when("demo-trainee", _my_leave),
    "attendance:decide": when("demo-teacher", lambda: post(leave_asked().pk, granted="yes", answer="Đồng ý")),
}
