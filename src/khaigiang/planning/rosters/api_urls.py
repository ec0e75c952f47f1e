"""Addresses for programs."""

from django.urls import path

from khaigiang.planning.rosters import api

app_name = "imports"

urlpatterns = [path("preview", api.preview, name="preview")]
