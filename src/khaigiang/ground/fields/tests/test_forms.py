from django.http import QueryDict

from khaigiang.ground.fields.forms import FieldForm


def test_a_form_asks_for_purpose_and_end() -> None:
    form = FieldForm(QueryDict("label=Ngoại ngữ&kind=text&readers=office"))

    assert set(form.errors) == {"purpose", "retention", "position"}
