"""Renders every Django form with the product's own templates."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Project templates, so that a widget can be dressed by a feature's template of the same name."""

    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/field.html"
