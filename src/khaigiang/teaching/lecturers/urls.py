"""Addresses of the lecturers."""

from django.urls import path

from khaigiang.teaching.lecturers import views

app_name = "lecturers"

urlpatterns = [
    path("", views.lecturer_list, name="list"),
    path("new/", views.new_lecturer, name="new"),
    path("<int:lecturer_id>/", views.lecturer_page, name="lecturer"),
    path("<int:lecturer_id>/edit/", views.edit_lecturer, name="edit"),
    path("<int:lecturer_id>/away/", views.add_absence, name="add_absence"),
    path("<int:lecturer_id>/calendar/", views.calendar, name="calendar"),
    path("<int:lecturer_id>/calendar/back/", views.undo_calendar_step, name="undo_calendar_step"),
    path("away/<int:absence_id>/remove/", views.remove_absence, name="remove_absence"),
]
