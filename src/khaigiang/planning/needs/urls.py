"""Addresses of need and held places."""

from django.urls import path

from khaigiang.planning.needs.views import projecting, reserving, surveys

app_name = "needs"

urlpatterns = [
    path("", surveys.survey_list, name="list"),
    path("ask/", surveys.ask, name="ask"),
    path("<int:survey_id>/", surveys.survey_page, name="survey"),
    path("<int:survey_id>/remind/", surveys.remind, name="remind"),
    path("<int:survey_id>/withdraw/", surveys.withdraw, name="withdraw"),
    path("stated/<int:need_id>/", surveys.state, name="state"),
    path("of-plan/<int:plan_id>/", reserving.reservations, name="reservations"),
    path("of-plan/<int:plan_id>/rule/", reserving.rule, name="rule"),
    path("of-plan/<int:plan_id>/lapse/", reserving.lapse, name="lapse"),
    path("of-plan/<int:plan_id>/<int:committee_id>/", reserving.own, name="own"),
    path("projection/<int:plan_id>/", projecting.projection, name="projection"),
    path("projection/<int:plan_id>/<int:committee_id>/<slug:whom>/", projecting.people, name="people"),
]
