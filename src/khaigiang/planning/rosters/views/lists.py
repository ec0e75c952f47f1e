"""Lists as a whole: taken in, their letter, taken over, taken back, put aside."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.ground.web.table_files import leaf, page_asked
from khaigiang.planning.rosters import access, own_fields, queries, services
from khaigiang.planning.rosters.forms import ColumnsForm, LetterForm, TakeInForm
from khaigiang.planning.rosters.models import Roster
from khaigiang.planning.rosters.services import Sending
from khaigiang.planning.rosters.states import RosterState
from khaigiang.registry.mandates.http import ActorRequest

PER_PAGE = 50


@require_safe
def roster_list(request: ActorRequest) -> HttpResponse:
    """Every list, the latest first."""
    rows = leaf(queries.roster_lines(access.visible_rosters(request.actor)), PER_PAGE, page_asked(request))
    takes_in = access.keeps_the_register(request.actor)
    context = {"rows": rows, "takes_in": takes_in, "asked": queries.asked_rows().count() if takes_in else 0}
    return page(request, "rosters/rosters.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def take_in_list(request: ActorRequest) -> HttpResponse:
    """Take a list in from a file."""
    form = _take_in_form(request)
    if form.is_valid():
        file = form.cleaned_data.pop("file")
        sending = Sending(**form.cleaned_data)
        try:
            roster = services.stage_roster(
                file.read(), name=file.name, content_type=file.content_type, sending=sending,
                by=request.user, at=clock.now(),
            )  # fmt: skip
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "rosters:typing" if roster.is_typed else "rosters:roster", roster.pk)
    return page(request, "rosters/new.html", {"form": form}, status=422 if form.errors else 200)


def _take_in_form(request: ActorRequest) -> TakeInForm:
    actor = request.actor
    return TakeInForm(
        request.POST or None,
        request.FILES or None,
        initial={"holds_on": clock.today(), **request.GET.dict()},
        senders=access.senders(actor),
        posts=access.posts(actor),
        older=access.older_versions(actor),
    )


@require_safe
def roster_page(request: ActorRequest, roster_id: int) -> HttpResponse:
    """One list: what it would change, what has to be answered first, its rows."""
    roster = access.get_roster(request.actor, roster_id)
    show = request.GET.get("show", "")
    shown = leaf(queries.rows_shown(roster, show), PER_PAGE, page_asked(request))
    context = {
        "roster": roster,
        "is_applied": roster.state == RosterState.APPLIED,
        "tally": queries.tally(roster),
        "notices": queries.notices_of(roster),
        "habit": queries.habit_used(roster),
        "likely_older": queries.likely_older(roster),
        "show": show,
        "shown": shown,
        "rows": queries.row_lines(roster, shown, queries.remarks(roster, shown, clock.today())),
        "places": queries.places_left(roster),
        **(_being_checked(request, roster) if roster.state == RosterState.STAGED else {"is_staged": False}),
    }
    return page(request, "rosters/roster.html", context)


def _being_checked(request: ActorRequest, roster: Roster) -> dict[str, object]:
    """What a list shows until it has ended: its doubts, and what answers them."""
    labels = queries.unit_labels(access.units_to_name(request.actor, roster))
    return {
        "is_staged": True,
        "groups": queries.doubt_groups(roster, labels),
        "labels": labels,
        "posts": access.posts_to_name(request.actor, roster),
        "letter_form": LetterForm() if roster.waits_for_letter else None,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: ActorRequest, roster_id: int) -> HttpResponse:
    """Say what the columns of a list hold, and have it read anew."""
    roster = access.get_roster(request.actor, roster_id)
    form = ColumnsForm(
        request.POST or None, sheets=queries.columns_to_explain(roster), own=own_fields.all_fields(roster)
    )
    if form.is_valid():
        try:
            services.read_anew(roster, form.said, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The list was read anew. It will be so for this sender from now on."))
            return go(request, "rosters:roster", roster.pk)
    return page(request, "rosters/columns.html", {"roster": roster, "form": form}, status=422 if form.errors else 200)


@require_POST
def enter_letter(request: ActorRequest, roster_id: int) -> HttpResponse:
    """Enter the number and the day of the signed letter."""
    roster = access.get_roster(request.actor, roster_id)
    form = LetterForm(request.POST)
    if form.is_valid():
        services.enter_letter(roster, **form.cleaned_data, by=request.user, at=clock.now())
        messages.success(request, _("The letter is entered: the list waits no longer."))
    else:
        messages.error(request, _("Enter both the number and the day of the official letter."))
    return go(request, "rosters:roster", roster.pk)


@require_POST
def confirm(request: ActorRequest, roster_id: int) -> HttpResponse:
    """Take a list over into the register."""
    services.confirm_roster(access.get_register_list(request.actor, roster_id), by=request.user, at=clock.now())
    messages.success(request, _("The list is taken over. It can be taken back as long as nothing depends on it."))
    return go(request, "rosters:roster", roster_id)


@require_POST
def undo(request: ActorRequest, roster_id: int) -> HttpResponse:
    """Take a list back out of the register."""
    services.undo_roster(access.get_register_list(request.actor, roster_id), by=request.user, at=clock.now())
    messages.success(request, _("The list is taken back: people and posts are as they were."))
    return go(request, "rosters:roster", roster_id)


@require_POST
def discard(request: ActorRequest, roster_id: int) -> HttpResponse:
    """Put a list aside."""
    services.discard_roster(access.get_roster(request.actor, roster_id), by=request.user, at=clock.now())
    messages.success(request, _("The list is put aside. Nothing of it was taken over."))
    return go(request, "rosters:list")
