"""A class of a thousand trainees with accounts whose timetable is made public: run inside the product's shell."""

import json
import sys
import time
from typing import Final

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.notices.models import Notice
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_mandate
from khaigiang.teaching.cohorts.tests.makers import make_class, make_listed
from khaigiang.teaching.curriculum.tests.makers import make_version
from khaigiang.teaching.lecturers.tests.makers import make_lecturer
from khaigiang.teaching.timetable.services import release_timetable
from khaigiang.teaching.timetable.tests.makers import BEFORE, fill
from khaigiang.teaching.venues.tests.makers import make_hall

TRAINEES: Final = 1000


def main() -> None:
    """Make them public, and say in JSON how long the release took and how many were told."""
    lecturer = make_lecturer()
    version = make_version(blocks=(5, 5, 7), lecturers=[lecturer])
    training_class = make_class(version=version, hall=make_hall(capacity=2 * TRAINEES))
    fill(training_class, [lecturer])
    for _ in range(TRAINEES):
        make_mandate(Role.TRAINEE, official=make_listed(training_class).official)
    before = Notice.objects.count()
    started = time.perf_counter()
    release_timetable(training_class, by=make_user(), at=BEFORE)
    seconds = time.perf_counter() - started
    sys.stdout.write(json.dumps({"seconds": seconds, "told": Notice.objects.count() - before}))
