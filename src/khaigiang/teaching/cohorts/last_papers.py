"""What the last papers of an office on its classes say, to look at a template with them."""

from khaigiang.papers import (
    class_change,
    class_decision,
    participant_list,
    personal_summons,
    summons,
    supplementary_decision,
)
from khaigiang.papers.class_change import ClassChange
from khaigiang.papers.class_decision import ClassDecision as OpeningPaper
from khaigiang.papers.participant_list import ParticipantList
from khaigiang.papers.personal_summons import PersonalSummons
from khaigiang.papers.summons import Summons as SummonsPaper
from khaigiang.papers.supplementary_decision import SupplementaryDecision
from khaigiang.planning.templates import previews
from khaigiang.planning.templates.states import PaperName
from khaigiang.registry.units.models import Office
from khaigiang.teaching.cohorts.letters import (
    change_content,
    list_content,
    opening_content,
    summons_content,
    supplementary_content,
)
from khaigiang.teaching.cohorts.models import ClassDecision, Enrolment, Summons
from khaigiang.teaching.cohorts.summonses_to_carry import content_to_carry


def offer_previews() -> None:
    """Say how templates of these papers are looked at."""
    for name, paper, last_of in (
        (PaperName.CLASS_DECISION, class_decision, last_opening),
        (PaperName.SUPPLEMENTARY_DECISION, supplementary_decision, last_supplement),
        (PaperName.CLASS_CHANGE, class_change, last_change),
        (PaperName.PARTICIPANT_LIST, participant_list, last_list),
        (PaperName.SUMMONS, summons, last_summons),
        (PaperName.PERSONAL_SUMMONS, personal_summons, last_to_carry),
    ):
        previews.register(name, previews.Preview(paper=paper, last_of=last_of))


def last_opening(office: Office) -> OpeningPaper | None:
    """The last decision that opened a class."""
    decision = _last_decision(office, ClassDecision.Kind.OPENING)
    return opening_content(decision) if decision else None


def last_supplement(office: Office) -> SupplementaryDecision | None:
    """The last decision that amended the list of a class."""
    decision = _last_decision(office, ClassDecision.Kind.SUPPLEMENTARY)
    return supplementary_content(decision) if decision else None


def last_change(office: Office) -> ClassChange | None:
    """The last decision by which a class meets on other days, or is not held."""
    decision = _last_decision(office, ClassDecision.Kind.RESCHEDULING, ClassDecision.Kind.CANCELLING)
    return change_content(decision) if decision else None


def last_list(office: Office) -> ParticipantList | None:
    """The list of the class decided last, as of the day of its decision."""
    decision = _last_decision(office, ClassDecision.Kind.OPENING)
    on = decision.effective_on if decision else None
    return list_content(decision.training_class, on) if decision and on else None


def last_summons(office: Office) -> SummonsPaper | None:
    """The last summons of a class."""
    last = _last_summons(office)
    return summons_content(last) if last else None


def last_to_carry(office: Office) -> PersonalSummons | None:
    """The last summons of a class, as everybody carries it."""
    last = _last_summons(office)
    return content_to_carry(last, Enrolment.objects.filter(summonses=last)) if last else None


def _last_decision(office: Office, *kinds: ClassDecision.Kind) -> ClassDecision | None:
    found = ClassDecision.objects.filter(document__issuer=office, kind__in=kinds)
    return found.select_related("document__issuer", "training_class__plan__school").order_by("-pk").first()


def _last_summons(office: Office) -> Summons | None:
    found = Summons.objects.filter(document__issuer=office)
    return found.select_related("document__issuer", "training_class__plan__school").order_by("-pk").first()
