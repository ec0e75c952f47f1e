"""Programmes for tests."""

from collections.abc import Sequence
from datetime import date
from itertools import count

from khaigiang.planning.documents.models import Document, DocumentKind
from khaigiang.planning.documents.tests.makers import make_document
from khaigiang.registry.units.tests.makers import make_office
from khaigiang.teaching.curriculum.models import Block, Programme, ProgrammeItem, ProgrammeVersion
from khaigiang.teaching.curriculum.states import ItemKind
from khaigiang.teaching.lecturers.models import Lecturer

_serial = count(1)
APPROVED_ON = date(2023, 2, 27)


def make_programme(title: str = "") -> Programme:
    """A programme without versions."""
    return Programme.objects.create(title=title or f"Chương trình {next(_serial)}")


def make_approval() -> Document:
    """An issued decision that may approve a version."""
    return make_document(
        f"{next(_serial)}/QĐ-TĐTCB",
        issuer=make_office(),
        kind=DocumentKind.DECISION,
        issued_on=APPROVED_ON,
        abstract="Ban hành chương trình bồi dưỡng",
    )


def make_version(
    programme: Programme | None = None,
    *,
    blocks: Sequence[int] = (2, 1),
    days: int | None = None,
    with_ceremonies: bool = True,
    lecturers: Sequence[Lecturer] = (),
    is_approved: bool = True,
) -> ProgrammeVersion:
    """A version with as many topics in each block as `blocks` says, each block closed by a discussion.

    The lecturers may teach every topic. Without `days` it takes as many as its items fill.
    """
    items = sum(blocks) + len(blocks) + (2 if with_ceremonies else 0)
    programme = programme or make_programme()
    approval = make_approval() if is_approved else None
    version = ProgrammeVersion.objects.create(
        programme=programme,
        number=programme.versions.count() + 1,
        days=days or -(-items // 2),
        approved_by=approval,
        approved_on=approval.issued_on if approval else None,
    )
    _fill(version, blocks, lecturers, with_ceremonies=with_ceremonies)
    return version


def _fill(
    version: ProgrammeVersion,
    blocks: Sequence[int],
    lecturers: Sequence[Lecturer],
    *,
    with_ceremonies: bool,
) -> None:
    ordinals, topics = count(1), count(1)
    if with_ceremonies:
        _item(version, None, ItemKind.OPENING, next(ordinals), 1, "Khai giảng")
    for number, size in enumerate(blocks, start=1):
        block = Block.objects.create(version=version, ordinal=number, title=f"Khối {number}")
        for _ in range(size):
            topic = next(topics)
            item = _item(version, block, ItemKind.TOPIC, next(ordinals), topic, f"Chuyên đề {topic}")
            item.lecturers.set(lecturers)
        _item(version, block, ItemKind.DISCUSSION, next(ordinals), number, f"Thảo luận {number}")
    if with_ceremonies:
        _item(version, None, ItemKind.CLOSING, next(ordinals), 1, "Bế giảng")


def _item(
    version: ProgrammeVersion,
    block: Block | None,
    kind: ItemKind,
    ordinal: int,
    number: int,
    title: str,
) -> ProgrammeItem:
    return ProgrammeItem.objects.create(
        version=version,
        block=block,
        kind=kind,
        ordinal=ordinal,
        number=number,
        title=title,
    )
