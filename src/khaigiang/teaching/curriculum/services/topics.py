"""What is kept of a topic through all versions: its duties, cases, sources of change, materials, and its review."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.files.services import store
from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.documents.models import Document
from khaigiang.teaching.curriculum.errors import CaseTwice, SourceMissing
from khaigiang.teaching.curriculum.models import Case, ChangeSource, Material, MaterialVersion, Topic


@transaction.atomic
def set_duties(topic: Topic, duties: Sequence[str], *, by: User, at: datetime) -> None:
    """Say which duties of the people trained a topic serves, in words."""
    before, topic.duties = topic.duties, list(dict.fromkeys(duties))
    topic.save(update_fields=["duties"])
    audit.record("set_duties", topic, by=by, at=at, before={"duties": before}, after={"duties": topic.duties})


@transaction.atomic
def save_case(
    topic: Topic,
    case: Case | None,
    *,
    title: str,
    situation: str,
    questions: str,
    used_in: str,
    since: date | None = None,
    by: User,
    at: datetime,
) -> Case:
    """Add a case to the bank of a topic or change one; raises CaseTwice."""
    if topic.cases.filter(title=title).exclude(pk=case.pk if case else 0).exists():
        raise CaseTwice(title=title)
    case = case or Case(topic=topic, since=local_day(at))
    case.title, case.situation, case.questions, case.used_in = title, situation, questions, used_in
    case.since = since or case.since
    case.save()
    audit.record("save_case", topic, by=by, at=at, after={"case": title, "used_in": used_in})
    return case


@transaction.atomic
def remove_case(case: Case, *, by: User, at: datetime) -> Topic:
    """Take a case out of the bank; what it said stays in the audit."""
    topic = case.topic
    before = {"case": case.title, "situation": case.situation, "questions": case.questions}
    audit.record("remove_case", topic, by=by, at=at, before=before)
    case.delete()
    return topic


@transaction.atomic
def note_source(topic: Topic, *, document: Document | None, note: str, by: User, at: datetime) -> ChangeSource:
    """Note what changes a topic: a document, or something else in words; raises SourceMissing."""
    if document is None and not note:
        raise SourceMissing
    source = ChangeSource.objects.create(topic=topic, document=document, note=note, noted_on=local_day(at), noted_by=by)
    audit.record("note_source", topic, by=by, at=at, after={"source": str(source)})
    return source


@transaction.atomic
def review_topic(topic: Topic, *, by: User, at: datetime) -> Topic:
    """Note that a topic was reviewed today and is as it should be."""
    before = {"reviewed_on": topic.reviewed_on}
    topic.reviewed_on, topic.reviewed_by = local_day(at), by
    topic.save(update_fields=["reviewed_on", "reviewed_by"])
    audit.record("review_topic", topic, by=by, at=at, before=before, after={"reviewed_on": topic.reviewed_on})
    return topic


@transaction.atomic
def add_material(
    topic: Topic, *, title: str, content: bytes, name: str, content_type: str, by: User, at: datetime
) -> MaterialVersion:
    """Keep a file of a topic; under a title that it has already it is the new version, and the old ones stay."""
    Topic.objects.select_for_update().get(pk=topic.pk)
    material, _created = Material.objects.get_or_create(topic=topic, title=title)
    number = (material.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    file = store(content, name=name, content_type=content_type, by=by, at=at)
    version = MaterialVersion.objects.create(material=material, number=number, file=file)
    audit.record("add_material", topic, by=by, at=at, after={"material": title, "version": number, "file": name})
    return version
