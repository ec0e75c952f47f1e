"""Programmes, their versions, blocks and the items a class is taught."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khaigiang.teaching.curriculum.states import CEREMONIES, LESSONS, LONGEST_PIECE, ItemKind, label_of


class Programme(models.Model):
    """A training programme under one title through all its versions."""

    title = models.CharField(_("title"), max_length=300)

    def __str__(self) -> str:
        return self.title


class ProgrammeVersion(models.Model):
    """One version of a programme; once approved by a document it never changes."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    days = models.PositiveSmallIntegerField(_("days"))
    block_order = models.BooleanField(
        _("block by block"), default=True, help_text=_("Each block ends before the next begins.")
    )
    approved_by = models.ForeignKey(
        "documents.Document",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("approved by"),
    )
    approved_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="version_once_per_programme", fields=["programme", "number"]),
            models.CheckConstraint(name="version_has_days", condition=Q(days__gt=0)),
            models.CheckConstraint(
                name="version_approved_by_a_document_on_a_day",
                condition=Q(approved_by__isnull=True, approved_on__isnull=True)
                | Q(approved_by__isnull=False, approved_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme} (v{self.number})"

    @property
    def is_approved(self) -> bool:
        """Has a document approved it, so that it never changes again?"""
        return self.approved_by_id is not None


class Block(models.Model):
    """A block of knowledge (khối kiến thức)."""

    version = models.ForeignKey(ProgrammeVersion, models.CASCADE, related_name="blocks")
    ordinal = models.PositiveSmallIntegerField(_("order"))
    title = models.CharField(_("title"), max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(name="block_order_once_per_version", fields=["version", "ordinal"])]

    def __str__(self) -> str:
        return self.title


class Topic(models.Model):
    """One item of a programme through all its versions: whom it serves, its cases, what changes it, its materials."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="topics")
    kind = models.CharField(_("kind"), max_length=12, choices=ItemKind)
    title = models.CharField(_("title"), max_length=300)
    duties = models.JSONField(_("duties it serves"), default=list, blank=True)
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="topic_reviewed_on_a_day_by_somebody",
                condition=Q(reviewed_on__isnull=True, reviewed_by__isnull=True)
                | Q(reviewed_on__isnull=False, reviewed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProgrammeItem(models.Model):
    """One piece of a version: a lesson of a block (topic, discussion, field visit, test), the opening or the closing.

    It fills a half-day, or `minutes` of one; with `shares_half_day` it is had in the half-day of the item before it.
    """

    version = models.ForeignKey(ProgrammeVersion, models.CASCADE, related_name="items")
    block = models.ForeignKey(Block, models.CASCADE, null=True, blank=True, related_name="items")
    kind = models.CharField(_("kind"), max_length=12, choices=ItemKind)
    ordinal = models.PositiveSmallIntegerField(_("order"))
    number = models.PositiveSmallIntegerField(_("number among its kind"))
    title = models.CharField(_("title"), max_length=300)
    lecturers = models.ManyToManyField(
        "lecturers.Lecturer", blank=True, related_name="items", verbose_name=_("may teach")
    )
    # What it is through all versions; empty only where an older product wrote it.
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="items")
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    shares_half_day = models.BooleanField(_("in the half-day of the item before"), default=False)
    after = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="before", verbose_name=_("only after")
    )
    # What a timetable keeps of the item beside its place in the programme.
    needs = models.JSONField(_("equipment needed"), default=list, blank=True)
    not_before_day = models.PositiveSmallIntegerField(_("not before day"), default=1)
    with_previous = models.BooleanField(_("on the same day as the item before"), default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="item_order_once_per_version", fields=["version", "ordinal"]),
            models.CheckConstraint(
                name="lesson_belongs_to_a_block_and_ceremony_to_none",
                condition=Q(kind__in=CEREMONIES, block__isnull=True) | Q(kind__in=LESSONS, block__isnull=False),
            ),
            models.CheckConstraint(
                name="item_takes_minutes", condition=Q(minutes__isnull=True) | Q(minutes__range=(1, LONGEST_PIECE))
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def label(self) -> str:
        """ "Topic 7"; nothing for what is called by its title alone."""
        return label_of(self.kind, self.number)

    @property
    def name(self) -> str:
        """What it is called for short: "Topic 7", or its title."""
        return self.label or self.title

    @property
    def full_name(self) -> str:
        """ "Topic 7: title", or its title."""
        return self.title if self.label in {"", self.title} else f"{self.label}: {self.title}"


class Case(models.Model):
    """A situation of the case bank of a topic, with the questions asked about it."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="cases")
    title = models.CharField(_("title"), max_length=200)
    situation = models.TextField(_("situation"), max_length=6000)
    questions = models.TextField(_("questions"), max_length=3000, blank=True)
    used_in = models.CharField(_("used in"), max_length=300, blank=True)
    since = models.DateField(_("since"))

    class Meta:
        constraints = [models.UniqueConstraint(name="case_once_in_a_topic", fields=["topic", "title"])]

    def __str__(self) -> str:
        return self.title


class ChangeSource(models.Model):
    """Why a topic is to be revised: a document of the register, or something else in words."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="sources")
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("document")
    )
    note = models.CharField(_("what changes"), max_length=500, blank=True)
    noted_on = models.DateField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="source_is_a_document_or_words", condition=Q(document__isnull=False) | ~Q(note="")
            ),
        ]

    def __str__(self) -> str:
        return self.note or str(self.document)


class Material(models.Model):
    """A paper or set of slides of a topic; its files stand in its versions, the last of which is in use."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="materials")
    title = models.CharField(_("title"), max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(name="material_once_in_a_topic", fields=["topic", "title"])]

    def __str__(self) -> str:
        return self.title


class MaterialVersion(models.Model):
    """One file of a material; a new one leaves the old where it is."""

    material = models.ForeignKey(Material, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="material_version_once", fields=["material", "number"])]

    def __str__(self) -> str:
        return f"{self.material} ({self.number})"


class Step(models.Model):
    """One act on a draft version, with what the version held before and after it, so that it can be undone."""

    version = models.ForeignKey(ProgrammeVersion, models.CASCADE, related_name="steps")
    said = models.CharField(max_length=400)
    before = models.JSONField()
    after = models.JSONField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.said
