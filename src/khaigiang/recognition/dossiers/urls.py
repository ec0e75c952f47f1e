"""Addresses of the dossier of a class."""

from django.urls import path

from khaigiang.recognition.dossiers import views

app_name = "dossiers"

urlpatterns = [
    path("classes/<int:class_id>/", views.dossier, name="dossier"),
    path("classes/<int:class_id>/make/", views.make, name="make"),
    path("classes/<int:class_id>/opening-set.pdf", views.print_opening_set, name="opening_set"),
    path("classes/<int:class_id>/list.docx", views.list_as_word, name="list"),
    path("items/<int:item_id>/tick/", views.tick, name="tick"),
    path("items/<int:item_id>/untick/", views.untick, name="untick"),
]
