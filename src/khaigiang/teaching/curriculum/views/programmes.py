"""Programmes, their versions, what they teach and who may teach it."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.curriculum import access, queries, services
from khaigiang.teaching.curriculum.forms import (
    ApprovalForm,
    OutlineForms,
    ProgrammeForm,
    ReasonForm,
    VersionForm,
    WhoTeachesForm,
)
from khaigiang.teaching.curriculum.queries.comparing import comparison_of, versions_to_compare
from khaigiang.teaching.curriculum.views.editing import drawn
from khaigiang.teaching.venues.queries import features_of_halls


@require_safe
def programme_list(request: ActorRequest) -> HttpResponse:
    """Every programme with its versions."""
    rows = queries.programme_rows(access.visible_programmes(request.actor))
    return page(request, "curriculum/list.html", {"rows": rows, "may_write": access.may_write(request.actor)})


@require_safe
def programme_page(request: ActorRequest, programme_id: int) -> HttpResponse:
    """One programme and its versions."""
    programme = access.get_programme(request.actor, programme_id)
    context = {
        "programme": programme,
        "versions": queries.version_rows(programme),
        "may_write": access.may_write(request.actor),
        "form": VersionForm(),
    }
    return page(request, "curriculum/programme.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_programme(request: ActorRequest) -> HttpResponse:
    """Begin a programme."""
    form = ProgrammeForm(request.POST or None)
    if form.is_valid():
        programme = services.save_programme(None, **form.cleaned_data, by=request.user, at=clock.now())
        return go(request, "curriculum:programme", programme.pk)
    return page(request, "curriculum/programme_form.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_programme(request: ActorRequest, programme_id: int) -> HttpResponse:
    """Correct the title of a programme."""
    programme = access.get_programme(request.actor, programme_id)
    form = ProgrammeForm(request.POST or None, initial={"title": programme.title})
    if form.is_valid():
        services.save_programme(programme, **form.cleaned_data, by=request.user, at=clock.now())
        return go(request, "curriculum:programme", programme.pk)
    context = {"programme": programme, "form": form}
    return page(request, "curriculum/programme_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def new_version(request: ActorRequest, programme_id: int) -> HttpResponse:
    """Begin an empty version, to be typed next."""
    programme = access.get_programme(request.actor, programme_id)
    form = VersionForm(request.POST or None)
    if form.is_valid():
        version = services.new_version(programme, **form.cleaned_data, by=request.user, at=clock.now())
        return go(request, "curriculum:outline", version.pk)
    context = {"programme": programme, "form": form}
    return page(request, "curriculum/version_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def copy_version(request: ActorRequest, version_id: int) -> HttpResponse:
    """Begin a version with everything that this one holds."""
    old = access.get_version(request.actor, version_id)
    form = VersionForm(request.POST or None, initial={"days": old.days})
    if form.is_valid():
        version = services.new_version(
            old.programme,
            **form.cleaned_data,
            like=old,
            by=request.user,
            at=clock.now(),
        )
        return go(request, "curriculum:version", version.pk)
    context = {"programme": old.programme, "old": old, "form": form}
    return page(request, "curriculum/version_form.html", context, status=422 if form.errors else 200)


@require_safe
def version_page(request: ActorRequest, version_id: int) -> HttpResponse:
    """One version: what it teaches, who may teach it, what approved it; the lines of a draft are changed there."""
    return drawn(request, access.get_version(request.actor, version_id))


@require_safe
def difference(request: ActorRequest, version_id: int) -> HttpResponse:
    """What a version changes: in words and side by side, beside the version before it or another one."""
    version = access.get_version(request.actor, version_id)
    others = versions_to_compare(version)
    asked = request.GET.get("with", "")
    before = next((one for one in others if one.number < version.number), others[0] if others else None)
    old = next((one for one in others if str(one.pk) == asked), before)
    context = {"version": version, "others": others, "shown": comparison_of(old, version) if old else None}
    return page(request, "curriculum/difference.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def outline(request: ActorRequest, version_id: int) -> HttpResponse:
    """Type the blocks and topics of a draft version."""
    version = access.get_version(request.actor, version_id)
    forms = OutlineForms(request.POST or None, days=version.days, outline=queries.outline_of(version))
    if forms.is_valid():
        try:
            services.set_items(version, forms.outline(), days=forms.days, by=request.user, at=clock.now())
        except DomainError as refusal:
            forms.whole.add_error(None, str(refusal))
        else:
            messages.success(request, _("The programme is saved. Now say who may teach what."))
            return go(request, "curriculum:version", version.pk)
    context = {"version": version, "forms": forms, "holds": queries.outline_holds(version)}
    return page(request, "curriculum/outline.html", context, status=422 if forms.has_errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def who_teaches(request: ActorRequest, version_id: int) -> HttpResponse:
    """Say who may teach which item."""
    version = access.get_version(request.actor, version_id)
    shown = queries.version_page(version)
    form = WhoTeachesForm(
        request.POST if request.method == "POST" else None,
        blocks=shown.blocks,
        lecturers=queries.lecturers_to_choose(version),
        features=features_of_halls(),
    )
    if form.is_valid():
        try:
            services.set_lecturers(version, form.chosen(), demands=form.demands(), by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved. The next timetable keeps to it."))
            return go(request, "curriculum:version", version.pk)
    context = {"version": version, "form": form}
    return page(request, "curriculum/who_teaches.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: ActorRequest, version_id: int) -> HttpResponse:
    """Note the document that approved a version."""
    version = access.get_version(request.actor, version_id)
    form = ApprovalForm(request.POST or None, documents=access.documents_that_approve(request.actor))
    if form.is_valid():
        try:
            services.approve_version(version, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error("document", str(refusal))
        else:
            messages.success(request, _("The version is approved and no longer changes."))
            return go(request, "curriculum:version", version.pk)
    return page(
        request, "curriculum/approve.html", {"version": version, "form": form}, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_approval(request: ActorRequest, version_id: int) -> HttpResponse:
    """Make a version a draft again that was approved by mistake."""
    version = access.get_version(request.actor, version_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        services.withdraw_approval(version, **form.cleaned_data, by=request.user, at=clock.now())
        messages.success(request, _("The version is a draft again."))
        return go(request, "curriculum:version", version.pk)
    context = {"version": version, "form": form}
    return page(request, "curriculum/withdraw.html", context, status=422 if form.errors else 200)
