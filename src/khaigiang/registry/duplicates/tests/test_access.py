from datetime import UTC, datetime

import pytest
from django.http import Http404

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.registry.duplicates import access, services
from khaigiang.registry.officials.tests.makers import make_official
from khaigiang.registry.units.tests.acting import someone

pytestmark = pytest.mark.django_db

AT = datetime(2023, 4, 1, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize("role", ["leader", "head", "auditor", "committee", "admin", "teacher", "trainee"])
def test_who_does_not_keep_everybody_opens_no_pair_and_no_merge(role: str) -> None:
    one, other, by = make_official(), make_official(), make_user()
    merge = services.merge_officials(make_official(), make_official(), by=by, at=AT)
    apart = services.keep_apart(one, other, by=by, at=AT)
    actor = someone(role)

    with pytest.raises(Http404):
        access.get_pair(actor, one.pk, other.pk)
    with pytest.raises(Http404):
        access.get_merge(actor, merge.pk)
    with pytest.raises(Http404):
        access.get_apart(actor, apart.pk)


@pytest.mark.parametrize("role", ["organiser", "office"])
def test_the_organiser_and_the_training_office_open_every_pair_of_two(role: str) -> None:
    one, other = make_official(), make_official()

    assert access.get_pair(someone(role), one.pk, other.pk) == (one, other)
    with pytest.raises(Http404):
        access.get_pair(someone(role), one.pk, one.pk)
