"""Addresses of mandates."""

from django.urls import path

from khaigiang.registry.mandates import views

app_name = "mandates"

urlpatterns = [
    path("", views.mandate_list, name="list"),
    path("new/", views.give, name="new"),
    path("<int:mandate_id>/end/", views.end, name="end"),
]
