"""Policy documents and the product's own official papers, with the series that number them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khaigiang.planning.documents.rules import name_of, typed
from khaigiang.planning.documents.states import DocumentState, ReturnAnswer

__all__ = [
    "Arrival",
    "Copy",
    "Document",
    "DocumentKind",
    "DocumentLink",
    "DocumentState",
    "GivenNumber",
    "Issuing",
    "IssuingPaper",
    "NumberSeries",
    "ReturnedDraft",
]


class DocumentKind(models.TextChoices):
    """Types of documents, each with the symbol its numbers carry."""

    RESOLUTION = "NQ", _("resolution")
    DIRECTIVE = "CT", _("directive")
    CONCLUSION = "KL", _("conclusion")
    REGULATION = "QĐi", _("regulation")
    RULES = "QC", _("rules")
    DECREE = "NĐ", _("decree")
    CIRCULAR = "TT", _("circular")
    PLAN = "KH", _("plan")
    DECISION = "QĐ", _("decision")
    OFFICIAL_LETTER = "CV", _("official letter")
    SUBMISSION = "TTr", _("submission")
    REPORT = "BC", _("report")
    NOTICE = "TB", _("notice")
    GUIDANCE = "HD", _("guidance")


class NumberSeries(models.Model):
    """A run of numbers of one office for one type of paper: a committee's term or a year."""

    office = models.ForeignKey("units.Office", models.PROTECT, related_name="number_series")
    kind = models.CharField(max_length=4, choices=DocumentKind)
    period = models.CharField(_("period"), max_length=20)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    first_number = models.PositiveIntegerField(_("first number given here"), default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="series_once_per_office_kind_and_period", fields=["office", "kind", "period"]),
            models.CheckConstraint(
                name="series_ends_after_it_begins",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
        ]
        verbose_name_plural = "number series"

    def __str__(self) -> str:
        return f"{self.office}: {self.get_kind_display()} {self.period}"


class Document(models.Model):
    """One document: a policy document that came in, or an official paper that the product wrote."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    issuer = models.ForeignKey("units.Office", models.PROTECT, related_name="documents", verbose_name=_("issuer"))
    kind = models.CharField(_("type"), max_length=4, choices=DocumentKind)
    state = models.CharField(max_length=10, choices=DocumentState, default=DocumentState.DRAFT)
    number = models.CharField(_("number"), max_length=40, blank=True)
    period = models.CharField(_("period of the number"), max_length=20, blank=True)
    issued_on = models.DateField(_("date"), null=True, blank=True)
    abstract = models.CharField(_("abstract"), max_length=500, blank=True)
    written_here = models.BooleanField(_("written here"), default=False)
    is_secret = models.BooleanField(_("secret: the number only"), default=False)
    initialler_name = models.CharField(_("initialled by"), max_length=120, blank=True)
    initialled_on = models.DateField(_("initialled on"), null=True, blank=True)
    signer_name = models.CharField(_("signed by"), max_length=120, blank=True)
    signer_title = models.CharField(_("title of the signer"), max_length=160, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    exception_reason = models.CharField(_("why it is numbered late or dated back"), max_length=300, blank=True)
    explained_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    explained_at = models.DateTimeField(null=True, blank=True, editable=False)
    sealed_on = models.DateField(_("sealed on"), null=True, blank=True)
    last_day = models.DateField(_("last day in force"), null=True, blank=True)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    docx = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    pdf = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    folded = models.CharField(max_length=600, editable=False)

    class Meta:
        indexes = [models.Index(name="document_by_date", fields=["-issued_on", "-id"])]
        constraints = [
            models.UniqueConstraint(
                name="number_once_per_issuer_type_and_period",
                fields=["issuer", "kind", "period", "number"],
                condition=~Q(number=""),
            ),
            models.CheckConstraint(
                name="issued_document_has_number_and_date",
                condition=~Q(state=DocumentState.ISSUED) | (~Q(number="") & Q(issued_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="own_paper_is_signed_before_it_is_issued",
                condition=~Q(state=DocumentState.ISSUED, written_here=True)
                | Q(signed_on__isnull=False, signed_on__lte=F("issued_on")),
            ),
            models.CheckConstraint(
                name="secret_document_keeps_its_number_only",
                condition=Q(is_secret=False) | Q(abstract="", file__isnull=True, docx__isnull=True, pdf__isnull=True),
            ),
            models.CheckConstraint(
                name="initialled_by_somebody_on_a_day",
                condition=Q(initialler_name="", initialled_on__isnull=True)
                | (~Q(initialler_name="") & Q(initialled_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="paper_is_sealed_after_it_is_issued",
                condition=Q(sealed_on__isnull=True) | Q(state=DocumentState.ISSUED, sealed_on__gte=F("issued_on")),
            ),
            models.CheckConstraint(
                name="document_ends_after_it_is_issued",
                condition=Q(last_day__isnull=True) | Q(issued_on__isnull=False, last_day__gte=F("issued_on")),
            ),
            models.CheckConstraint(
                name="exception_says_who_explained_it_and_when",
                condition=Q(exception_reason="", explained_by__isnull=True, explained_at__isnull=True)
                | (~Q(exception_reason="") & Q(explained_by__isnull=False, explained_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return name_of(self.number, self.abstract)

    @property
    def typed(self) -> str:
        """Its type and what it is about, as books name it."""
        return typed(self.get_kind_display(), self.abstract)


class GivenNumber(models.Model):
    """One number of a series: a paper carries it, it is reserved for one, or it stays unused in the book.

    The database lets numbers follow each other alone, and their days never fall unless a reason is kept (migration
    0003). Each hangs on the one before it: none can be taken out of the middle.
    """

    series = models.ForeignKey(NumberSeries, models.PROTECT, related_name="numbers")
    number = models.PositiveIntegerField(_("number"))
    dated_on = models.DateField(_("date"))
    after = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="next", editable=False)
    document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="given_number")
    out_of_order_reason = models.CharField(_("why its date falls"), max_length=300, blank=True)

    purpose = models.CharField(_("reserved for"), max_length=300, blank=True)
    reserved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    reserved_at = models.DateTimeField(null=True, blank=True, editable=False)
    void_reason = models.CharField(_("why it is not used"), max_length=300, blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    voided_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="number_given_once_in_its_series", fields=["series", "number"]),
            models.CheckConstraint(
                name="number_is_a_paper_or_reserved_or_void",
                condition=(Q(document__isnull=False) & Q(void_reason="")) | (Q(document__isnull=True) & ~Q(purpose="")),
            ),
            models.CheckConstraint(
                name="reserved_number_says_who_and_when",
                condition=Q(purpose="", reserved_by__isnull=True, reserved_at__isnull=True)
                | (~Q(purpose="") & Q(reserved_by__isnull=False, reserved_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="void_number_says_who_and_when",
                condition=Q(void_reason="", voided_by__isnull=True, voided_at__isnull=True)
                | (~Q(void_reason="") & Q(voided_by__isnull=False, voided_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class ReturnedDraft(models.Model):
    """A Word file of a paper that came back changed: what a hand altered in it, and what was answered."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="returned_drafts")
    drawn = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    compared_with = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    differences = models.JSONField(default=list)
    returned_at = models.DateTimeField(editable=False)
    returned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    answer = models.CharField(max_length=10, choices=ReturnAnswer, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_changed_file_waits_at_a_time", fields=["document"], condition=Q(answer="")
            ),
            models.CheckConstraint(
                name="answer_to_a_changed_file_says_who_and_when",
                condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.file.name}"


class Copy(models.Model):
    """One copy of an issued paper: to whom it went, when, and when it was received."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="copies")
    recipient = models.CharField(_("recipient"), max_length=200)
    office = models.ForeignKey("units.Office", models.PROTECT, null=True, blank=True, related_name="+")
    sent_on = models.DateField(_("sent on"))
    received_on = models.DateField(_("received on"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="copy_once_per_paper_and_recipient", fields=["document", "recipient"]),
            models.CheckConstraint(
                name="copy_is_received_after_it_was_sent",
                condition=Q(received_on__isnull=True) | Q(received_on__gte=F("sent_on")),
            ),
        ]
        verbose_name_plural = "copies"

    def __str__(self) -> str:
        return self.recipient


class Arrival(models.Model):
    """One paper that came into an office: its number in the office's book of the year, and whom it was handed to.

    The database lets the numbers of a book follow each other alone (`arrivals_run_without_gap`, migration 0005).
    """

    office = models.ForeignKey("units.Office", models.PROTECT, related_name="arrivals")
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number of arrival"))
    arrived_on = models.DateField(_("arrived on"))
    document = models.ForeignKey(Document, models.PROTECT, related_name="arrivals")
    handed_to = models.CharField(_("handed to"), max_length=200, blank=True)
    handed_on = models.DateField(_("handed on"), null=True, blank=True)
    due_on = models.DateField(_("to be answered by"), null=True, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    entered_at = models.DateTimeField(editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="arrival_numbered_once_per_office_and_year", fields=["office", "year", "number"]
            ),
            models.UniqueConstraint(name="document_arrives_once_in_an_office", fields=["office", "document"]),
            models.CheckConstraint(
                name="arrival_is_handed_to_somebody_on_a_day",
                condition=Q(handed_to="", handed_on__isnull=True)
                | (~Q(handed_to="") & Q(handed_on__isnull=False, handed_on__gte=F("arrived_on"))),
            ),
            models.CheckConstraint(
                name="arrival_is_due_after_it_came",
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("arrived_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"


class DocumentLink(models.Model):
    """What one document says of another."""

    class Relation(models.TextChoices):
        IMPLEMENTS = "implements", _("implements")
        AMENDS = "amends", _("amends")
        REPLACES = "replaces", _("replaces")
        BASED_ON = "based_on", _("is based on")

    document = models.ForeignKey(Document, models.PROTECT, related_name="links")
    relation = models.CharField(max_length=12, choices=Relation)
    target = models.ForeignKey(Document, models.PROTECT, related_name="backlinks")
    clause = models.CharField(_("clause"), max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="link_once_per_pair_and_relation", fields=["document", "relation", "target"]),
            models.CheckConstraint(name="document_does_not_link_to_itself", condition=~Q(document=F("target"))),
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.get_relation_display()} {self.target}"


class Issuing(models.Model):
    """Papers of one office that one person signed on one day, numbered one after another as background work."""

    office = models.ForeignKey("units.Office", models.PROTECT, related_name="issuings")
    signer_name = models.CharField(_("signed by"), max_length=120)
    signer_title = models.CharField(_("title of the signer"), max_length=160)
    signed_on = models.DateField(_("signed on"))
    issued_on = models.DateField(_("date"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    asked_at = models.DateTimeField(editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="papers_are_numbered_after_their_signature", condition=Q(issued_on__gte=F("signed_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office}, {self.issued_on:%d/%m/%Y}"


class IssuingPaper(models.Model):
    """One paper of an issuing in its turn; `said` tells why it was left as it was."""

    issuing = models.ForeignKey(Issuing, models.CASCADE, related_name="papers")
    position = models.PositiveSmallIntegerField()
    # A draft that was left with a reason may still be thrown away.
    document = models.ForeignKey(Document, models.CASCADE, related_name="issuings")
    is_done = models.BooleanField(default=False)
    said = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="paper_once_in_an_issuing", fields=["issuing", "document"]),
            models.UniqueConstraint(name="paper_has_its_turn_in_an_issuing", fields=["issuing", "position"]),
            models.CheckConstraint(
                name="paper_is_left_with_a_reason_only_when_its_turn_is_over",
                condition=Q(is_done=True) | Q(said=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issuing}: {self.document}"
