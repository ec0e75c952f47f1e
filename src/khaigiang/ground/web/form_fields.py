"""Form fields that read numbers as Vietnamese offices type them."""

from typing import Any

from django import forms


class DecimalField(forms.DecimalField):
    """A decimal number with a comma or a point: "7,5" and "7.5" are the same."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs = {"localize": True, "widget": forms.TextInput, **kwargs}
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"inputmode": "decimal", "autocomplete": "off"}
