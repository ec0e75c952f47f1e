"""What the board's page and its answers to a script are drawn from."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from khaigiang.ground.accounts.models import User
from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.timetable.forms import VIEWS, LookForm
from khaigiang.teaching.timetable.queries.board import board, slots_by_spot, with_slots
from khaigiang.teaching.timetable.queries.board_since import changes_on_board
from khaigiang.teaching.timetable.queries.hand import in_hand
from khaigiang.teaching.timetable.queries.steps import last_step, newest_steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Who looks at which view of a plan's board, and may they write."""

    plan: Plan
    classes: QuerySet[TrainingClass]
    look: LookForm
    reader: User
    may_write: bool
    now: datetime

    @property
    def query(self) -> str:
        """The view as its address says it."""
        looking = self.look.looking
        asked = {"view": looking.view, "of": looking.class_id, "week": looking.since}
        return urlencode({key: one for key, one in asked.items() if one})

    @property
    def here(self) -> str:
        """The address of the view, without a piece in hand."""
        return f"{reverse('timetable:board', args=[self.plan.pk])}?{self.query}"

    def context(self) -> dict[str, object]:
        """What every part of the board is drawn from."""
        return {
            "plan": self.plan,
            "here": self.here,
            "query": self.query,
            "view": self.look.looking.view,
            "may_write": self.may_write,
        }

    def page(self, *, today: date) -> dict[str, object]:
        """The whole page, with the state of every half-day for a piece held without a script; raises PieceUnknown."""
        shown = board(self.plan, self.classes, self.look.looking, today=today, now=self.now)
        hand = in_hand(self.plan, self.look.held) if self.look.held and self.may_write else None
        if hand:
            shown = with_slots(shown, slots_by_spot(hand, shown.looking.view))
        return self.context() | {
            "shown": shown,
            "form": self.look,
            "hand": hand,
            "last": last_step(self.plan),
            "log": newest_steps(self.plan, reader=self.reader),
            "views": self._views(),
        }

    def answer(self, since: int, *, refusal: str, csrf_token: str) -> dict[str, object]:
        """What changed since the page was last told, drawn part by part."""
        found = changes_on_board(
            self.plan, self.classes, self.look.looking.view, since, reader=self.reader, now=self.now
        )
        context = self.context() | {"csrf_token": csrf_token}

        def drawn(template: str, **given: object) -> str:
            # Without the request: the frame of a whole page is not asked for again with every half-day.
            return render_to_string(template, context | given)

        return {
            "last": found.last,
            "refusal": refusal,
            "said": [step.said for step in found.steps],
            "others": [step.said for step in found.steps if not step.is_own],
            "spots": {key: drawn("timetable/board_pieces.html", pieces=rows) for key, rows in found.spots.items()},
            "tray": {one.key: drawn("timetable/board_tray.html", tray=[one]) for one in found.tray},
            "keys": found.keys,
            "anew": found.is_anew,
            "log": drawn("timetable/board_log.html", log=newest_steps(self.plan, reader=self.reader)),
        }

    def _views(self) -> list[dict[str, object]]:
        board_url, now = reverse("timetable:board", args=[self.plan.pk]), self.look.looking.view
        return [
            {"href": f"{board_url}?view={view}", "label": label, "is_current": view == now} for view, label in VIEWS
        ]
