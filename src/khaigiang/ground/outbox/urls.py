"""Addresses of the outbox."""

from django.urls import path

from khaigiang.ground.outbox import views

app_name = "outbox"

urlpatterns = [
    path("", views.mailing_list, name="list"),
    path("<int:mailing_id>/", views.mailing, name="mailing"),
    path("<int:mailing_id>/text/", views.correct, name="correct"),
    path("<int:mailing_id>/release/", views.release, name="release"),
    path("<int:mailing_id>/stop/", views.stop, name="stop"),
    path("<int:mailing_id>/discard/", views.discard, name="discard"),
    path("messages/<int:message_id>/", views.message, name="message"),
    path("messages/<int:message_id>/correct/", views.correct_message, name="correct_message"),
    path("messages/<int:message_id>/leave-out/", views.leave_out, name="leave_out"),
    path("messages/<int:message_id>/take-in/", views.take_in, name="take_in"),
    path("messages/<int:message_id>/again/", views.again, name="again"),
    path("messages/<int:message_id>/arrived/", views.arrived, name="arrived"),
]
