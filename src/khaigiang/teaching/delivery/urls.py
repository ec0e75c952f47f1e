"""Addresses of ceremonies."""

from django.urls import path

from khaigiang.teaching.delivery import views

app_name = "delivery"

urlpatterns = [path("classes/<int:class_id>/<slug:ceremony>/", views.ceremony, name="ceremony")]
