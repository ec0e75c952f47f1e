"""Addresses of officials, appointments and posts."""

from django.urls import path

from khaigiang.registry.officials.views import appointments, people, posts

app_name = "officials"

urlpatterns = [
    path("", people.official_list, name="list"),
    path("new/", people.new_official, name="new"),
    path("<int:official_id>/", people.official_page, name="official"),
    path("<int:official_id>/edit/", people.edit_official, name="edit"),
    path("<int:official_id>/appoint/", appointments.appoint, name="appoint"),
    path("appointments/<int:appointment_id>/transfer/", appointments.transfer, name="transfer"),
    path("appointments/<int:appointment_id>/end/", appointments.end, name="end"),
    path("posts/", posts.post_list, name="posts"),
    path("posts/new/", posts.new_post, name="new_post"),
    path("posts/<int:post_id>/", posts.edit_post, name="post"),
]
