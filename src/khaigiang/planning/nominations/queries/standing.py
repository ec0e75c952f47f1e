"""Who is named for posts of target groups, told to the plans beneath: such a post is not taken out of its group."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.states import LIVE


def named_for(post_ids: Collection[int]) -> dict[int, str]:
    """Which of these posts somebody is named for now, and who; one statement."""
    live = Nomination.objects.filter(target_post__in=post_ids, state__in=LIVE).select_related("official")
    return {one.target_post_id: _("%(name)s is named for it") % {"name": one.official.full_name} for one in live}
