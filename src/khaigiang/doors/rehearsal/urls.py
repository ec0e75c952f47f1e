"""Addresses of the rehearsal."""

from django.urls import path

from khaigiang.doors.rehearsal import views

app_name = "rehearsal"

urlpatterns = [path("become/<slug:username>/", views.become, name="become")]
