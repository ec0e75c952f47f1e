"""Addresses of answers to summonses."""

from django.urls import path

from khaigiang.teaching.answers.views import answers, own, reminders

app_name = "answers"
urlpatterns = [
    path("own/<str:secret>/", own.own, name="own"),
    path("own/<str:secret>/calendar.ics", own.own_calendar, name="own_calendar"),
    path("of-class/<int:class_id>/", answers.of_class, name="class"),
    path("of-class/<int:class_id>/slips/", answers.slips, name="slips"),
    path("of-class/<int:class_id>/links/", answers.make_links, name="make_links"),
    path("<int:answer_id>/", answers.answer, name="answer"),
    path("<int:answer_id>/calendar.ics", answers.calendar, name="calendar"),
    path("<int:answer_id>/paper/", answers.paper, name="paper"),
    path("<int:answer_id>/settle/", answers.settle, name="settle"),
    path("<int:answer_id>/slip/", answers.slip, name="slip"),
    path("<int:answer_id>/renew/", answers.renew, name="renew"),
    path("of-plan/<int:plan_id>/reminders/", reminders.reminders, name="reminders"),
    path("reminders/<int:summons_id>/draft/", reminders.draft, name="draft_reminder"),
]
