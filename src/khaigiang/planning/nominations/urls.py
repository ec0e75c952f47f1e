"""Addresses of requests and nominations."""

from django.urls import path

from khaigiang.planning.nominations.views import (
    away,
    committee,
    covers,
    letters,
    lists,
    people,
    quarters,
    request,
    vetting,
)

app_name = "nominations"

urlpatterns = [
    path("", lists.asked_list, name="list"),
    path("away/", away.away_rules, name="away_rules"),
    path("<int:plan_id>/", lists.overview, name="overview"),
    path("<int:plan_id>/request/", request.request_page, name="request"),
    path("<int:plan_id>/request/send/", request.send_request, name="send_request"),
    path("<int:plan_id>/request/<slug:which>/", request.request_file, name="request_file"),
    path("<int:plan_id>/committees/<int:committee_id>/", committee.committee_page, name="committee"),
    path("<int:plan_id>/committees/<int:committee_id>/holders/", committee.name_holders, name="holders"),
    path("<int:plan_id>/committees/<int:committee_id>/people/", committee.find_people, name="find"),
    path("<int:plan_id>/committees/<int:committee_id>/name/", committee.name_people, name="name_people"),
    path("<int:plan_id>/committees/<int:committee_id>/drafts/", committee.withdraw_drafts, name="withdraw_drafts"),
    path("<int:plan_id>/committees/<int:committee_id>/form/", request.form_to_fill, name="form"),
    path("<int:plan_id>/committees/<int:committee_id>/quarters/", quarters.quarters, name="quarters"),
    path("<int:plan_id>/committees/<int:committee_id>/send/", committee.send, name="send"),
    path("<int:plan_id>/letters/", letters.letters, name="letters"),
    path("<int:plan_id>/letters/<int:committee_id>/<slug:kind>/", letters.tell, name="tell"),
    path("letters-about-names/<int:letter_id>/", letters.told_file, name="told_file"),
    path("letters-about-names/<int:letter_id>/confirm/", letters.confirm, name="confirm_letter"),
    path("letters-about-names/<int:letter_id>/discard/", letters.discard, name="discard_letter"),
    path("<int:plan_id>/vetting/", vetting.vetting_list, name="vetting"),
    path("<int:plan_id>/vetting/decide/", vetting.vet, name="vet"),
    path("<int:plan_id>/vetting/return/take-back/", vetting.take_back_return, name="take_back_return"),
    path("<int:plan_id>/vetting/accept/", vetting.accept, name="accept"),
    path("<int:plan_id>/vetting/take-back/", vetting.take_back, name="take_back"),
    path("posts/<int:target_post_id>/", people.nominate, name="nominate"),
    path("posts/<int:target_post_id>/<int:official_id>/hindrance/", people.state_hindrance, name="hindrance"),
    path("hindrances/<int:hindrance_id>/", people.withdraw_hindrance, name="withdraw_hindrance"),
    path("people/<int:nomination_id>/", people.nomination_page, name="nomination"),
    path("people/<int:nomination_id>/withdraw/", people.withdraw, name="withdraw"),
    path("people/<int:nomination_id>/substitute/", people.substitute, name="substitute"),
    path("people/<int:nomination_id>/cover/", covers.cover, name="cover"),
    path("people/<int:nomination_id>/cover/take-back/", covers.withdraw_cover, name="withdraw_cover"),
    path("people/<int:nomination_id>/days/", people.state_unavailability, name="unavailability"),
    path("people/<int:nomination_id>/return/", vetting.return_one, name="return"),
    path("people/<int:nomination_id>/defer/", vetting.defer, name="defer"),
    path("people/<int:nomination_id>/resume/", vetting.resume, name="resume"),
    path("days/<int:unavailability_id>/", people.withdraw_unavailability, name="withdraw_unavailability"),
    path("letters/<int:letter_id>/", committee.letter_file, name="letter_file"),
]
