"""Addresses of the programmes."""

from django.urls import path

from khaigiang.teaching.curriculum.views import editing, programmes, topics

app_name = "curriculum"

urlpatterns = [
    path("", programmes.programme_list, name="list"),
    path("new/", programmes.new_programme, name="new"),
    path("<int:programme_id>/", programmes.programme_page, name="programme"),
    path("<int:programme_id>/edit/", programmes.edit_programme, name="edit"),
    path("<int:programme_id>/version/", programmes.new_version, name="new_version"),
    path("versions/<int:version_id>/", programmes.version_page, name="version"),
    path("versions/<int:version_id>/copy/", programmes.copy_version, name="copy_version"),
    path("versions/<int:version_id>/outline/", programmes.outline, name="outline"),
    path("versions/<int:version_id>/lecturers/", programmes.who_teaches, name="who_teaches"),
    path("versions/<int:version_id>/approve/", programmes.approve, name="approve"),
    path("versions/<int:version_id>/withdraw/", programmes.withdraw_approval, name="withdraw_approval"),
    path("reviews/", topics.reviews, name="reviews"),
    path("topics/<int:topic_id>/", topics.topic, name="topic"),
    path("topics/<int:topic_id>/cases/new/", topics.add_case, name="add_case"),
    path("cases/<int:case_id>/", topics.case, name="case"),
    path("topics/<int:topic_id>/sources/new/", topics.note_source, name="note_source"),
    path("topics/<int:topic_id>/materials/new/", topics.add_material, name="add_material"),
    path("materials/<int:material_version_id>/", topics.material_file, name="material_file"),
    path("topics/<int:topic_id>/review/", topics.review, name="review"),
    path("versions/<int:version_id>/difference/", programmes.difference, name="difference"),
    path("versions/<int:version_id>/frame/", editing.frame, name="frame"),
    path("versions/<int:version_id>/move/", editing.move, name="move"),
    path("versions/<int:version_id>/undo/", editing.undo, name="undo"),
    path("versions/<int:version_id>/remove/", editing.remove, name="remove"),
    path("versions/<int:version_id>/blocks/new/", editing.add_block, name="add_block"),
    path("blocks/<int:block_id>/", editing.block, name="block"),
    path("versions/<int:version_id>/lines/new/", editing.add_item, name="add_item"),
    path("lines/<int:item_id>/", editing.item, name="item"),
]
