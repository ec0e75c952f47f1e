"""What teaching is worth: dated factors, norms, rates and taxes, and the statements that keep their own figures."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.known_days import day_in_words
from khaigiang.ground.shared.periods import ends_after_it_begins
from khaigiang.teaching.curriculum.states import ItemKind
from khaigiang.teaching.honoraria.states import PaidBy, StatementState


class DatedFigure(models.Model):
    """A figure of a school that counts from a day until a day, with the document that says so."""

    school = models.ForeignKey("units.Office", models.PROTECT, related_name="+", verbose_name=_("school"))
    citation = models.CharField(_("source"), max_length=300)
    valid_from = models.DateField(_("in force from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        abstract = True


class LoadFactor(DatedFigure):
    """How many hours of load an hour of teaching of one kind counts."""

    kind = models.CharField(_("kind"), max_length=12, choices=ItemKind)
    factor = models.DecimalField(_("factor"), max_digits=4, decimal_places=2)

    class Meta:
        constraints = [
            models.CheckConstraint(name="load_factor_ends_after_it_begins", condition=ends_after_it_begins()),
            models.CheckConstraint(name="load_factor_is_not_negative", condition=Q(factor__gte=0)),
            models.UniqueConstraint(name="load_factor_begins_once_on_a_day", fields=["school", "kind", "valid_from"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} × {self.factor}"


class LoadNorm(DatedFigure):
    """How many hours of load a year are asked of a lecturer, or of everybody with an academic title."""

    lecturer = models.ForeignKey(
        "lecturers.Lecturer",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="load_norms",
        verbose_name=_("lecturer"),
    )
    title = models.CharField(_("academic title"), max_length=40, blank=True)
    hours = models.PositiveSmallIntegerField(_("hours a year"))

    class Meta:
        constraints = [
            models.CheckConstraint(name="load_norm_ends_after_it_begins", condition=ends_after_it_begins()),
            models.UniqueConstraint(
                name="load_norm_of_a_title_begins_once_on_a_day",
                fields=["school", "title", "valid_from"],
                condition=Q(lecturer__isnull=True),
            ),
            models.UniqueConstraint(
                name="load_norm_of_a_lecturer_begins_once_on_a_day",
                fields=["school", "lecturer", "valid_from"],
                condition=Q(lecturer__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lecturer or self.title}: {self.hours}"


class HonorariumRate(DatedFigure):
    """What one hour or half-day of a kind is paid; an empty title is everybody without a rate of their own."""

    kind = models.CharField(_("kind"), max_length=12, choices=ItemKind)
    title = models.CharField(_("academic title"), max_length=40, blank=True)
    paid_by = models.CharField(_("paid by"), max_length=10, choices=PaidBy)
    amount = models.PositiveIntegerField(_("amount (VND)"))

    class Meta:
        constraints = [
            models.CheckConstraint(name="honorarium_rate_ends_after_it_begins", condition=ends_after_it_begins()),
            models.UniqueConstraint(
                name="honorarium_rate_begins_once_on_a_day", fields=["school", "kind", "title", "valid_from"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.title}: {self.amount}"


class HonorariumTax(DatedFigure):
    """What is kept back of each payment of at least so much."""

    percent = models.DecimalField(_("percent"), max_digits=4, decimal_places=2)
    threshold = models.PositiveIntegerField(_("from (VND)"))

    class Meta:
        constraints = [
            models.CheckConstraint(name="honorarium_tax_ends_after_it_begins", condition=ends_after_it_begins()),
            models.CheckConstraint(name="honorarium_tax_is_a_share", condition=Q(percent__range=(0, 99))),
            models.UniqueConstraint(name="honorarium_tax_begins_once_on_a_day", fields=["school", "valid_from"]),
        ]

    def __str__(self) -> str:
        return f"{self.percent}% ≥ {self.threshold}"


class HonorariumStatement(models.Model):
    """What is paid to lecturers for sessions of a period, or a further one that corrects an approved statement."""

    school = models.ForeignKey(
        "units.Office", models.PROTECT, related_name="honorarium_statements", verbose_name=_("school")
    )
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("to"))
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrections")
    state = models.CharField(max_length=10, choices=StatementState, default=StatementState.DRAFT)
    number = models.CharField(_("number"), max_length=40, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="statement_ends_after_it_begins", condition=Q(last_day__gte=F("first_day"))),
            models.CheckConstraint(
                name="statement_is_approved_by_a_second_person",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("made_by")),
            ),
            models.CheckConstraint(
                name="approved_statement_has_number_and_approver",
                condition=Q(state="draft", approved_by__isnull=True, approved_at__isnull=True)
                | (Q(state="approved", approved_by__isnull=False, approved_at__isnull=False) & ~Q(number="")),
            ),
            models.UniqueConstraint(
                name="statement_number_once_per_school", fields=["school", "number"], condition=~Q(number="")
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"{day_in_words(self.first_day)} – {day_in_words(self.last_day)}"

    @property
    def is_draft(self) -> bool:
        """May it still be reckoned anew?"""
        return self.state == StatementState.DRAFT


class HonorariumLine(models.Model):
    """One session paid, with the figures as they were; in a correction the difference to a line of before."""

    statement = models.ForeignKey(HonorariumStatement, models.CASCADE, related_name="lines")
    lecturer = models.ForeignKey("lecturers.Lecturer", models.PROTECT, related_name="honorarium_lines")
    training_class = models.ForeignKey("cohorts.TrainingClass", models.PROTECT, related_name="honorarium_lines")
    item = models.ForeignKey("curriculum.ProgrammeItem", models.PROTECT, related_name="honorarium_lines")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrections")
    on = models.DateField(_("day"))
    half_day = models.CharField(_("half-day"), max_length=10)
    hours = models.DecimalField(_("hours"), max_digits=5, decimal_places=2)
    paid_by = models.CharField(_("paid by"), max_length=10, choices=PaidBy)
    rate = models.PositiveIntegerField(_("rate (VND)"))
    citation = models.CharField(_("source"), max_length=300)
    amount = models.BigIntegerField(_("amount (VND)"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="session_is_paid_once", fields=["training_class", "item"], condition=Q(corrects__isnull=True)
            ),
            models.UniqueConstraint(name="line_corrected_once_per_statement", fields=["statement", "corrects"]),
            models.CheckConstraint(
                name="correction_of_a_line_has_a_reason", condition=Q(corrects__isnull=True) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lecturer} {self.on:%d/%m/%Y}: {self.amount}"


class HonorariumPayment(models.Model):
    """What one lecturer is paid by a statement: gross, tax kept back, net."""

    statement = models.ForeignKey(HonorariumStatement, models.CASCADE, related_name="payments")
    lecturer = models.ForeignKey("lecturers.Lecturer", models.PROTECT, related_name="honorarium_payments")
    gross = models.BigIntegerField(_("before tax (VND)"))
    tax = models.BigIntegerField(_("tax (VND)"))
    net = models.BigIntegerField(_("paid out (VND)"))
    tax_citation = models.CharField(_("source of the tax"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_payment_per_lecturer_and_statement", fields=["statement", "lecturer"]),
            models.CheckConstraint(name="payment_is_what_the_tax_leaves", condition=Q(net=F("gross") - F("tax"))),
        ]

    def __str__(self) -> str:
        return f"{self.lecturer}: {self.net}"
