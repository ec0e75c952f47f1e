"""The mark of a rehearsal, read where its table is not made yet."""

import pytest
from django.db import connection

from khaigiang.doors.rehearsal.queries import rehearsal
from khaigiang.ground.accounts.models import User


@pytest.mark.django_db
def test_a_missing_table_is_no_rehearsal_and_does_not_end_the_transaction_around_the_question() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE rehearsal_rehearsal RENAME TO not_made_yet")
    assert rehearsal() is None
    assert User.objects.count() == 0
