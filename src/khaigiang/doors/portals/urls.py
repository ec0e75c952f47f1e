"""The address of the home page."""

from django.urls import path

from khaigiang.doors.portals import views

app_name = "portals"

urlpatterns = [path("", views.home, name="home")]
