"""Lists of names: what the office should know of each row, how many places there are, what waits for the office."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from khaigiang.ground.shared.known_days import day_in_words
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.queries import Subject, findings_of, sentence
from khaigiang.planning.nominations.states import LIVE
from khaigiang.planning.plans.models import Quota
from khaigiang.planning.rosters.beside import Register
from khaigiang.planning.rosters.models import Roster, RosterDoubt, RosterRow
from khaigiang.planning.rosters.states import COMPARABLE, Choice, Outcome, RosterState
from khaigiang.registry.officials.models import Appointment, Official
from khaigiang.registry.units.models import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesLeft:
    """How many people a committee may send, beside how many it has named already and the list names."""

    places: int
    named: int
    listed: int

    @property
    def above(self) -> int:
        """How many more people than places there would be."""
        return max(self.named + self.listed - self.places, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenList:
    """A committee's list that is still being checked, or has rows that wait for the office."""

    id: int
    title: str
    is_staged: bool
    doubtful: int
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLine:
    """Somebody whom a committee asks the office to register."""

    row: int
    full_name: str
    born: str
    unit: str
    post: str
    committee: str
    plan: str
    roster: int
    title: str
    asked_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """Somebody of the whole register who may be meant, for the office alone."""

    id: int
    full_name: str
    born_on: str
    posts: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPage:
    """What the office needs for answering: who may be meant, who holds the post now, what they hold elsewhere."""

    people: tuple[Meant, ...]
    holder: Appointment | None
    held: tuple[Appointment, ...]


def remarks(roster: Roster, rows: Iterable[RosterRow], on: date) -> dict[int, list[str]]:
    """What is said and not forbidden of the people of some rows, as on the page where they are named one by one."""
    if not roster.plan:
        return {}
    together = ("official", "target_post__unit")
    ready = RosterRow.objects.filter(pk__in=[row.pk for row in rows], outcome=Outcome.NAMED).select_related(*together)
    found = [row for row in ready.order_by("pk") if row.official and row.target_post]
    subjects = [Subject(row.target_post, row.official) for row in found if row.official and row.target_post]
    judged = zip(found, findings_of(roster.plan, subjects, on), strict=True)
    return {row.pk: [sentence(one) for one in said if not one.blocks] for row, said in judged}


def places_left(roster: Roster) -> PlacesLeft | None:
    """The places of a list's committee under its plan; None for a list of the register."""
    if not roster.plan:
        return None
    quota = Quota.objects.filter(plan=roster.plan, committee=roster.sender).first()
    named = Nomination.objects.filter(plan=roster.plan, committee=roster.sender, state__in=LIVE).count()
    listed = 0
    if roster.state == RosterState.STAGED:
        listed = roster.rows.taken().filter(outcome__in=(Outcome.NAMED, Outcome.ASKED)).count()
    return PlacesLeft(places=quota.places if quota else 0, named=named, listed=listed)


def open_lists(plan_id: int, committee: Office) -> list[OpenList]:
    """A committee's lists under a plan that somebody still has to look at, the latest first."""
    lists = Roster.objects.filter(plan=plan_id, sender=committee, state__in=COMPARABLE).order_by("-staged_at", "-pk")
    found = [
        OpenList(
            id=roster.pk,
            title=roster.title,
            is_staged=roster.state == RosterState.STAGED,
            doubtful=roster.rows.with_doubts().count(),
            waiting=roster.rows.taken().filter(outcome=Outcome.ASKED).count(),
        )
        for roster in lists
    ]
    return [one for one in found if one.is_staged or one.doubtful or one.waiting]


def asked_rows() -> QuerySet[RosterRow]:
    """Rows by which committees ask the office to register somebody, and that wait for its answer."""
    waiting = RosterRow.objects.filter(outcome=Outcome.ASKED, is_left_out=False, roster__state__in=COMPARABLE)
    return waiting.exclude(target_post=None)


def asked_lines() -> Sequence[AskedLine]:
    """What waits for the office, the oldest question first; two statements."""
    together = ("roster__sender", "roster__plan__document", "target_post__unit", "target_post__post")
    rows = list(asked_rows().select_related(*together).order_by("roster__staged_at", "pk"))
    asked = RosterDoubt.objects.filter(row__in=rows, answer=Choice.ASK).values_list("row_id", "settled_at")
    since = dict(asked)
    return [
        AskedLine(
            row=row.pk,
            full_name=row.values.get("full_name", ""),
            born=day_in_words(row.values.get("dob", "")),
            unit=row.target_post.unit.name,
            post=row.target_post.post.title,
            committee=row.roster.sender.name,
            plan=str(row.roster.plan.document),
            roster=row.roster_id,
            title=row.roster.title,
            asked_at=since.get(row.pk),
        )
        for row in rows
        if row.target_post and row.roster.plan
    ]


def asked_page(row: RosterRow, on: date) -> AskedPage:
    """Everything the office looks at before it answers: here alone the whole register is asked."""
    target = row.target_post
    assert target, "who is asked about is put forward for a post"
    register = Register([row], set(), on, Official.objects.all())
    match = register.like(row)
    likely = [*([match.official] if match.official else []), *match.likely]
    holders = Appointment.objects.on(on).filter(unit=target.unit_id, post=target.post_id, is_sole=True)
    held = [one for like in likely for one in register.appointments[like.official]]
    return AskedPage(
        people=tuple(
            Meant(
                id=like.official,
                full_name=register.officials[like.official].full_name,
                born_on=register.officials[like.official].born_on,
                posts=tuple(f"{one.post.short_title}, {one.unit.name}" for one in register.appointments[like.official]),
                reasons=tuple(str(reason.label) for reason in like.reasons),
            )
            for like in likely
        ),
        holder=holders.select_related("official").first(),
        held=tuple(held),
    )
