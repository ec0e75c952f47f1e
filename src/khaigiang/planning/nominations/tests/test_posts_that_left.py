"""A post that an amendment took out of the target group is one for which nobody is named."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.nominations.errors import NobodyToName
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.queries import Subject
from khaigiang.planning.nominations.services import name_substitute, nominate, nominate_holders, nominate_people
from khaigiang.planning.nominations.services.naming import name_several
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.nominations.tests.makers import make_holder, make_nomination, make_request
from khaigiang.planning.plans.errors import NotInTheGroup
from khaigiang.planning.plans.models import TargetPost
from khaigiang.planning.plans.tests.makers import make_target_post
from khaigiang.registry.officials.tests.makers import make_appointment, make_official

pytestmark = pytest.mark.django_db

AT = datetime(2023, 3, 1, 3, tzinfo=UTC)
ON = date(2023, 3, 1)


def test_nobody_is_named_in_any_way_for_a_post_that_left_the_group() -> None:
    taken = make_target_post()
    plan, committee = taken.plan, taken.committee
    make_request(plan)
    named = make_nomination(taken, state=NominationState.ACCEPTED)
    instead = make_appointment(make_official(), unit=taken.unit).official
    free = make_target_post(plan, committee=committee)
    holder = make_holder(free)
    TargetPost.objects.filter(plan=plan).update(valid_until=ON)
    free.refresh_from_db()
    one, facts = Subject(free, holder), dict[str, Any](by=make_user(), at=AT)

    with pytest.raises(NotInTheGroup, match="01/03/2023"):
        nominate(free, official=holder, **facts)
    with pytest.raises(NotInTheGroup):
        nominate_people(plan, committee, [one], **facts)
    with pytest.raises(NotInTheGroup):
        name_several(plan, committee, [one], notes={free.pk: ""}, **facts)
    with pytest.raises(NotInTheGroup):
        name_substitute(Nomination.objects.get(pk=named.pk), official=instead, reason="Ốm", **facts)
    with pytest.raises(NobodyToName):
        nominate_holders(plan, committee, **facts)
    assert Nomination.objects.count() == 1
