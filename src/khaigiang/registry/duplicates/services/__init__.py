"""All writes around records of one person."""

from khaigiang.registry.duplicates.services.apart import keep_apart, reconsider
from khaigiang.registry.duplicates.services.merging import merge_officials
from khaigiang.registry.duplicates.services.scanning import find_duplicates
from khaigiang.registry.duplicates.services.undoing import undo_merge

__all__ = ["find_duplicates", "keep_apart", "merge_officials", "reconsider", "undo_merge"]
