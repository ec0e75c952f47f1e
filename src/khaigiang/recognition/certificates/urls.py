"""Addresses of certificates."""

from django.urls import path

from khaigiang.recognition.certificates import views

app_name = "certificates"

urlpatterns = [
    path("", views.book, name="book"),
    path("check/", views.look_up, name="look_up"),
    path("check/<uuid:uuid>/", views.check, name="check"),
    path("classes/<int:class_id>/", views.of_class, name="class"),
    path("classes/<int:class_id>/issue/", views.issue, name="issue"),
    path("classes/<int:class_id>/all.pdf", views.class_pdf, name="class_pdf"),
    path("<int:certificate_id>/", views.certificate, name="certificate"),
    path("<int:certificate_id>/certificate.pdf", views.pdf, name="pdf"),
    path("<int:certificate_id>/revoke/", views.revoke, name="revoke"),
    path("<int:certificate_id>/reissue/", views.reissue, name="reissue"),
]
