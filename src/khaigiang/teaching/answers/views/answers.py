"""Answers of a class, of one person, and what follows when somebody does not come."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.files.services import read
from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import file, go, page
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.answers import access, letters, queries, services
from khaigiang.teaching.answers.forms import SettleForm, say_form
from khaigiang.teaching.answers.models import Answer
from khaigiang.teaching.answers.views.own import CALENDAR
from khaigiang.teaching.answers.views.saying import call_context, said
from khaigiang.teaching.cohorts.access import may_run
from khaigiang.teaching.cohorts.models import TrainingClass


@require_safe
def of_class(request: ActorRequest, class_id: int) -> HttpResponse:
    """Receipt and answer of everybody called to a class; a committee sees its own people."""
    training_class = access.get_class(request.actor, class_id)
    rows = queries.answer_rows(queries.of_class(training_class, access.visible_answers(request.actor)))
    narrowed_to = request.GET.get("state", "")
    context = {
        "training_class": training_class,
        "counts": queries.counts_of(rows),
        "rows": queries.chosen(rows, narrowed_to),
        "all": rows,
        "narrowed_to": narrowed_to,
        "may_hand_out": access.may_hand_out(request.actor, training_class),
        "unlinked": queries.unlinked(training_class) if may_run(request.actor) else [],
    }
    return page(request, "answers/class.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: ActorRequest, answer_id: int) -> HttpResponse:
    """One person called: read by whoever sees them; answered by themselves, their committee, or the school."""
    found = access.get_answer(request.actor, answer_id)
    via, form = access.via_of(request.actor, found), None
    context = call_context(found, None)
    if request.method == "POST":
        found, via = access.get_answer_to_give(request.actor, answer_id)
        late = context["has_begun"] and access.may_change_late(via)
        form = say_form(request.POST, request.FILES, has_begun=late)
        if form.is_valid() and said(request, found, form, via=via, by=request.user):
            return go(request, "answers:answer", answer_id)
        found = access.get_answer(request.actor, answer_id)
    context = {
        **call_context(found, form),
        "via": via,
        "may_say": access.may_say(via, has_begun=context["has_begun"]),
        "may_settle": access.may_settle(request.actor, found),
        "row": queries.answer_rows([found])[0],
    }
    return page(request, "answers/answer.html", context, status=422 if form else 200)


@require_safe
def calendar(request: ActorRequest, answer_id: int) -> HttpResponse:
    """The days of the class as a calendar file."""
    found = access.get_answer(request.actor, answer_id)
    return file(letters.calendar_file(found), name="trieu-tap.ics", content_type=CALENDAR)


@require_safe
def paper(request: ActorRequest, answer_id: int) -> HttpResponse:
    """The paper that came with an answer."""
    stored = access.get_paper(request.actor, answer_id)
    return file(read(stored), name=stored.name, content_type=stored.content_type)


@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: ActorRequest, answer_id: int) -> HttpResponse:
    """Say what follows: a substitute in the same place, a later class, or coming all the same."""
    found = access.get_answer_to_settle(request.actor, answer_id)
    form = SettleForm(request.POST or None)
    if form.is_valid():
        given = {"reason": form.cleaned_data["reason"], "by": request.user, "at": clock.now()}
        is_later = form.cleaned_data["what"] == SettleForm.LATER
        try:
            (services.agree_to_later_class if is_later else services.hold_to_summons)(found, **given)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved. The person and the school are told."))
            return go(request, "answers:class", found.summons.training_class_id)
    context = {"answer": found, "row": queries.answer_rows([found])[0], "form": form}
    return page(request, "answers/settle.html", context, status=422 if form.errors else 200)


@require_safe
def slips(request: ActorRequest, class_id: int) -> HttpResponse:
    """Slips with the links of the people whom the actor hands them to: those without e-mail, or all."""
    training_class = access.get_class(request.actor, class_id)
    answers = access.answers_to_hand_out(request.actor, training_class)
    if "all" not in request.GET:
        answers = queries.without_email(answers)
    return _slips(request, answers, training_class)


@require_safe
def slip(request: ActorRequest, answer_id: int) -> HttpResponse:
    """The slip with the link of one person."""
    found = access.get_answer_to_hand_out(request.actor, answer_id)
    return _slips(request, queries.only(found), found.summons.training_class, found.enrolment.official.full_name)


@require_POST
def renew(request: ActorRequest, answer_id: int) -> HttpResponse:
    """Give a person a new link; the one before opens nothing any more."""
    found = access.get_answer_to_hand_out(request.actor, answer_id)
    services.renew_answer_link(found, by=request.user, at=clock.now())
    messages.success(request, _("The new link is made; the one before opens nothing any more. Print its slip."))
    return go(request, "answers:answer", answer_id)


@require_POST
def make_links(request: ActorRequest, class_id: int) -> HttpResponse:
    """Give everybody a link whom a summons called before there were any."""
    training_class = access.get_class_to_run(request.actor, class_id)
    for summons in queries.unlinked(training_class):
        services.make_answer_links(summons, by=request.user, at=clock.now())
    messages.success(request, _("Everybody called has a personal link now."))
    return go(request, "answers:class", class_id)


def _slips(
    request: ActorRequest, answers: QuerySet[Answer], training_class: TrainingClass, name: str = ""
) -> HttpResponse:
    links = queries.open_links(answers, clock.now())
    if not links:
        messages.info(request, _("No slip to print: the links of these people have ended, or there are none."))
        return go(request, "answers:class", training_class.pk)
    name = f"Phieu tra loi {name or training_class.code}.pdf"
    return file(letters.slips(links), name=name, content_type="application/pdf")
