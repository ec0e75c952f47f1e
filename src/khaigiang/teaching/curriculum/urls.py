"""Addresses of the programmes."""

from django.urls import path

from khaigiang.teaching.curriculum import views

app_name = "curriculum"

urlpatterns = [
    path("", views.programme_list, name="list"),
    path("new/", views.new_programme, name="new"),
    path("<int:programme_id>/", views.programme_page, name="programme"),
    path("<int:programme_id>/edit/", views.edit_programme, name="edit"),
    path("<int:programme_id>/version/", views.new_version, name="new_version"),
    path("versions/<int:version_id>/", views.version_page, name="version"),
    path("versions/<int:version_id>/copy/", views.copy_version, name="copy_version"),
    path("versions/<int:version_id>/outline/", views.outline, name="outline"),
    path("versions/<int:version_id>/lecturers/", views.who_teaches, name="who_teaches"),
    path("versions/<int:version_id>/approve/", views.approve, name="approve"),
    path("versions/<int:version_id>/withdraw/", views.withdraw_approval, name="withdraw_approval"),
]
