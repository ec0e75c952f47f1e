"""Addresses of changes of classes."""

from django.urls import path

from khaigiang.teaching.changes.views import answering, papers, proposing, small

app_name = "changes"
urlpatterns = [
    path("of/<int:class_id>/", proposing.of_class, name="of_class"),
    path("of/<int:class_id>/<slug:kind>/", proposing.propose, name="propose"),
    path("of/<int:class_id>/small/hold/", small.hold, name="hold"),
    path("of/<int:class_id>/small/ask-again/", small.ask_again, name="ask_again"),
    path("small/", small.rules, name="small_rules"),
    path("<int:change_id>/", answering.change, name="change"),
    path("<int:change_id>/approve/", answering.approve, name="approve"),
    path("<int:change_id>/refuse/", answering.refuse, name="refuse"),
    path("<int:change_id>/take-back/", answering.take_back, name="take_back"),
    path("<int:change_id>/undo/", answering.undo, name="undo"),
    path("<int:change_id>/issue/", papers.issue, name="issue"),
    path("<int:change_id>/letter/", papers.issue_letter, name="issue_letter"),
    path("<int:change_id>/letter/mail/<slug:whom>/", papers.write_letter_mail, name="letter_mail"),
    path("<int:change_id>/letter/<slug:kind>/", papers.letter_file, name="letter_file"),
]
