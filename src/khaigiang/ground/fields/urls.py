"""Addresses of own fields."""

from django.urls import path

from khaigiang.ground.fields import views

app_name = "fields"

urlpatterns = [
    path("", views.field_list, name="list"),
    path("new/", views.new_field, name="new"),
    path("<int:field_id>/", views.edit_field, name="field"),
]
