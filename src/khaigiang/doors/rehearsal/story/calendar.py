"""Which act happens on which day."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from functools import partial, update_wrapper

from khaigiang.doors.rehearsal.story import dates, programme
from khaigiang.doors.rehearsal.story.acts import (
    answering,
    changing,
    courses,
    documents,
    final,
    lists,
    nominating,
    periods,
    planning,
    requirements,
    results,
    setting_up,
    teaching,
)
from khaigiang.doors.rehearsal.story.stage import Stage

Act = Callable[[Stage], None]

ONCE: tuple[tuple[date, tuple[Act, ...]], ...] = (
    (
        dates.SET_UP,
        (
            setting_up.administrator,
            setting_up.units,
            setting_up.bodies,
            setting_up.users,
            setting_up.number_series,
            setting_up.register_officials,
            documents.resolution_of_the_term,
        ),
    ),
    (dates.PLAN_110, (documents.plan_110, periods.term_plan)),
    (dates.ANNUAL_PLAN, (documents.annual_plan, periods.plan_of_the_year)),
    (dates.PLAN_136, (documents.plan_136, planning.draft_plan, periods.carry_out)),
    (dates.PLACES_FIXED, (planning.approve_plan,)),
    (dates.REQUEST_SENT, (planning.send_request,)),
    (
        dates.PROGRAMME_APPROVED,
        (
            planning.lecturers_and_halls,
            planning.approve_programme,
            planning.grading_rule,
            requirements.deputies_must_learn,
        ),
    ),
    *((day, (nominating.committees_send,)) for day in dates.LETTERS),
    (dates.VETTED, (nominating.office_vets,)),
    (dates.ALLOCATED, (courses.plan_classes, courses.allocate, courses.make_timetable)),
    (dates.HALL_NEEDED_ELSEWHERE, (changing.a_class_is_postponed_and_put_back,)),
    (dates.LATE_APPOINTMENTS, (nominating.vacant_posts_filled,)),
    (dates.LATE_LETTERS, (nominating.late_committees_send, courses.place_latecomers)),
    (dates.LIST_ARRIVES, (lists.a_list_arrives,)),
    (dates.LATER_DAYS_REFUSED, (changing.a_postponement_is_refused,)),
    (dates.DOOR_SETTLED, (courses.settle_the_door,)),
    (dates.FINAL_REPORT, (final.issue_report,)),
)


def acts_by_day() -> dict[date, list[Act]]:
    """Every day on which something happens, with its acts in order."""
    days: dict[date, list[Act]] = defaultdict(list)
    for day, acts in ONCE:
        days[day].extend(acts)
    for number in range(1, len(dates.CLASS_STARTS) + 1):
        for day, act in _class_days(number):
            days[day].append(act)
    return days


def _class_days(number: int) -> list[tuple[date, Act]]:
    days = dates.class_days(number, days=programme.DAYS)
    first, last = days[0], days[-1]
    return [
        (dates.decision_day(number), _of(courses.decide_class, number)),
        (dates.summons_day(number), _of(courses.summon, number)),
        *_answering_days(number),
        (dates.eve_of(number), _of(courses.people_defer, number)),
        (first, _of(courses.open_class, number)),
        (days[dates.DAY_OF_LEAVING], _of(courses.some_leave_for_good, number)),
        *((day, _of(teaching.run_day, number)) for day in days),
        (last, _of(results.enter_and_recognise, number)),
        (last, _of(results.issue_first_certificates, number)),
        (dates.resit_day(number, days=programme.DAYS), _of(results.resits, number)),
        (dates.resit_day(number, days=programme.DAYS), _of(courses.close, number)),
    ]


def _answering_days(number: int) -> list[tuple[date, Act]]:
    """People answer every summons; to the last class they are called and reminded by e-mail too."""
    on_the_eve = (dates.eve_of(number), _of(answering.the_others_answer, number))
    if number < len(dates.CLASS_STARTS):
        return [on_the_eve]
    return [
        (dates.summons_day(number), _of(answering.write_to_all, number)),
        (dates.summons_day(number), _of(answering.most_answer, number)),
        (dates.REMINDED, _of(answering.the_silent_are_reminded, number)),
        on_the_eve,
    ]


def _of(act: Callable[..., None], number: int) -> Act:
    bound = partial(act, number=number)
    update_wrapper(bound, act)
    return bound
