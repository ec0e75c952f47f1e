"""Addresses of the audit."""

from django.urls import path

from khaigiang.ground.audit import views

app_name = "audit"

urlpatterns = [
    path("", views.entry_list, name="list"),
    path("chain/", views.chain, name="chain"),
    path("<int:entry_id>/", views.entry_page, name="entry"),
]
