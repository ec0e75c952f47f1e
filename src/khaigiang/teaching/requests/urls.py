"""Addresses of requests to lecturers."""

from django.urls import path

from khaigiang.teaching.requests.views import answering, asking, guests

app_name = "requests"
urlpatterns = [
    path("", asking.request_list, name="list"),
    path("mine/", answering.mine, name="mine"),
    path("of-class/<int:class_id>/", asking.of_class, name="class"),
    path("of-class/<int:class_id>/ask/", asking.ask, name="ask"),
    path("of-plan/<int:plan_id>/rule/", asking.rule, name="rule"),
    path("acts/<int:asking_id>/withdraw/", asking.withdraw_asking, name="withdraw_asking"),
    path("sessions/<int:asked_id>/instead/", asking.ask_instead, name="ask_instead"),
    path("guest/", guests.home, name="guest"),
    path("guest/leave/", guests.leave, name="guest_leave"),
    path("guest/requests/<int:request_id>/", guests.guest_request, name="guest_request"),
    path("guest/materials/<int:material_version_id>/", guests.material, name="guest_material"),
    path("guest/<str:secret>/", guests.door, name="guest_door"),
    path("guest/<str:secret>/again/", guests.again, name="guest_again"),
    path("links/<int:lecturer_id>/send/", guests.send_link, name="send_link"),
    path("links/<int:lecturer_id>/revoke/", guests.revoke_links, name="revoke_links"),
    path("<int:request_id>/", answering.request_page, name="request"),
    path("<int:request_id>/answer/", answering.answer, name="answer"),
    path("<int:request_id>/withdraw/", asking.withdraw, name="withdraw"),
]
