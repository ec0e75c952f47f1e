"""Classes that were to change: one is postponed and put back, another's postponement is refused."""

from datetime import date

from khaigiang.doors.rehearsal.story import dates, programme
from khaigiang.doors.rehearsal.story.stage import Stage
from khaigiang.ground.shared.dates import working_days
from khaigiang.teaching.changes import services
from khaigiang.teaching.changes.models import ClassChange
from khaigiang.teaching.changes.queries import Wanted
from khaigiang.teaching.changes.states import ChangeKind

POSTPONED, REFUSED = 4, len(dates.CLASS_STARTS)


def a_class_is_postponed_and_put_back(stage: Stage) -> None:
    """The hall seems to be needed elsewhere; in the afternoon it is free again, and the class stands as planned."""
    reason = "Hội trường phục vụ hội nghị của Thành ủy"
    change = _proposed(stage, POSTPONED, dates.AFTER_THE_HOLIDAYS, reason, hour=8)
    change = services.approve_change(change, by=stage.officer, at=stage.at(9))
    services.undo_change(change, by=stage.officer, at=stage.at(15))


def a_postponement_is_refused(stage: Stage) -> None:
    """The office asks for later days; the head keeps those to which people are called."""
    change = _proposed(stage, REFUSED, dates.A_WEEK_LATER, "Cơ sở chuẩn bị kỳ họp Hội đồng nhân dân", hour=10)
    reason = "Đã triệu tập và báo cáo Thành ủy; giữ nguyên ngày khai giảng"
    services.refuse_change(change, reason=reason, by=stage.head, at=stage.at(11))


def _proposed(stage: Stage, number: int, first: date, reason: str, *, hour: int) -> ClassChange:
    days = tuple(working_days(first, programme.DAYS, holidays=dates.HOLIDAYS))
    wanted = Wanted(kind=ChangeKind.POSTPONE, training_class=stage.training_class(number), days=days)
    return services.propose_change(wanted, reason=reason, by=stage.officer, at=stage.at(hour))
