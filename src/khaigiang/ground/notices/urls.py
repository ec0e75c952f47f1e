"""Addresses of a person's notices."""

from django.urls import path

from khaigiang.ground.notices import views

app_name = "notices"

urlpatterns = [
    path("", views.notice_list, name="list"),
    path("read/", views.mark_all_read, name="mark_all_read"),
    path("<int:notice_id>/", views.open_notice, name="open"),
]
