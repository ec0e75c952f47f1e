"""Addresses of personal links and corrections."""

from django.urls import path

from khaigiang.registry.corrections import views

app_name = "corrections"

urlpatterns = [
    path("", views.waiting, name="waiting"),
    path("<int:correction_id>/", views.correction, name="correction"),
    path("people/<int:official_id>/", views.person, name="person"),
    path("links/<int:link_id>/withdraw/", views.withdraw, name="withdraw"),
    path("own/<str:secret>/", views.own, name="own"),
]
