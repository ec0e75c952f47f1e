"""Addresses of the timetable."""

from django.urls import path

from khaigiang.teaching.timetable.views import bookings, classes, feeds, moving_over, proposals, reasons, runs, sessions

app_name = "timetable"

urlpatterns = [
    path("", classes.class_list, name="list"),
    path("mine/", bookings.mine, name="mine"),
    path("classes/<int:class_id>/", classes.class_page, name="class"),
    path("classes/<int:class_id>/release/", classes.release, name="release"),
    path("classes/<int:class_id>/word/", classes.word, name="word"),
    path("classes/<int:class_id>/pdf/", classes.pdf, name="pdf"),
    path("classes/<int:class_id>/sessions/new/", sessions.new_session, name="new_session"),
    path("sessions/<int:session_id>/", sessions.edit_session, name="session"),
    path("sessions/<int:session_id>/why/", reasons.why, name="why"),
    path("sessions/<int:session_id>/swap/", sessions.swap, name="swap"),
    path("sessions/<int:session_id>/remove/", sessions.remove, name="remove"),
    path("lecturers/", bookings.lecturer_list, name="lecturers"),
    path("lecturers/<int:lecturer_id>/", bookings.lecturer_page, name="lecturer"),
    path("halls/", bookings.hall_list, name="halls"),
    path("halls/<int:hall_id>/", bookings.hall_page, name="hall"),
    path("plans/<int:plan_id>/", proposals.plan_page, name="plan"),
    path("plans/<int:plan_id>/compare/", runs.compare, name="compare"),
    path("proposals/<int:run_id>/", proposals.run_page, name="run"),
    path("proposals/<int:run_id>/classes/<int:class_id>/items/<int:item_id>/", reasons.why_in_run, name="why_in_run"),
    path("proposals/<int:run_id>/search/", runs.search, name="search"),
    path("proposals/<int:run_id>/stop/", runs.stop, name="stop_run"),
    path("proposals/<int:run_id>/again/", runs.begin_again, name="begin_again"),
    path("proposals/<int:run_id>/ways-out/<int:number>/", runs.relax, name="relax_run"),
    path("proposals/<int:run_id>/ways-out/undo/", runs.undo_relaxation, name="undo_relaxation"),
    path("proposals/<int:run_id>/name/", runs.rename, name="rename_run"),
    path("proposals/<int:run_id>/apply/", proposals.apply, name="apply"),
    path("proposals/<int:run_id>/undo/", proposals.undo, name="undo"),
    path("proposals/<int:run_id>/discard/", proposals.discard, name="discard"),
    path("feeds/<slug:secret>.ics", feeds.feed, name="feed"),
    path("feeds/<slug:kind>/<int:owner_id>/", feeds.ask_for_feed, name="ask_for_feed"),
    path("feeds/<int:feed_id>/renew/", feeds.renew_feed, name="renew_feed"),
    path("versions/<int:version_id>/classes/", moving_over.move_over, name="move_over"),
    path("moves/<int:move_over_id>/undo/", moving_over.undo_move_over, name="undo_move_over"),
]
