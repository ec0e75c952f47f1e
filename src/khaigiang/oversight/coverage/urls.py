"""Addresses of the ledger."""

from django.urls import path

from khaigiang.oversight.coverage import views

app_name = "coverage"

urlpatterns = [
    path("", views.plan_list, name="plans"),
    path("<int:plan_id>/", views.ledger, name="ledger"),
    path("<int:plan_id>/sums/", views.sums, name="sums"),
    path("<int:plan_id>/ledger.xlsx", views.as_workbook, name="workbook"),
]
