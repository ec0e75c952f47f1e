"""Addresses of the document register."""

from django.urls import path

from khaigiang.planning.documents.views import books, issuing, life, numbers, papers, register, returned, series

app_name = "documents"

urlpatterns = [
    path("", register.document_list, name="list"),
    path("new/", register.new_document, name="new"),
    path("draft/", papers.draft, name="draft"),
    path("issue-together/", issuing.issue_together, name="issue_together"),
    path("issue-together/<int:office_id>/", issuing.issue_of_office, name="issue_of_office"),
    path("issuings/<int:issuing_id>/", issuing.issuing, name="issuing"),
    path("books/outgoing/", books.outgoing, name="outgoing"),
    path("books/incoming/", books.incoming, name="incoming"),
    path("books/<slug:direction>/<slug:kind>/", books.book_file, name="book_file"),
    path("arrivals/<int:arrival_id>/hand-on/", books.hand_on, name="hand_on"),
    path("<int:document_id>/arrive/", books.arrive, name="arrive"),
    path("series/", series.series_list, name="series"),
    path("series/new/", series.open_series, name="open_series"),
    path("series/<int:series_id>/", numbers.series_numbers, name="numbers"),
    path("series/<int:series_id>/reserve/", numbers.reserve, name="reserve"),
    path("series/<int:series_id>/on-paper/", numbers.on_paper, name="on_paper"),
    path("numbers/<int:number_id>/release/", numbers.release, name="release"),
    path("series/<int:series_id>/end/", series.end_series, name="end_series"),
    path("links/<int:link_id>/clause/", register.clause, name="clause"),
    path("links/<int:link_id>/remove/", register.unlink, name="unlink"),
    path("<int:document_id>/", register.document_page, name="document"),
    path("<int:document_id>/edit/", register.edit_document, name="edit"),
    path("<int:document_id>/link/", register.link_document, name="link"),
    path("copies/<int:copy_id>/received/", life.receipt, name="receipt"),
    path("<int:document_id>/returned/", returned.returned, name="returned"),
    path("returned/<int:returned_id>/accept/", returned.accept, name="accept_returned"),
    path("returned/<int:returned_id>/refuse/", returned.refuse, name="refuse_returned"),
    path("<int:document_id>/initial/", life.initial, name="initial"),
    path("<int:document_id>/seal/", life.seal, name="seal"),
    path("<int:document_id>/send/", life.send, name="send"),
    path("<int:document_id>/sign/", papers.sign, name="sign"),
    path("<int:document_id>/issue/", papers.issue, name="issue"),
    path("<int:document_id>/explain/", papers.explain, name="explain"),
    path("<int:document_id>/scan/", papers.file_scan, name="scan"),
    path("<int:document_id>/<slug:which>/", papers.download, name="file"),
]
