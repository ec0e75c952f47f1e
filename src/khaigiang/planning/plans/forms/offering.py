"""What may be chosen in a field, given by the caller."""

from django import forms
from django.db.models import QuerySet

from khaigiang.planning.documents.models import Document
from khaigiang.registry.officials.models import Post
from khaigiang.registry.units.models import Office


def offer(field: forms.Field, rows: QuerySet[Office] | QuerySet[Document] | QuerySet[Post]) -> None:
    """Let this field choose from these rows."""
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows
