"""Addresses of the product: one line a feature."""

from django.urls import include, path

FEATURES = (
    ("accounts", "ground.accounts"),
    ("notices", "ground.notices"),
    ("outbox", "ground.outbox"),
    ("audit", "ground.audit"),
    ("removed", "ground.removal"),
    ("fields", "ground.fields"),
    ("jobs", "ground.jobs"),
    ("units", "registry.units"),
    ("officials", "registry.officials"),
    ("duplicates", "registry.duplicates"),
    ("corrections", "registry.corrections"),
    ("mandates", "registry.mandates"),
    ("documents", "planning.documents"),
    ("templates", "planning.templates"),
    ("plans", "planning.plans"),
    ("periods", "planning.periods"),
    ("nominations", "planning.nominations"),
    ("needs", "planning.needs"),
    ("lists", "planning.rosters"),
    ("lecturers", "teaching.lecturers"),
    ("honoraria", "teaching.honoraria"),
    ("halls", "teaching.venues"),
    ("programmes", "teaching.curriculum"),
    ("classes", "teaching.cohorts"),
    ("timetable", "teaching.timetable"),
    ("requests", "teaching.requests"),
    ("answers", "teaching.answers"),
    ("changes", "teaching.changes"),
    ("repairs", "teaching.repairs"),
    ("attendance", "teaching.attendance"),
    ("ceremonies", "teaching.delivery"),
    ("results", "recognition.assessment"),
    ("certificates", "recognition.certificates"),
    ("dossiers", "recognition.dossiers"),
    ("ledger", "oversight.coverage"),
    ("deadlines", "oversight.deadlines"),
    ("reports", "oversight.reporting"),
    ("reforms", "oversight.reforms"),
    ("rehearsal", "doors.rehearsal"),
)
FOR_PROGRAMS = (("imports", "planning.rosters"),)

urlpatterns = [
    path("", include("khaigiang.doors.portals.urls")),
    *(path(f"{prefix}/", include(f"khaigiang.{feature}.urls")) for prefix, feature in FEATURES),
    *(path(f"api/v1/{prefix}/", include(f"khaigiang.{feature}.api_urls")) for prefix, feature in FOR_PROGRAMS),
]
