"""Addresses of records that may be of one person."""

from django.urls import path

from khaigiang.registry.duplicates import views

app_name = "duplicates"

urlpatterns = [
    path("", views.likely, name="likely"),
    path("scan/", views.scan, name="scan"),
    path("decided/", views.decided, name="decided"),
    path("decided/<int:merge_id>/undo/", views.undo, name="undo"),
    path("apart/<int:apart_id>/reconsider/", views.reconsider, name="reconsider"),
    path("<int:kept_id>/<int:gone_id>/", views.compare, name="compare"),
    path("<int:first_id>/<int:second_id>/apart/", views.apart, name="apart"),
]
