"""Addresses of assessment."""

from django.urls import path

from khaigiang.recognition.assessment.views import marks, results, rules

app_name = "assessment"

urlpatterns = [
    path("", marks.class_list, name="classes"),
    path("rules/", rules.rule_list, name="rules"),
    path("rules/new/", rules.new_rule, name="new_rule"),
    path("programmes/<int:version_id>/parts/", rules.components, name="components"),
    path("classes/<int:class_id>/open/", marks.open_sheet, name="open"),
    path("classes/<int:class_id>/marks/", marks.marks, name="marks"),
    path("classes/<int:class_id>/paste/", marks.paste, name="paste"),
    path("classes/<int:class_id>/", results.results, name="results"),
    path("classes/<int:class_id>/lock/", results.lock, name="lock"),
    path("classes/<int:class_id>/confirm/", results.confirm, name="confirm"),
    path("classes/<int:class_id>/reopen/", results.reopen, name="reopen"),
    path("classes/<int:class_id>/decision/", results.draft_decision, name="draft_decision"),
    path("decisions/<int:decision_id>/", results.decision, name="decision"),
    path("trainees/<int:enrolment_id>/", results.trainee, name="trainee"),
]
