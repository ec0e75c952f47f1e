"""Addresses of load and honoraria."""

from django.urls import path

from khaigiang.teaching.honoraria.views import figures, load, statements

app_name = "honoraria"

urlpatterns = [
    path("", statements.statement_list, name="list"),
    path("new/", statements.new_statement, name="new"),
    path("load/", load.load_page, name="load"),
    path("mine/", load.own_page, name="mine"),
    path("figures/", figures.figures_page, name="figures"),
    path("figures/rate/", figures.add_rate, name="add_rate"),
    path("figures/tax/", figures.add_tax, name="add_tax"),
    path("figures/factor/", figures.add_factor, name="add_factor"),
    path("figures/norm/", figures.add_norm, name="add_norm"),
    path("<int:statement_id>/", statements.statement_page, name="statement"),
    path("<int:statement_id>/reckon/", statements.reckon, name="reckon"),
    path("<int:statement_id>/discard/", statements.discard, name="discard"),
    path("<int:statement_id>/approve/", statements.approve, name="approve"),
    path("<int:statement_id>/<str:kind>/", statements.paper, name="paper"),
    path("lines/<int:line_id>/correct/", statements.correct, name="correct"),
]
