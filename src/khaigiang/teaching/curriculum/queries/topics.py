"""What is known of a topic through all versions of its programme, and which topics are due for review."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Max, Q, QuerySet

from khaigiang.teaching.curriculum.models import Case, ChangeSource, MaterialVersion, Topic
from khaigiang.teaching.curriculum.rules import months_before
from khaigiang.teaching.curriculum.states import ItemKind

REVIEWED: tuple[str, ...] = (ItemKind.TOPIC, ItemKind.DISCUSSION, ItemKind.VISIT, ItemKind.TEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """One file of a material, the newest first."""

    id: int
    number: int
    name: str
    size: int
    stored_at: datetime
    stored_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialRow:
    """One material with its files; the first is in use."""

    title: str
    files: tuple[FileRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicPage:
    """All that is kept of a topic."""

    versions: tuple[str, ...]
    cases: tuple[Case, ...]
    sources: tuple[ChangeSource, ...]
    materials: tuple[MaterialRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """One topic that is due: when it was reviewed last, and how many sources of change were noted since."""

    id: int
    title: str
    programme: str
    reviewed_on: date | None
    noted_since: int


def topic_page(topic: Topic) -> TopicPage:
    """A topic with its versions, cases, sources of change and materials; four statements."""
    items = topic.items.select_related("version").order_by("version__number")
    files: dict[str, list[FileRow]] = {}
    versions = MaterialVersion.objects.filter(material__topic=topic).select_related("material", "file__stored_by")
    for one in versions.order_by("material__title", "-number"):
        files.setdefault(one.material.title, []).append(_file_row(one))
    return TopicPage(
        versions=tuple(str(item.version.number) for item in items),
        cases=tuple(topic.cases.order_by("-since", "title")),
        sources=tuple(topic.sources.select_related("document", "noted_by").order_by("-noted_on", "-pk")),
        materials=tuple(MaterialRow(title=title, files=tuple(rows)) for title, rows in files.items()),
    )


def due_for_review(topics: QuerySet[Topic], *, months: int, on: date) -> list[ReviewRow]:
    """Topics of the newest versions never reviewed, or longer than so many months ago, the oldest first; one statement."""
    since = months_before(on, months)
    newest = topics.annotate(newest=Max("programme__versions__number"), last=Max("items__version__number"))
    due = newest.filter(Q(reviewed_on__isnull=True) | Q(reviewed_on__lt=since), kind__in=REVIEWED, last=F("newest"))
    found = due.select_related("programme").prefetch_related("sources")
    ordered = found.order_by(F("reviewed_on").asc(nulls_first=True), "programme__title", "title", "pk")
    return [
        ReviewRow(
            id=topic.pk,
            title=topic.title,
            programme=topic.programme.title,
            reviewed_on=topic.reviewed_on,
            noted_since=sum(
                topic.reviewed_on is None or source.noted_on > topic.reviewed_on for source in topic.sources.all()
            ),
        )
        for topic in ordered
    ]


def _file_row(one: MaterialVersion) -> FileRow:
    return FileRow(
        id=one.pk,
        number=one.number,
        name=one.file.name,
        size=one.file.size,
        stored_at=one.file.stored_at,
        stored_by=str(one.file.stored_by or ""),
    )
