"""What people are told about classes: a summons, a list in force, a class to lead."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from khaigiang.ground.accounts.models import User
from khaigiang.ground.notices.services import tell
from khaigiang.ground.shared.dates import local_day
from khaigiang.ground.shared.periods import valid_on
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.plans.models import Plan
from khaigiang.registry.mandates.models import Mandate
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.cohorts.models import ClassDecision, Summons, TrainingClass
from khaigiang.teaching.cohorts.states import ClassState


def summoned(summons: Summons, *, at: datetime) -> None:
    """Each committee learns how many of its people are called, and the people who sign in themselves learn it too."""
    training_class = summons.training_class
    called = summons.enrolments.order_by().values_list("target_post__committee").annotate(count=Count("pk"))
    counts: dict[int, int] = dict(called)
    link = reverse("cohorts:summons", args=[summons.pk])
    for mandate in _mandates(at).filter(role=Role.COMMITTEE, office__in=counts):
        title = partial(_people_summoned, training_class, counts[mandate.office_id or 0])
        _tell([mandate.user], title, summons, link, at)
    officials = summons.enrolments.values("official")
    trainees = [mandate.user for mandate in _mandates(at).filter(role=Role.TRAINEE, official__in=officials)]
    own = reverse("cohorts:class", args=[training_class.pk])
    _tell(trainees, lambda: _("You are summoned to %(class)s") % {"class": training_class}, summons, own, at)


def list_in_force(decision: ClassDecision, *, at: datetime) -> None:
    """The class teacher learns of the list, and of every change of it."""
    training_class = decision.training_class
    if training_class.teacher is None:
        return
    link = reverse("cohorts:list", args=[training_class.pk])
    _tell([training_class.teacher], lambda: _list_changed(decision), decision, link, at)


def promoted(plan: Plan, given: Sequence[tuple[Nomination, TrainingClass]], *, at: datetime) -> None:
    """Committees learn who of theirs got a place from the waiting list, and so do the people who sign in themselves.

    The training office learns of decided classes: a supplementary decision has to list the people there.
    """
    link = reverse("cohorts:waiting_list", args=[plan.pk])
    for mandate in _mandates(at).filter(role=Role.COMMITTEE, office__in={one.committee_id for one, _there in given}):
        own = [one for one, _there in given if one.committee_id == mandate.office_id]
        _tell([mandate.user], partial(_people_promoted, len(own)), plan, link, at)
    for mandate in _mandates(at).filter(role=Role.TRAINEE, official__in=[one.official_id for one, _there in given]):
        there = next(found for one, found in given if one.official_id == mandate.official_id)
        own_link = reverse("cohorts:class", args=[there.pk])
        _tell([mandate.user], partial(_place_found, there), plan, own_link, at)
    decided = Counter(there for _one, there in given if there.state == ClassState.OPEN)
    for there, count in decided.items():
        office = [mandate.user for mandate in _mandates(at).filter(role__in=[Role.HEAD, Role.OFFICE])]
        papers = reverse("cohorts:papers", args=[there.pk])
        _tell(office, partial(_decision_wanted, there, count), plan, papers, at)


def teacher_appointed(training_class: TrainingClass, *, at: datetime) -> None:
    """The class teacher learns which class is theirs."""
    if training_class.teacher is None:
        return
    link = reverse("cohorts:class", args=[training_class.pk])
    _tell([training_class.teacher], lambda: _yours(training_class), training_class.code, link, at)


def _yours(training_class: TrainingClass) -> str:
    return _("You are class teacher of %(class)s") % {"class": training_class}


def _people_summoned(training_class: TrainingClass, count: int) -> str:
    return _("%(count)s of your people are summoned to %(class)s") % {"count": count, "class": training_class}


def _people_promoted(count: int) -> str:
    return _("%(count)s of your people got a place from the waiting list") % {"count": count}


def _place_found(training_class: TrainingClass) -> str:
    return _("A place in %(class)s became free for you") % {"class": training_class}


def _decision_wanted(training_class: TrainingClass, count: int) -> str:
    words = _(
        "%(count)s people of the waiting list have a place in %(class)s: a supplementary decision has to list them"
    )
    return words % {"count": count, "class": training_class}


def _list_changed(decision: ClassDecision) -> str:
    if decision.kind == ClassDecision.Kind.OPENING:
        return _("%(class)s has its list") % {"class": decision.training_class}
    return _("The list of %(class)s has changed") % {"class": decision.training_class}


def _mandates(at: datetime) -> QuerySet[Mandate]:
    return Mandate.objects.filter(valid_on(local_day(at))).select_related("user")


def _tell(users: Iterable[User], title: Callable[[], str], body: object, link: str, at: datetime) -> None:
    for user in users:
        with translation.override(user.language):
            tell([user], title=title(), body=str(body), link=link, at=at)
