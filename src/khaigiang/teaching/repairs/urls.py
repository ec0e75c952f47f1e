"""Addresses of repairs."""

from django.urls import path

from khaigiang.teaching.repairs import views

app_name = "repairs"

urlpatterns = [
    path("", views.repair_list, name="list"),
    path("new/<slug:kind>/", views.report, name="report"),
    path("<int:repair_id>/", views.repair_page, name="repair"),
    path("<int:repair_id>/ways/<slug:way>/", views.carry_out, name="carry_out"),
    path("<int:repair_id>/lay-aside/", views.lay_aside, name="lay_aside"),
    path("<int:repair_id>/undo/", views.undo, name="undo"),
]
