"""Letters that correct a summons: which ones they correct, whom they touch, and what the outbox holds about them."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from khaigiang.ground.outbox.models import Mailing, Message
from khaigiang.ground.outbox.states import MailingState, MessageState
from khaigiang.teaching.answers.models import Reminder, SummonsCorrection
from khaigiang.teaching.changes.models import ClassChange
from khaigiang.teaching.changes.states import ChangeKind, letter_mail_key
from khaigiang.teaching.cohorts.models import Enrolment, EnrolmentQuerySet, Summons
from khaigiang.teaching.cohorts.queries import MailRow, mail_rows, partner_of
from khaigiang.teaching.cohorts.states import Whom, mail_key

NOT_GONE = (MessageState.DRAFT, MessageState.WAITING)


def corrected_by(change: ClassChange) -> QuerySet[Summons]:
    """The summonses that the letter of a change corrects."""
    if change.letter is None:
        return Summons.objects.none()
    return (
        Summons.objects.filter(document__in=change.letter.links.values("target"))
        .select_related("document", "training_class__plan")
        .order_by("pk")
    )


def touched_by_letter(change: ClassChange) -> EnrolmentQuerySet:
    """Whom the letter of a change touches: called by a summons that it corrects, and on the list or off it by the
    change. Who had left before is not told."""
    called = Enrolment.objects.filter(summonses__in=corrected_by(change)).distinct()
    leaves = Q(removed_by__isnull=False, removed_by=change.decision_id)
    return called.filter(Q(valid_until__isnull=True) | leaves)


def going_by(change: ClassChange) -> EnrolmentQuerySet:
    """Whom the letter of a merger touches and who can come to the class that takes the place: its decision adds them."""
    partner = partner_of(change.decision) if change.decision else None
    if partner is None or change.kind != ChangeKind.MERGE:
        return Enrolment.objects.none()
    added = Enrolment.objects.filter(added_by=partner, nomination__isnull=False)
    return touched_by_letter(change).filter(nomination__in=added.values("nomination"))


def mail_of_letter(change: ClassChange) -> list[MailRow]:
    """What the outbox holds about the letter of a change, to its committees and to its people."""
    return mail_rows(lambda whom: letter_mail_key(change.pk, whom))


def mail_with_old_days(change: ClassChange) -> list[Mailing]:
    """Messages about the summonses that a letter corrects, written before it and not gone: they tell the old days."""
    summonses = corrected_by(change)
    keys = [mail_key(summons.pk, whom) for summons in summonses for whom in Whom]
    reminders = Reminder.objects.filter(summons__in=summonses)
    about = Q(key__in=keys)
    for whom in ("to_people", "to_committees"):
        about |= Q(pk__in=reminders.exclude(**{whom: None}).values(whom))
    told = SummonsCorrection.objects.filter(document=change.letter_id).first()
    written = Mailing.objects.filter(about, made_at__lt=told.told_at) if told else Mailing.objects.none()
    waits = Message.objects.filter(mailing=OuterRef("pk"), state__in=NOT_GONE)
    return list(written.filter(Exists(waits)).exclude(state=MailingState.DISCARDED).order_by("pk"))
