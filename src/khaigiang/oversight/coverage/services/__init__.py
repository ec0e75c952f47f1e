"""Keeps what is derived in step with what it is derived from; no act of a person."""

from khaigiang.oversight.coverage.services.settling import settle, settle_all
from khaigiang.oversight.coverage.services.watching import touch_all, unwatched, watch

__all__ = ["settle", "settle_all", "touch_all", "unwatched", "watch"]
