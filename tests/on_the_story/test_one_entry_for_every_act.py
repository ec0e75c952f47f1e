"""T18: every writing endpoint leaves exactly one entry of the audit: who, when, which act, before or after."""

from typing import Final

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import get_resolver, reverse
from lxml import html

from khaigiang.ground.audit.models import Entry
from khaigiang.ground.web import clock
from tests.on_the_story.addresses import endpoints
from tests.on_the_story.scenarios.ground import user
from tests.on_the_story.scenarios.sending import NOBODY, fields_of_the_page, someone
from tests.on_the_story.scenarios.table import NOT_YET, SCENARIOS

pytestmark = pytest.mark.django_db

# The act and its subject say everything that became different (a password is never written down).
SAY_ALL_BY_THEIR_NAME: Final = frozenset(
    {
        "change_password",
        "disable_user",
        "discard_allocation",
        "discard_timetable",
        "enable_user",
        "mark_read",
        "renew_feed",
        "reset_password",
        "resume_nomination",
        "sign_in",
        "sign_out",
    }
)


def writing_endpoints() -> set[str]:
    """Endpoints that answer POST, as each view itself says when asked for its options."""
    asked = RequestFactory().options("/")
    return {
        name
        for name, pattern in endpoints(get_resolver())
        if "POST" in pattern.callback(asked, **dict.fromkeys(pattern.pattern.converters, 0)).headers["Allow"]
    }


def refusals_on(answer: HttpResponse) -> list[str]:
    """Why a page came back instead of moving on."""
    if answer.status_code == 302 or not answer.content:
        return []
    wrong = html.fromstring(answer.content).xpath("//*[@role='alert' or contains(@class, 'errorlist')]")
    return [" ".join(one.text_content().split()) for one in wrong]


def test_every_writing_endpoint_has_its_scenario() -> None:
    assert writing_endpoints() == {*SCENARIOS, *NOT_YET}


def newest() -> int:
    """The last entry so far."""
    found: int = Entry.objects.order_by("-pk").values_list("pk", flat=True)[0]
    return found


@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_a_writing_endpoint_leaves_exactly_one_entry_and_looking_at_its_page_none(name: str) -> None:
    """Looking is the positive control: entries come from the act, not from the visit."""
    scenario = SCENARIOS[name]
    sent = scenario.sent()
    client, path = someone(scenario.by), reverse(name, args=sent.arguments)
    before = newest()

    fields = fields_of_the_page(client, path)
    assert newest() == before
    answer = client.post(path, {**fields, **sent.typed})

    assert isinstance(answer, HttpResponse)
    entries = list(Entry.objects.filter(pk__gt=before).order_by("pk"))
    assert len(entries) == scenario.entries, (answer.status_code, [entry.act for entry in entries], refusals_on(answer))
    for entry in entries:
        actor = user(scenario.recorded_as) if scenario.recorded_as != NOBODY else None
        assert entry.by_id == (actor.pk if actor else None)
        assert entry.by_name == (str(actor) if actor else "")
        assert entry.at == clock.now()
        assert entry.act
        assert entry.subject
        assert entry.before or entry.after or entry.act in SAY_ALL_BY_THEIR_NAME, entry.act
