"""Addresses of the halls."""

from django.urls import path

from khaigiang.teaching.venues import views

app_name = "venues"

urlpatterns = [
    path("", views.hall_list, name="list"),
    path("new/", views.new_hall, name="new"),
    path("<int:hall_id>/", views.hall_page, name="hall"),
    path("<int:hall_id>/edit/", views.edit_hall, name="edit"),
    path("<int:hall_id>/closed/", views.add_closure, name="add_closure"),
    path("closed/<int:closure_id>/remove/", views.remove_closure, name="remove_closure"),
]
