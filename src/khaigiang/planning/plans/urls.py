"""Addresses of training plans."""

from django.urls import path

from khaigiang.planning.plans.views import amendments, approval, group, parts, places, plans, posts, rolling

app_name = "plans"

urlpatterns = [
    path("", plans.plan_list, name="list"),
    path("new/", plans.new_plan, name="new"),
    path("count/", plans.count, name="count"),
    path("<int:plan_id>/", plans.plan_page, name="plan"),
    path("<int:plan_id>/edit/", plans.edit_plan, name="edit"),
    path("<int:plan_id>/draw-up/", parts.draw_up, name="draw_up"),
    path("<int:plan_id>/send-up/", approval.send_up, name="send_up"),
    path("<int:plan_id>/take-back/", approval.take_back, name="take_back"),
    path("<int:plan_id>/return/", approval.send_back, name="return"),
    path("<int:plan_id>/approve/", approval.approve, name="approve"),
    path("<int:plan_id>/reopen/", plans.reopen_plan, name="reopen"),
    path("<int:plan_id>/close/", plans.close_plan, name="close"),
    path("<int:plan_id>/resume/", plans.resume_plan, name="resume"),
    path("<int:plan_id>/group/", group.group, name="group"),
    path("<int:plan_id>/group/<int:unit_id>/<int:post_id>/", group.add_exception, name="exception"),
    path("exceptions/<int:exception_id>/take-back/", group.withdraw_exception, name="withdraw_exception"),
    path("<int:plan_id>/quarters/", parts.quarters, name="quarters"),
    path("<int:plan_id>/places/", places.places, name="places"),
    path("<int:plan_id>/places/rule/", places.places_rule, name="places_rule"),
    path("<int:plan_id>/places/undo/", places.undo_places, name="undo_places"),
    path("<int:plan_id>/places/quarters/", places.spread, name="spread"),
    path("<int:plan_id>/places/quarters/undo/", places.undo_spread, name="undo_spread"),
    path("<int:plan_id>/roll-forward/", rolling.roll, name="roll"),
    path("<int:plan_id>/roll-forward/undo/", rolling.undo, name="undo_roll"),
    path("<int:plan_id>/amend/", amendments.amend, name="amend"),
    path("amendments/<int:amendment_id>/take-back/", amendments.withdraw, name="withdraw_amendment"),
    path("<int:plan_id>/duties/<slug:paper>/", parts.duty, name="duty"),
    path("<int:plan_id>/duties/<slug:paper>/substitute/", parts.substitute, name="substitute"),
    path("substitutes/<int:substitute_id>/remove/", parts.remove_substitute, name="remove_substitute"),
    path("<int:plan_id>/posts/", posts.post_list, name="posts"),
    path("posts/<int:target_post_id>/excuse/", posts.excuse, name="excuse"),
    path("excuses/<int:excuse_id>/take-back/", posts.withdraw_excuse, name="withdraw_excuse"),
]
