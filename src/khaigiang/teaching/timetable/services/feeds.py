"""Secret addresses of calendars."""

from datetime import datetime
from typing import Any

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.teaching.timetable.models import Feed, new_secret
from khaigiang.teaching.timetable.queries.feeds import Owner, kind_of


@transaction.atomic
def feed_of(owner: Owner, *, by: User, at: datetime) -> Feed:
    """The calendar address of a class, a lecturer, a hall or a person, made at first asking; it stays the same."""
    of: dict[str, Any] = {kind_of(owner): owner}
    feed, is_new = Feed.objects.get_or_create(**of)
    # The secret itself is nothing for the audit, which many may read.
    audit.record("feed_of", feed, by=by, at=at, after={"is_new": is_new})
    return feed


@transaction.atomic
def renew_feed(feed: Feed, *, by: User, at: datetime) -> Feed:
    """Give a calendar a new secret address: the old one, which somebody passed on, shows nothing any more."""
    feed.secret = new_secret()
    feed.save(update_fields=["secret"])
    audit.record("renew_feed", feed, by=by, at=at)
    return feed
