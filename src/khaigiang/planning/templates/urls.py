"""Addresses of Word templates."""

from django.urls import path

from khaigiang.planning.templates.views import papers

app_name = "templates"

urlpatterns = [
    path("", papers.offices, name="list"),
    path("<int:office_id>/<slug:name>/", papers.paper, name="paper"),
    path("<int:office_id>/<slug:name>/<int:version>/", papers.download, name="download"),
    path("<int:office_id>/<slug:name>/<int:version>/in-force/", papers.put_in_force, name="put_in_force"),
    path("<int:office_id>/<slug:name>/<int:version>/<slug:kind>/", papers.preview, name="preview"),
]
