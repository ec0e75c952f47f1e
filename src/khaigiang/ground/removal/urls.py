"""Addresses of what is removed."""

from django.urls import path

from khaigiang.ground.removal import views

app_name = "removal"

urlpatterns = [
    path("", views.removed, name="removed"),
    path("<slug:kind>/<int:row_id>/", views.remove, name="remove"),
    path("<slug:kind>/<int:row_id>/take-back/", views.take_back, name="take_back"),
]
