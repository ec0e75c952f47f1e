"""Addresses of attendance and leave."""

from django.urls import path

from khaigiang.teaching.attendance.views import leave, recording

app_name = "attendance"

urlpatterns = [
    path("classes/<int:class_id>/", recording.book, name="book"),
    path("classes/<int:class_id>/first-morning/", recording.first_morning, name="first_morning"),
    path("classes/<int:class_id>/leave/", leave.leaves, name="leaves"),
    path("sessions/<int:session_id>/", recording.session, name="session"),
    path("missing/", recording.missing, name="missing"),
    path("leave/", leave.my_leave, name="my_leave"),
    path("leave/<int:request_id>/decide/", leave.decide, name="decide"),
]
