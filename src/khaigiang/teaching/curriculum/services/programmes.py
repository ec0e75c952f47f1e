"""Programmes and their versions."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.teaching.curriculum.beside import copy_all
from khaigiang.teaching.curriculum.errors import TitleMissing
from khaigiang.teaching.curriculum.models import Block, Programme, ProgrammeItem, ProgrammeVersion
from khaigiang.teaching.curriculum.queries import demands_of


@transaction.atomic
def save_programme(programme: Programme | None, *, title: str, by: User, at: datetime) -> Programme:
    """Begin a programme or correct its title; raises TitleMissing."""
    title = " ".join(title.split())
    if not title:
        raise TitleMissing
    before = {"title": programme.title} if programme else None
    programme = programme or Programme()
    programme.title = title
    programme.save()
    audit.record("save_programme", programme, by=by, at=at, before=before, after={"title": title})
    return programme


@transaction.atomic
def new_version(
    programme: Programme,
    *,
    days: int,
    like: ProgrammeVersion | None = None,
    by: User,
    at: datetime,
) -> ProgrammeVersion:
    """Begin the next version of a programme: empty, or with everything another version holds."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    last = programme.versions.aggregate(last=Max("number"))["last"] or 0
    block_order = like.block_order if like else True
    version = ProgrammeVersion.objects.create(programme=programme, number=last + 1, days=days, block_order=block_order)
    if like is not None:
        _copy_items(like, version)
        copy_all(like, version)
    after = {"number": version.number, "days": days, "like": like.number if like else None}
    audit.record("new_version", version, by=by, at=at, after=after)
    return version


def _copy_items(source: ProgrammeVersion, target: ProgrammeVersion) -> None:
    blocks = {block.pk: _copied(block, target) for block in source.blocks.order_by("ordinal")}
    copies: dict[int, ProgrammeItem] = {}
    items = source.items.select_related("block", "topic").prefetch_related("lecturers", "after").order_by("ordinal")
    for item in items:
        copies[item.pk] = copy = ProgrammeItem.objects.create(
            version=target,
            block=blocks[item.block.pk] if item.block else None,
            topic=item.topic,
            kind=item.kind,
            ordinal=item.ordinal,
            number=item.number,
            title=item.title,
            **asdict(demands_of(item)),
        )
        copy.lecturers.set(item.lecturers.all())
    for item in items:
        copies[item.pk].after.set(copies[earlier.pk] for earlier in item.after.all())


def _copied(block: Block, target: ProgrammeVersion) -> Block:
    return Block.objects.create(version=target, ordinal=block.ordinal, title=block.title)
