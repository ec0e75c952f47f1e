"""Addresses of the halls."""

from django.urls import path

from khaigiang.teaching.venues.views import bookings, halls, occupancy, serving

app_name = "venues"

urlpatterns = [
    path("", halls.hall_list, name="list"),
    path("new/", halls.new_hall, name="new"),
    path("occupancy/", occupancy.occupancy, name="occupancy"),
    path("find/", occupancy.find, name="find"),
    path("<int:hall_id>/", halls.hall_page, name="hall"),
    path("<int:hall_id>/edit/", halls.edit_hall, name="edit"),
    path("<int:hall_id>/closed/", halls.add_closure, name="add_closure"),
    path("closed/<int:closure_id>/remove/", halls.remove_closure, name="remove_closure"),
    path("bookings/", bookings.booking_list, name="bookings"),
    path("bookings/ask/", bookings.ask, name="ask"),
    path("bookings/<int:booking_id>/", bookings.booking_page, name="booking"),
    path("bookings/<int:booking_id>/change/", bookings.change, name="change_booking"),
    path("bookings/<int:booking_id>/approve/", bookings.approve, name="approve_booking"),
    path("bookings/<int:booking_id>/refuse/", bookings.refuse, name="refuse_booking"),
    path("bookings/<int:booking_id>/cancel/", bookings.cancel, name="cancel_booking"),
    path("services/", serving.service_list, name="services"),
    path("services/ask/", serving.ask_service, name="ask_service"),
    path("services/<int:service_id>/accept/", serving.accept, name="accept_service"),
    path("services/<int:service_id>/refuse/", serving.refuse, name="refuse_service"),
    path("services/<int:service_id>/done/", serving.finish, name="finish_service"),
    path("services/<int:service_id>/withdraw/", serving.withdraw, name="withdraw_service"),
    path("services/kinds/", serving.kinds, name="service_kinds"),
    path("services/kinds/<int:kind_id>/", serving.edit_kind, name="edit_kind"),
]
