"""Addresses of lists."""

from django.urls import path

from khaigiang.planning.rosters.views import checking, comparing, correcting, lists, names, typing

app_name = "rosters"

urlpatterns = [
    path("", lists.roster_list, name="list"),
    path("new/", lists.take_in_list, name="new"),
    path("names/<int:plan_id>/<int:committee_id>/", names.take_in_names, name="new_names"),
    path("asked/", names.asked_list, name="asked"),
    path("asked/<int:row_id>/", names.asked_row, name="asked_row"),
    path("asked/<int:row_id>/refuse/", names.refuse_asked, name="refuse_asked"),
    path("<int:roster_id>/name/", names.name_listed, name="name_listed"),
    path("<int:roster_id>/take-back/", names.take_names_back, name="take_names_back"),
    path("<int:roster_id>/look-again/", names.look_again, name="look_again"),
    path("<int:roster_id>/", lists.roster_page, name="roster"),
    path("<int:roster_id>/columns/", lists.columns, name="columns"),
    path("<int:roster_id>/letter/", lists.enter_letter, name="letter"),
    path("<int:roster_id>/confirm/", lists.confirm, name="confirm"),
    path("<int:roster_id>/undo/", lists.undo, name="undo"),
    path("<int:roster_id>/discard/", lists.discard, name="discard"),
    path("<int:roster_id>/answer/", checking.answer_alike, name="answer"),
    path("<int:roster_id>/leave-out/", checking.leave_doubtful_out, name="leave_out"),
    path("<int:roster_id>/typing/", typing.type_off, name="typing"),
    path("<int:roster_id>/scan/", typing.scan, name="scan"),
    path("<int:roster_id>/compare/", comparing.compare, name="compare"),
    path("<int:roster_id>/older/", comparing.name_older, name="older"),
    path("<int:roster_id>/correction/", correcting.correction, name="correction"),
    path("<int:roster_id>/correction/workbook/", correcting.workbook, name="workbook"),
    path("returned/<int:came_id>/", correcting.returned, name="returned"),
    path("rows/<int:row_id>/", checking.row_page, name="row"),
    path("rows/<int:row_id>/correct/", checking.correct, name="correct"),
    path("rows/<int:row_id>/left-out/", checking.leave_row_out, name="leave_row_out"),
    path("doubts/<int:doubt_id>/", checking.answer_one, name="answer_one"),
]
