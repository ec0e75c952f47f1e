"""Who of a unit is away on the same days: the office's rule, and who keeps the office meanwhile."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from khaigiang.planning.nominations.models import AwayRule, Cover, Nomination
from khaigiang.planning.nominations.queries.eligibility import stay_in_words
from khaigiang.planning.nominations.rules import most_away, share_of
from khaigiang.planning.nominations.states import LIVE, AwayMeasure
from khaigiang.planning.nominations.stays import Stays, stays_of
from khaigiang.planning.plans.states import PlanState
from khaigiang.registry.officials.models import Appointment
from khaigiang.registry.units.models import Unit

Days = tuple[date, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """One rule of a kind of unit, and whether it is the one in force."""

    rule: AwayRule
    in_force: bool


def away_rules(on: date) -> list[RuleRow]:
    """Every rule, by kind, the newest first, with the one in force on the day; one statement."""
    current = {rule.pk for rule in rules_on(on).values()}
    found = AwayRule.objects.select_related("set_by").order_by("kind", "-valid_from")
    return [RuleRow(rule=rule, in_force=rule.pk in current) for rule in found]


def rules_on(on: date) -> dict[str, AwayRule]:
    """The rule in force on a day for each kind of unit that has one; one statement."""
    return {rule.kind: rule for rule in AwayRule.objects.filter(valid_from__lte=on).order_by("valid_from")}


def days_of(nomination: Nomination, stays: Stays) -> Days:
    """The days on which somebody named is away: of the class they sit in, or of the plan while they have none."""
    own = next((one for one in stays.get(nomination.official_id, []) if one.nomination_id == nomination.pk), None)
    if own:
        return own.first_day, own.last_day
    return nomination.plan.starts_on, nomination.plan.ends_on


def away_in_the_days_of(nomination: Nomination, official_ids: Collection[int]) -> dict[int, str]:
    """Who of these officials is away on the days on which somebody named is, and where."""
    named = list(_live().filter(official__in=official_ids).exclude(pk=nomination.pk))
    stays = stays_of({*official_ids, nomination.official_id})
    return _away_by_official(days_of(nomination, stays), official_ids, named, stays)


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody who serves in the unit of a person named, and where they are meanwhile when they are away too."""

    official_id: int
    full_name: str
    posts: str
    away: str


def cover_of(nomination: Nomination) -> dict[str, object]:
    """Who keeps the office so far, as the form to change it begins; one statement."""
    found = Cover.objects.filter(nomination=nomination).first()
    return {"official": found.official_id, "name": found.name} if found else {}


def who_may_cover(nomination: Nomination, on: date) -> list[Colleague]:
    """Everybody else who serves in the unit on the day, by name; the same statements whatever their number."""
    held = Appointment.objects.on(on).filter(unit=nomination.target_post.unit_id).select_related("official", "post")
    serving: dict[int, list[Appointment]] = {}
    for one in held.exclude(official=nomination.official_id).order_by("official__sort_key", "pk"):
        serving.setdefault(one.official_id, []).append(one)
    away = away_in_the_days_of(nomination, serving)
    return [
        Colleague(
            official_id=official_id,
            full_name=held_posts[0].official.full_name,
            posts=", ".join(one.post.title for one in held_posts),
            away=away.get(official_id, ""),
        )
        for official_id, held_posts in serving.items()
    ]


def _away_by_official(
    days: Days, official_ids: Iterable[int], named: Iterable[Nomination], stays: Stays
) -> dict[int, str]:
    found: dict[int, str] = {}
    for one in named:
        first, last = days_of(one, stays)
        if first <= days[1] and days[0] <= last:
            found[one.official_id] = _("named under %(plan)s") % {"plan": one.plan.document.number}
    for official_id in official_ids:
        for stay in stays.get(official_id, []):
            if stay.meets(*days):
                found[official_id] = stay_in_words(stay)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Absences:
    """Everybody who is or will be away from the units of some nominations, beside the rules of the office."""

    rules: dict[str, AwayRule]
    named: dict[int, Nomination]
    stays: Stays
    serving: dict[int, int]
    covers_away: dict[int, str]

    @classmethod
    def around(cls, nominations: Sequence[Nomination], on: date) -> "Absences":
        """Read around nominations; the same statements whatever their number."""
        rules = rules_on(on)
        units = {one.target_post.unit_id: one.target_post.unit for one in nominations}
        asked = Q(target_post__unit__in=list(units)) | Q(
            target_post__unit__parent__in={unit.parent_id for unit in units.values() if unit.parent_id}
        )
        covers = {one.cover.official_id for one in nominations if hasattr(one, "cover") and one.cover.official_id}
        named = {one.pk: one for one in _live().filter(asked | Q(official__in=covers))} if rules or covers else {}
        stays = stays_of({*covers, *(one.official_id for one in named.values())}) if named else {}
        return cls(
            rules=rules,
            named=named,
            stays=stays,
            serving=_serving(units.values(), on) if rules else {},
            covers_away=_covers_away(nominations, named, stays),
        )

    def warnings(self, nomination: Nomination) -> list[str]:
        """What the office should know of the unit left behind: too many away, nobody who keeps the office."""
        unit = nomination.target_post.unit
        found = [self._too_many(nomination, one) for one in (unit, unit.parent) if one is not None]
        return [one for one in (*found, self._cover(nomination, unit)) if one]

    def _too_many(self, nomination: Nomination, unit: Unit) -> str:
        rule = self.rules.get(unit.kind)
        if rule is None or rule.measure == AwayMeasure.NONE or rule.most is None:
            return ""
        most = share_of(rule.most, self.serving.get(unit.pk, 0)) if rule.measure == AwayMeasure.SHARE else rule.most
        others = [
            days_of(one, self.stays)
            for one in self.named.values()
            if one.official_id != nomination.official_id and self._counts(one, unit)
        ]
        away = most_away(days_of(nomination, self.stays), others)
        if away <= most:
            return ""
        return _("%(count)s people of %(unit)s are away at once; the rule allows %(most)s.") % {
            "count": away,
            "unit": unit.name,
            "most": most,
        }

    def _counts(self, one: Nomination, unit: Unit) -> bool:
        """Is this person away from the unit? From a district only who has a class: its people are spread over many."""
        if one.target_post.unit_id == unit.pk:
            return True
        sits = any(stay.nomination_id == one.pk for stay in self.stays.get(one.official_id, []))
        return one.target_post.unit.parent_id == unit.pk and sits

    def _cover(self, nomination: Nomination, unit: Unit) -> str:
        rule = self.rules.get(unit.kind)
        if nomination.pk in self.covers_away:
            return _("Who keeps the office is away too: %(about)s.") % {"about": self.covers_away[nomination.pk]}
        if rule is not None and rule.asks_cover and not hasattr(nomination, "cover"):
            return _("Nobody is said to keep the office meanwhile.")
        return ""


def _live() -> QuerySet[Nomination]:
    live = Nomination.objects.filter(state__in=LIVE, plan__state=PlanState.OPEN)
    return live.select_related("plan__document", "target_post__unit")


def _serving(units: Iterable[Unit], on: date) -> dict[int, int]:
    """How many officials serve in each unit, and in each unit above with all beneath it."""
    units = list(units)
    above = {unit.parent_id for unit in units if unit.parent_id}
    held = Appointment.objects.on(on).filter(
        Q(unit__in=[unit.pk for unit in units]) | Q(unit__in=above) | Q(unit__parent__in=above)
    )
    people: defaultdict[int, set[int]] = defaultdict(set)
    for unit_id, parent_id, official_id in held.values_list("unit", "unit__parent", "official"):
        people[unit_id].add(official_id)
        if parent_id is not None:
            people[parent_id].add(official_id)
    return {unit_id: len(found) for unit_id, found in people.items()}


def _covers_away(nominations: Iterable[Nomination], named: dict[int, Nomination], stays: Stays) -> dict[int, str]:
    found = {}
    for one in nominations:
        cover = one.cover.official_id if hasattr(one, "cover") else None
        if cover is None:
            continue
        theirs = [other for other in named.values() if other.official_id == cover]
        about = _away_by_official(days_of(one, stays), [cover], theirs, stays).get(cover)
        if about:
            found[one.pk] = f"{one.cover}, {about}"
    return found
