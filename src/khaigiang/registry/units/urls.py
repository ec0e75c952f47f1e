"""Addresses of units and offices."""

from django.urls import path

from khaigiang.registry.units import views

app_name = "units"

urlpatterns = [
    path("", views.unit_list, name="list"),
    path("load/", views.load, name="load"),
    path("<int:unit_id>/", views.unit_page, name="unit"),
    path("<int:unit_id>/correct/", views.correct, name="correct"),
    path("offices/", views.office_list, name="offices"),
    path("offices/new/", views.new_office, name="new_office"),
    path("offices/<int:office_id>/", views.edit_office, name="office"),
    path("offices/<int:office_id>/contact/", views.contact, name="contact"),
]
