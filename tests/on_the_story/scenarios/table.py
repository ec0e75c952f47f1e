"""All scenarios, by the name of the endpoint."""

from typing import Final

from tests.on_the_story.scenarios import (
    answers,
    changes,
    cohorts,
    deadlines,
    ground,
    halls,
    honoraria,
    lists,
    names,
    needs,
    outbox,
    oversight,
    papers,
    periods,
    planning,
    recognition,
    registry,
    repairs,
    requests,
    teaching,
)
from tests.on_the_story.scenarios.sending import Table

SCENARIOS: Final[Table] = {
    **ground.TABLE,
    **outbox.TABLE,
    **registry.TABLE,
    **planning.TABLE,
    **names.TABLE,
    **papers.TABLE,
    **periods.TABLE,
    **needs.TABLE,
    **lists.TABLE,
    **teaching.TABLE,
    **halls.TABLE,
    **cohorts.TABLE,
    **honoraria.TABLE,
    **answers.TABLE,
    **changes.TABLE,
    **repairs.TABLE,
    **requests.TABLE,
    **recognition.TABLE,
    **deadlines.TABLE,
    **oversight.TABLE,
}
# Endpoints whose scenario is not written, each with the reason.
NOT_YET: Final[dict[str, str]] = {
    # Held in teaching/requests/tests/test_guests.py.
    "requests:guest_request": "only a browser that was let in by a link gets there",
    "requests:guest_leave": "only a browser that was let in by a link gets there",
    "requests:guest_again": "a guest asks, and the letter goes in the name of whoever gave them a link last",
}
