"""The names of what the ledger knows by numbers."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db.models import Min

from khaigiang.oversight.coverage.queries.rows import Group, How
from khaigiang.oversight.coverage.states import PostState
from khaigiang.planning.plans.models import Plan
from khaigiang.recognition.assessment.models import Band
from khaigiang.registry.units.models import Office, Unit
from khaigiang.teaching.cohorts.models import TrainingClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Committees with their place in the alphabet, districts, bands with their codes, classes with their first day."""

    committees: dict[int, tuple[str, str]]
    districts: dict[int, str]
    classes: dict[int, tuple[str, date | None]]
    bands: dict[int, tuple[str, str]]

    @classmethod
    def of(cls, plan: Plan, hows: Collection[How]) -> Self:
        """All that these ways of standing name; 4 statements."""
        begun = TrainingClass.objects.filter(plan=plan).annotate(begins_on=Min("days__on"))
        offices = Office.with_removed.filter(pk__in={how.committee_id for how in hows})
        districts = Unit.objects.filter(pk__in={how.district_id for how in hows})
        bands = Band.objects.filter(pk__in={how.band_id for how in hows})
        return cls(
            committees={pk: (name, key) for pk, name, key in offices.values_list("pk", "name", "sort_key")},
            districts=dict(districts.values_list("pk", "name")),
            classes={pk: (name, day) for pk, name, day in begun.values_list("pk", "name", "begins_on")},
            bands={pk: (code, name) for pk, code, name in bands.values_list("pk", "code", "name")},
        )

    def groups(self, counts: Iterable[tuple[How, int]]) -> list[Group]:
        """The posts that stand alike, in words."""
        return [self._group(how, posts) for how, posts in counts]

    def _group(self, how: How, posts: int) -> Group:
        committee, key = self.committees.get(how.committee_id, ("", ""))
        class_name, begins_on = self.classes.get(how.class_id, ("", None))
        band_code, band_name = self.bands.get(how.band_id, ("", ""))
        return Group(
            how=how,
            posts=posts,
            area=how.area,
            district_id=how.district_id or None,
            district=self.districts.get(how.district_id, ""),
            committee_id=how.committee_id,
            committee=committee,
            committee_key=key,
            state=PostState(how.state),
            class_id=how.class_id or None,
            class_name=class_name,
            class_begins_on=begins_on,
            was_named=how.was_named,
            was_summoned=how.was_summoned,
            has_attended=how.has_attended,
            has_attended_class=how.has_attended_class,
            is_completed=how.state == PostState.COMPLETED,
            band_code=band_code,
            band_name=band_name,
        )
