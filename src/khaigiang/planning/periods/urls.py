"""Addresses of term and annual plans."""

from django.urls import path

from khaigiang.planning.periods import views

app_name = "periods"

urlpatterns = [
    path("", views.period_list, name="list"),
    path("new/", views.new_period, name="new"),
    path("<int:period_id>/", views.period_page, name="period"),
    path("<int:period_id>/edit/", views.edit_period, name="edit"),
    path("<int:period_id>/remove/", views.remove_period, name="remove"),
    path("<int:period_id>/send-up/", views.send_up, name="send_up"),
    path("<int:period_id>/take-back/", views.take_back, name="take_back"),
    path("<int:period_id>/return/", views.send_back, name="return"),
    path("<int:period_id>/approve/", views.approve, name="approve"),
    path("<int:period_id>/reopen/", views.reopen, name="reopen"),
    path("<int:period_id>/lines/new/", views.new_line, name="new_line"),
    path("<int:period_id>/amend/", views.amend, name="amend"),
    path("lines/<int:line_id>/", views.edit_line, name="line"),
    path("lines/<int:line_id>/remove/", views.remove_line, name="remove_line"),
    path("amendments/<int:amendment_id>/take-back/", views.withdraw_amendment, name="withdraw_amendment"),
    path("of-plan/<int:plan_id>/", views.carried_line, name="of_plan"),
    path("of-plan/<int:plan_id>/take-off/", views.take_off, name="take_off"),
]
