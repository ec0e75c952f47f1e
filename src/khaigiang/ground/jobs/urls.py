"""Addresses of background work."""

from django.urls import path

from khaigiang.ground.jobs import views

app_name = "jobs"

urlpatterns = [
    path("", views.job_list, name="list"),
    path("<int:job_id>/", views.job_page, name="job"),
]
