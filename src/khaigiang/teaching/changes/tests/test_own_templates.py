"""The papers of a change are written with the office's own Word templates."""

import io

import pytest
from docx import Document as WordFile

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.files.services import read
from khaigiang.papers.word_filling import shipped
from khaigiang.planning.documents.models import Document
from khaigiang.planning.templates.files import layout_of, previewed
from khaigiang.planning.templates.previews import preview_of
from khaigiang.planning.templates.services import put_in_force, upload_template
from khaigiang.planning.templates.states import PaperName
from khaigiang.registry.units.models import Office
from khaigiang.teaching.changes.tests.makers import (
    AT,
    ON,
    make_approved,
    make_decided,
    make_ready_plan,
    postponed,
    summon,
)

pytestmark = pytest.mark.django_db
MARK = "Mẫu riêng của cơ quan"


def put_own_template(office: Office, name: PaperName) -> None:
    """A template that a clerk gave a line of its own, in force today."""
    document = WordFile(io.BytesIO(shipped(layout_of(office, name))))
    document.add_paragraph(MARK)
    saved = io.BytesIO()
    document.save(saved)
    template = upload_template(office, name, file=("mau.docx", saved.getvalue()), by=make_user(), at=AT)
    put_in_force(office, name, template, in_force_on=ON, by=make_user(), at=AT)


def has_mark(paper: Document | None) -> bool:
    assert paper is not None
    paper.refresh_from_db()
    assert paper.docx is not None
    return any(MARK in line.text for line in WordFile(io.BytesIO(read(paper.docx))).paragraphs)


def test_decision_and_letter_bear_what_the_offices_changed() -> None:
    plan = make_ready_plan()
    training_class = make_decided(plan)
    summon(training_class)
    put_own_template(plan.school, PaperName.CLASS_CHANGE)
    put_own_template(plan.organiser, PaperName.CHANGE_LETTER)

    change = make_approved(postponed(training_class))

    assert change.decision is not None
    assert [has_mark(change.decision.document), has_mark(change.letter)] == [True, True]


def test_a_template_of_summonses_is_none_of_letters_that_correct_them() -> None:
    plan = make_ready_plan()
    training_class = make_decided(plan)
    summon(training_class)
    put_own_template(plan.organiser, PaperName.SUMMONS)

    assert not has_mark(make_approved(postponed(training_class)).letter)


@pytest.mark.parametrize("name", [PaperName.CLASS_CHANGE, PaperName.CHANGE_LETTER, PaperName.PARTICIPANT_LIST])
def test_each_is_looked_at_with_the_last_paper_of_its_office(name: PaperName) -> None:
    plan = make_ready_plan()
    training_class = make_decided(plan)
    summon(training_class)
    make_approved(postponed(training_class))
    office = plan.organiser if name == PaperName.CHANGE_LETTER else plan.school

    assert previewed(office, name, None, "docx").startswith(b"PK")


def test_every_paper_has_a_layout_in_both_skins_and_a_preview() -> None:
    for name in PaperName:
        assert all(shipped(f"{skin}/{name.layout}") for skin in ("party", "state"))

    assert [name for name in PaperName if preview_of(name) is None] == []
