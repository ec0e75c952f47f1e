"""The form fields in which a document or a reserved number is chosen; forms of the features above use them too."""

from django import forms
from django.utils.text import Truncator

from khaigiang.ground.shared.known_days import day_in_words
from khaigiang.planning.documents.models import Document, GivenNumber
from khaigiang.planning.documents.queries import text_of

LONGEST_LABEL = 110


class DocumentChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs alone
    """Documents by number, day and what they are about."""

    def label_from_instance(self, obj: Document) -> str:
        dated = day_in_words(obj.issued_on or "")
        return Truncator(" · ".join(filter(None, (obj.number, dated, obj.abstract)))).chars(LONGEST_LABEL)


class GivenNumberField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs alone
    """Reserved numbers with their day and what they are for."""

    def label_from_instance(self, obj: GivenNumber) -> str:
        return f"{text_of(obj.series, obj.number)} · {day_in_words(obj.dated_on)} · {obj.purpose}"
