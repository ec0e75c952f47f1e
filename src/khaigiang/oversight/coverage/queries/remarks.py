"""What is to be said of single posts of the ledger: why excused, returned or deferred, and in whose place."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from khaigiang.oversight.coverage.queries.afresh import excuses_on
from khaigiang.oversight.coverage.queries.rows import LedgerRow
from khaigiang.oversight.coverage.states import PostState
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.plans.models import Plan

OF_ITS_NOMINATION = {PostState.RETURNED: NominationState.RETURNED, PostState.DEFERRED: NominationState.DEFERRED}


def with_remarks(plan: Plan, rows: Sequence[LedgerRow], on: date) -> list[tuple[LedgerRow, str]]:
    """Each post with what is to be said of it, perhaps nothing; two statements.

    The reason of a nomination is that of its last step: of an earlier day it is said only while the state is the same.
    """
    excused = excuses_on(plan, on).filter(target_post__in=[row.target_post_id for row in rows])
    reasons = dict(excused.values_list("target_post_id", "reason"))
    named = Nomination.objects.filter(pk__in=[row.nomination_id for row in rows if row.nomination_id])
    nominations = {one.pk: one for one in named.select_related("replaces__official")}
    return [(row, _remark(row, reasons, nominations)) for row in rows]


def _remark(row: LedgerRow, reasons: dict[int, str], nominations: dict[int, Nomination]) -> str:
    if row.state == PostState.EXCUSED:
        return reasons.get(row.target_post_id, "")
    nomination = nominations.get(row.nomination_id or 0)
    if nomination is None:
        return ""
    is_its_state = OF_ITS_NOMINATION.get(row.state) == nomination.state
    replaced = nomination.replaces
    parts = (
        nomination.reason if is_its_state else "",
        _("in place of %(official)s") % {"official": replaced.official} if replaced else "",
    )
    return "; ".join(part for part in parts if part)
