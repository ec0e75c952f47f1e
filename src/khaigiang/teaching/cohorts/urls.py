"""Addresses of classes, their people, papers and groups, and of the allocations of a plan."""

from django.urls import path

from khaigiang.teaching.cohorts.views import allocation, classes, groups, people, planning, summonses, waiting_list
from khaigiang.teaching.cohorts.views import decisions as decided

app_name = "cohorts"
urlpatterns = [
    path("", classes.class_list, name="classes"),
    path("of-plan/<int:plan_id>/", classes.of_plan, name="of_plan"),
    path("of-plan/<int:plan_id>/plan/", planning.plan_classes, name="plan_classes"),
    path("of-plan/<int:plan_id>/undo/", planning.undo_planning, name="undo_planning"),
    path("of-plan/<int:plan_id>/new/", planning.new_class, name="new"),
    path("of-plan/<int:plan_id>/wishes/", allocation.wishes, name="wishes"),
    path("of-plan/<int:plan_id>/allocation/", allocation.allocation, name="allocation"),
    path("of-plan/<int:plan_id>/waiting-list/", waiting_list.waiting_list, name="waiting_list"),
    path("of-plan/<int:plan_id>/waiting-list/open/", waiting_list.open_list, name="open_waiting_list"),
    path("of-plan/<int:plan_id>/waiting-list/stop/", waiting_list.stop_list, name="stop_waiting_list"),
    path("allocation/<int:run_id>/", allocation.run, name="run"),
    path("allocation/<int:run_id>/apply/", allocation.apply_run, name="apply_run"),
    path("allocation/<int:run_id>/undo/", allocation.undo_run, name="undo_run"),
    path("allocation/<int:run_id>/discard/", allocation.discard_run, name="discard_run"),
    path("allocation/<int:run_id>/people/<int:nomination_id>/", allocation.why_in_run, name="why_in_run"),
    path("people/<int:nomination_id>/", allocation.placement, name="placement"),
    path("<int:class_id>/", classes.class_page, name="class"),
    path("<int:class_id>/edit/", planning.edit_class, name="edit"),
    path("<int:class_id>/days/", planning.days, name="days"),
    path("<int:class_id>/teacher/", planning.teacher, name="teacher"),
    path("<int:class_id>/remove/", planning.remove_class, name="remove"),
    path("<int:class_id>/steps/<slug:act>/", classes.step, name="step"),
    path("<int:class_id>/list/", people.class_list, name="list"),
    path("<int:class_id>/list/<slug:kind>/", people.list_file, name="list_file"),
    path("<int:class_id>/let-in/", people.let_in, name="let_in"),
    path("let-in/<int:enrolment_id>/turn-away/", people.turn_away, name="turn_away"),
    path("<int:class_id>/papers/", decided.papers, name="papers"),
    path("<int:class_id>/decision/", decided.draft_decision, name="draft_decision"),
    path("<int:class_id>/supplementary/", decided.supplementary, name="supplementary"),
    path("decisions/<int:decision_id>/", decided.decision, name="decision"),
    path("decisions/<int:decision_id>/discard/", decided.discard_decision, name="discard_decision"),
    path("decisions/<int:decision_id>/<slug:kind>/", decided.decision_file, name="decision_file"),
    path("<int:class_id>/summons/", summonses.draft_summons, name="draft_summons"),
    path("summonses/<int:summons_id>/", summonses.summons, name="summons"),
    path("summonses/<int:summons_id>/mail/<slug:whom>/", summonses.write_mail, name="summons_mail"),
    path("summonses/<int:summons_id>/discard/", summonses.discard_summons, name="discard_summons"),
    path("summonses/<int:summons_id>/<slug:kind>/", summonses.summons_file, name="summons_file"),
    path("summonses/<int:summons_id>/people/<slug:kind>/", summonses.summonses_to_carry, name="summonses_to_carry"),
    path(
        "summonses/<int:summons_id>/people/<int:enrolment_id>/<slug:kind>/",
        summonses.summons_to_carry,
        name="summons_to_carry",
    ),
    path("summonses/<int:summons_id>/for/<int:committee_id>/", summonses.summons_copy, name="summons_copy"),
    path("<int:class_id>/groups/", groups.groups, name="groups"),
    path("<int:class_id>/groups/dissolve/", groups.dissolve, name="dissolve_groups"),
    path("members/<int:enrolment_id>/post/", people.post_of_an_ended_class, name="free_post"),
    path("members/<int:enrolment_id>/group/", groups.move, name="move_to_group"),
]
