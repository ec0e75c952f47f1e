"""Addresses of reports."""

from django.urls import path

from khaigiang.oversight.reporting.views import official, programme

app_name = "reporting"

urlpatterns = [
    path("", programme.plan_list, name="plans"),
    path("plans/<int:plan_id>/", programme.programme, name="programme"),
    path("plans/<int:plan_id>/people/<slug:indicator>/", programme.people, name="people"),
    path("plans/<int:plan_id>/report.<slug:kind>", programme.as_file, name="file"),
    path("plans/<int:plan_id>/draft/", official.draft, name="draft"),
    path("classes/<int:class_id>/brief/", programme.brief, name="brief"),
    path("classes/<int:class_id>/closing.<slug:kind>", programme.closing, name="closing"),
    path("<int:report_id>/", official.report, name="report"),
    path("<int:report_id>/issue/", official.issue, name="issue"),
]
