"""The addresses of the home page and of search."""

from django.urls import path

from khaigiang.doors.portals import views

app_name = "portals"

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
]
