import time
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.nominations import queries, services
from khaigiang.planning.nominations.tests.makers import *
from khaigiang.planning.plans.tests.makers import *
from khaigiang.registry.units.tests.makers import make_committee


@pytest.mark.django_db
def test_it():
    plan = make_plan()
    c = make_committee()
    u = make_user()
    for _ in range(30):
        t = make_target_post(plan, committee=c, places=30)
        make_holder(t)
    make_request(plan)
    at = datetime(2023, 3, 2, 3, tzinfo=UTC)
    for f in (
        lambda: services.nominate_holders(plan, c, by=u, at=at),
        lambda: services.submit_nominations(
            plan, c, plan.nominations.all(), letter_number="9-CV/QU", letter_dated_on=date(2023, 3, 2), by=u, at=at
        ),
        lambda: services.accept_nominations(plan.nominations.all(), by=u, at=at),
        lambda: queries.committee_page(plan, plan.quotas.get(), date(2023, 3, 2)),
        lambda: queries.vetting_page(plan, queries.VettingFilter(state="accepted"), date(2023, 3, 2), None),
        lambda: queries.progress(plan),
    ):
        with CaptureQueriesContext(connection) as q:
            s = time.perf_counter()
            r = f()
            print(time.perf_counter() - s, len(q))
    print(queries.progress(plan).rows[0])
    make_duty(plan)
    print(len(queries.states_on(plan, date(2023, 3, 2))))
