"""Planning classes: several at once or one by one, their days, their teacher; and taking them back."""

from dataclasses import asdict
from datetime import date

from django.contrib import messages
from django.forms import BaseFormSet, model_to_dict
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khaigiang.ground.shared.dates import working_days
from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.shared.known_days import day_in_words
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.planning.plans.models import Plan
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.cohorts import access, queries, services
from khaigiang.teaching.cohorts.forms.classes import (
    ClassForm,
    CountDaysForm,
    DaysForm,
    FirstLookForm,
    NewClassForm,
    NewClassForms,
    TeacherForm,
)
from khaigiang.teaching.cohorts.models import TrainingClass


@require_http_methods(["GET", "HEAD", "POST"])
def plan_classes(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Say how many classes, look at the proposal, correct it, make them."""
    plan = access.get_plan_to_run(request.actor, plan_id)
    look = _first_look(request, plan)
    rows = _rows(request, plan, look) if look.is_valid() else None
    if request.method == "POST" and rows is not None and rows.is_valid():
        version, classes = look.cleaned_data["version"], _new_classes(look, rows)
        try:
            services.plan_classes(plan, version, classes, by=request.user, at=clock.now())
        except DomainError as refusal:
            look.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(count)s classes are planned.") % {"count": len(classes)})
            return go(request, "cohorts:of_plan", plan.pk)
    context = {"plan": plan, "look": look, "rows": rows}
    return page(request, "cohorts/plan_classes.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def undo_planning(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Take back every class of the plan that nothing hangs on."""
    plan = access.get_plan_to_run(request.actor, plan_id)
    if request.method == "POST":
        count = services.undo_planning(plan, by=request.user, at=clock.now())
        messages.success(request, _("%(count)s classes are taken back.") % {"count": count})
        return go(request, "cohorts:of_plan", plan.pk)
    return page(request, "cohorts/undo_planning.html", {"plan": plan})


@require_http_methods(["GET", "HEAD", "POST"])
def new_class(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Plan one class."""
    plan = access.get_plan_to_run(request.actor, plan_id)
    number = queries.next_number(plan)
    blank = model_to_dict(TrainingClass()) | {"number": number, "name": f"Lớp {number}"}
    return _class_form(request, plan, None, blank)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_class(request: ActorRequest, class_id: int) -> HttpResponse:
    """Change a class."""
    training_class = access.get_class_to_run(request.actor, class_id)
    return _class_form(request, training_class.plan, training_class, model_to_dict(training_class))


@require_http_methods(["GET", "HEAD", "POST"])
def days(request: ActorRequest, class_id: int) -> HttpResponse:
    """The days of a class, typed or counted from a first day."""
    training_class = access.get_class_to_run(request.actor, class_id)
    count = CountDaysForm(request.GET or None)
    now = _counted(training_class, count) if count.is_valid() else queries.days_of(training_class)
    initial = {"days": "\n".join(day_in_words(day) for day in now)}
    form = DaysForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            services.set_days(training_class, form.cleaned_data["days"], by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "cohorts:class", class_id)
    context = {"training_class": training_class, "form": form, "count": count}
    return page(request, "cohorts/days.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def teacher(request: ActorRequest, class_id: int) -> HttpResponse:
    """Name the class teacher."""
    training_class = access.get_class_to_run(request.actor, class_id)
    form = TeacherForm(
        request.POST or None,
        teachers=access.teachers(request.actor),
        initial={"teacher": training_class.teacher_id},
    )
    if form.is_valid():
        try:
            services.appoint_teacher(training_class, form.cleaned_data["teacher"], by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "cohorts:class", class_id)
    context = {"training_class": training_class, "form": form}
    return page(request, "cohorts/teacher.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_class(request: ActorRequest, class_id: int) -> HttpResponse:
    """Take a class away that nothing hangs on."""
    training_class = access.get_class_to_run(request.actor, class_id)
    if request.method == "POST":
        services.remove_class(training_class, by=request.user, at=clock.now())
        messages.success(request, _("The class is taken away."))
        return go(request, "cohorts:of_plan", training_class.plan_id)
    return page(request, "cohorts/remove.html", {"training_class": training_class})


def _class_form(
    request: ActorRequest, plan: Plan, training_class: TrainingClass | None, initial: dict[str, object]
) -> HttpResponse:
    form = ClassForm(
        request.POST or None,
        versions=access.versions(request.actor),
        halls=access.halls(request.actor),
        initial=initial,
    )
    if form.is_valid():
        try:
            saved = services.save_class(training_class, plan=plan, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "cohorts:class", saved.pk)
    context = {"plan": plan, "training_class": training_class, "form": form}
    return page(request, "cohorts/form.html", context, status=422 if form.errors else 200)


def _first_look(request: ActorRequest, plan: Plan) -> FirstLookForm:
    return FirstLookForm(
        request.POST or request.GET or None,
        versions=access.versions(request.actor),
        initial={
            "count": queries.classes_wanted(plan),
            "people": queries.places_of(plan) or None,
            "first_day": plan.starts_on,
        },
    )


def _rows(request: ActorRequest, plan: Plan, look: FirstLookForm) -> "BaseFormSet[NewClassForm]":
    return NewClassForms(
        request.POST if request.method == "POST" else None,
        initial=[asdict(one) for one in queries.proposed_classes(plan, **look.cleaned_data)],
        form_kwargs={"halls": access.halls(request.actor)},
    )


def _new_classes(look: FirstLookForm, rows: "BaseFormSet[NewClassForm]") -> list[services.NewClass]:
    holidays, count = frozenset(look.cleaned_data["holidays"]), look.cleaned_data["version"].days
    return [
        services.NewClass(days=working_days(row.pop("first_day"), count, holidays=holidays), **row)
        for row in (dict(form.cleaned_data) for form in rows)
    ]


def _counted(training_class: TrainingClass, form: CountDaysForm) -> list[date]:
    holidays = frozenset(form.cleaned_data["holidays"])
    return working_days(form.cleaned_data["first_day"], training_class.version.days, holidays=holidays)
