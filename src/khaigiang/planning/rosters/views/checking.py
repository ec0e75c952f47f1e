"""Answering what a list leaves doubtful."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.planning.rosters import access, own_fields, queries, services
from khaigiang.planning.rosters.forms import AlikeForm, AnswerForm, CorrectionForm
from khaigiang.planning.rosters.models import Roster, RosterRow
from khaigiang.planning.rosters.states import RosterState
from khaigiang.registry.mandates.http import ActorRequest


@require_safe
def row_page(request: ActorRequest, row_id: int) -> HttpResponse:
    """One row cell by cell: as it stood, as it was read, what is asked."""
    row = access.get_row(request.actor, row_id)
    labels = queries.unit_labels(access.units_to_name(request.actor, row.roster))
    context = {
        "roster": row.roster,
        "row": row,
        "is_staged": row.roster.state == RosterState.STAGED,
        "sheet": queries.row_sheet(row, labels, access.people_meant(request.actor, row.roster)),
        "labels": labels,
        "posts": access.posts_to_name(request.actor, row.roster),
        "following": queries.next_row(row.roster, row.pk),
        "remarks": queries.remarks(row.roster, [row], clock.today()).get(row.pk, []),
    }
    return page(request, "rosters/row.html", context)


@require_POST
def answer_alike(request: ActorRequest, roster_id: int) -> HttpResponse:
    """One answer for all doubts that are alike."""
    roster = access.get_roster(request.actor, roster_id)
    which, form = AlikeForm(request.POST), _answer(request, roster)
    if which.is_valid() and form.is_valid() and form.said:
        doubts = access.alike(roster, **which.cleaned_data)
        count = services.answer_doubts(doubts, form.said, roster=roster, by=request.user, at=clock.now())
        messages.success(request, ngettext("%(n)d row answered.", "%(n)d rows answered.", count) % {"n": count})
    else:
        messages.error(request, _("Choose or type an answer first."))
    return go(request, "rosters:roster", roster.pk)


@require_POST
def answer_one(request: ActorRequest, doubt_id: int) -> HttpResponse:
    """The answer to one doubt, and on to the next row that waits."""
    doubt = access.get_doubt(request.actor, doubt_id)
    roster, form = doubt.row.roster, _answer(request, doubt.row.roster)
    if not (form.is_valid() and form.said):
        messages.error(request, _("Choose or type an answer first."))
        return go(request, "rosters:row", doubt.row_id)
    services.answer_doubts(access.only(doubt), form.said, roster=roster, by=request.user, at=clock.now())
    return _on_from(request, doubt.row)


@require_POST
def correct(request: ActorRequest, row_id: int) -> HttpResponse:
    """Another value for a field, doubted or not."""
    row = access.get_row(request.actor, row_id)
    form = CorrectionForm(request.POST, units=_units(request, row.roster), facts=own_fields.names_of_facts(row.roster))
    if form.is_valid() and form.said:
        services.correct_row(row, form.cleaned_data["fact"], form.said, by=request.user, at=clock.now())
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("Choose or type an answer first."))
    return go(request, "rosters:row", row.pk)


@require_POST
def leave_row_out(request: ActorRequest, row_id: int) -> HttpResponse:
    """Leave a row out, or take it in again."""
    row = access.get_row(request.actor, row_id)
    act = services.take_in if row.is_left_out else services.leave_out
    act(access.only_row(row), roster=row.roster, by=request.user, at=clock.now())
    return go(request, "rosters:row", row.pk)


@require_POST
def leave_doubtful_out(request: ActorRequest, roster_id: int) -> HttpResponse:
    """Leave out every row that still has doubts."""
    roster = access.get_roster(request.actor, roster_id)
    count = services.leave_out(access.doubtful(roster), roster=roster, by=request.user, at=clock.now())
    messages.success(request, ngettext("%(n)d row left out.", "%(n)d rows left out.", count) % {"n": count})
    return go(request, "rosters:roster", roster.pk)


def _answer(request: ActorRequest, roster: Roster) -> AnswerForm:
    return AnswerForm(request.POST, units=_units(request, roster))


def _units(request: ActorRequest, roster: Roster) -> dict[str, str]:
    return queries.unit_labels(access.units_to_name(request.actor, roster))


def _on_from(request: ActorRequest, row: RosterRow) -> HttpResponse:
    """Back to the row while something of it is open, else to the next one that waits, else to the list."""
    following = queries.next_row(row.roster, row.pk - 1)
    if following is None:
        messages.success(request, _("Nothing is doubtful any more."))
        return go(request, "rosters:roster", row.roster_id)
    return go(request, "rosters:row", following.pk)
