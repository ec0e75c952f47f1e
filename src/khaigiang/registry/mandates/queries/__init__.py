"""Reading mandates."""

from khaigiang.registry.mandates.queries.actors import actor_of
from khaigiang.registry.mandates.queries.lists import MandateRow, OfficialChoice, mandates, officials_to_choose_from

__all__ = ["MandateRow", "OfficialChoice", "actor_of", "mandates", "officials_to_choose_from"]
