"""Places that a plan asks of its committees."""

from dataclasses import dataclass

from django.db.models import Count

from khaigiang.planning.plans.models import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaRow:
    """One committee: its posts in the target group, and how many people it is asked for."""

    quota_id: int
    committee_id: int
    committee: str
    phone: str
    posts: int
    places: int


def quota_rows(plan: Plan) -> list[QuotaRow]:
    """Every committee of the plan in the order of lists; two statements."""
    posts = dict(plan.target_posts.values_list("committee").annotate(Count("pk")))
    quotas = plan.quotas.select_related("committee").order_by("committee__sort_key", "pk")
    return [
        QuotaRow(
            quota_id=quota.pk,
            committee_id=quota.committee_id,
            committee=quota.committee.name,
            phone=quota.committee.phone,
            posts=posts.get(quota.committee_id, 0),
            places=quota.places,
        )
        for quota in quotas
    ]
