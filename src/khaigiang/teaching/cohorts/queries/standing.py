"""Who sits in a class for posts of target groups, told to the plans beneath: such a post is not taken out of its group."""

from collections.abc import Collection

from django.db.models import Q
from django.utils.translation import gettext as _

from khaigiang.teaching.cohorts.models import Enrolment


def seated_for(post_ids: Collection[int]) -> dict[int, str]:
    """Which of these posts somebody sits in a class for now, who, and in which; one statement."""
    let_in = Q(let_in_on__isnull=False, valid_from__isnull=True, valid_until__isnull=True)
    seats = Enrolment.objects.filter(Q(is_current=True) | let_in, target_post__in=post_ids)
    return {
        one.target_post_id: _("%(name)s sits in %(class)s")
        % {"name": one.official.full_name, "class": one.training_class.name}
        for one in seats.select_related("official", "training_class")
    }
