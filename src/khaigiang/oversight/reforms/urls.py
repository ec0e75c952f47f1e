"""Addresses of reforms."""

from django.urls import path

from khaigiang.oversight.reforms import views

app_name = "reforms"

urlpatterns = [
    path("", views.reform_list, name="list"),
    path("new/", views.new_reform, name="new"),
    path("sheet/", views.sheet, name="sheet"),
    path("<int:reform_id>/", views.reform_page, name="reform"),
    path("<int:reform_id>/confirm/", views.confirm, name="confirm"),
    path("<int:reform_id>/undo/", views.undo, name="undo"),
    path("<int:reform_id>/people/", views.people, name="people"),
    path("moves/<int:move_id>/decide/", views.decide, name="decide"),
]
