"""Addresses of who falls due, of requirements, reliefs and proofs."""

from django.urls import path

from khaigiang.oversight.deadlines.views import due, groups, proofs, reliefs, requirements

app_name = "deadlines"

urlpatterns = [
    path("", due.due_list, name="due"),
    path("due.xlsx", due.due_workbook, name="workbook"),
    path("people/<int:official_id>/", due.person, name="person"),
    path("requirements/", requirements.requirement_list, name="requirements"),
    path("requirements/new/", requirements.new_requirement, name="new"),
    path("requirements/count/", requirements.count, name="count"),
    path("requirements/<int:requirement_id>/", requirements.requirement_page, name="requirement"),
    path("requirements/<int:requirement_id>/change/", requirements.change, name="change"),
    path("requirements/<int:requirement_id>/end/", requirements.end, name="end"),
    path("requirements/<int:requirement_id>/delete/", requirements.discard, name="discard"),
    path("requirements/<int:requirement_id>/people/<int:official_id>/extend/", reliefs.extend, name="extend"),
    path("requirements/<int:requirement_id>/people/<int:official_id>/exempt/", reliefs.exempt, name="exempt"),
    path("requirements/<int:requirement_id>/people/<int:official_id>/proof/", proofs.hand_in, name="hand_in"),
    path("reliefs/", reliefs.relief_list, name="reliefs"),
    path("reliefs/<int:relief_id>/answer/", reliefs.answer, name="answer_exemption"),
    path("reliefs/<int:relief_id>/take-back/", reliefs.take_back, name="take_back_relief"),
    path("proofs/", proofs.proof_list, name="proofs"),
    path("proofs/<int:proof_id>/", proofs.proof_page, name="proof"),
    path("proofs/<int:proof_id>/scan/", proofs.scan, name="scan"),
    path("proofs/<int:proof_id>/accept/", proofs.accept, name="accept_proof"),
    path("proofs/<int:proof_id>/refuse/", proofs.refuse, name="refuse_proof"),
    path("proofs/<int:proof_id>/withdraw/", proofs.withdraw, name="withdraw_proof"),
    path("proofs/<int:proof_id>/reconsider/", proofs.reconsider, name="reconsider"),
    path("plans/", groups.choose, name="choose_plan"),
    path("plans/<int:plan_id>/", groups.add, name="add_to_plan"),
    path("plans/<int:plan_id>/undo/", groups.undo, name="take_out"),
]
