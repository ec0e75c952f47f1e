"""Fifty classes with 1,100 half-days at the same time: run inside the product's shell."""

import json
import sys
from datetime import date
from typing import Final

from khaigiang.ground.shared.dates import HalfDay, working_days
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.teaching.cohorts.tests.makers import make_class
from khaigiang.teaching.curriculum.tests.makers import make_version
from khaigiang.teaching.lecturers.tests.makers import make_lecturer
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.tests.makers import make_session
from khaigiang.teaching.venues.tests.makers import make_hall

CLASSES: Final = 50
FIRST_DAY: Final = date(2023, 7, 3)
DAYS: Final = 11


def main() -> None:
    """Make them, and say in JSON the plan and pieces of it."""
    school = Plan.objects.order_by("pk")[0].school
    plan, days = make_plan(school=school), working_days(FIRST_DAY, DAYS)
    lecturers = [make_lecturer() for _ in range(CLASSES + DAYS)]
    version = make_version(blocks=(5, 5, 7))
    items = list(version.items.order_by("ordinal"))
    halves = [(day, half) for day in days for half in (HalfDay.MORNING, HalfDay.AFTERNOON)]
    for place in range(CLASSES):
        training_class = make_class(plan, version=version, days=days, hall=make_hall(office=school))
        for number, (item, (on, half)) in enumerate(zip(items, halves, strict=True)):
            lecturer = lecturers[(place + number) % len(lecturers)] if item.kind == "topic" else None
            make_session(training_class, item=item, on=on, half_day=half, lecturer=lecturer)
    for item in items:
        if item.kind == "topic":
            item.lecturers.set(_teaching(item.pk))
    pieces = Session.objects.filter(training_class__plan=plan, item__kind="topic").order_by("item", "pk")[::23]
    told = {"plan": plan.pk, "pieces": [[one.training_class_id, one.item_id, one.version] for one in pieces]}
    sys.stdout.write(json.dumps(told))


def _teaching(item_id: int) -> set[int]:
    return set(Session.objects.filter(item=item_id).values_list("lecturer", flat=True))
