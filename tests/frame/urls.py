"""Addresses of the gallery, beside those of the product."""

from django.urls import path

from khaigiang.config.urls import urlpatterns as product
from khaigiang.ground.web.tests.gallery import views

urlpatterns = [
    path("", views.show, {"name": "dashboard"}, name="home"),
    path("gallery/refuse/", views.refuse, name="refuse"),
    path("gallery/tell/", views.tell, name="tell"),
    path("gallery/<slug:name>/", views.show, name="gallery"),
    *product,
]
