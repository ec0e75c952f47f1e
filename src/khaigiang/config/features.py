"""The features of the product, from the ground floor up: the order is the dependency order."""

from typing import Final

FLOORS: Final[dict[str, tuple[str, ...]]] = {
    "ground": ("shared", "web", "audit", "accounts", "jobs", "removal", "fields", "files", "notices", "outbox"),
    "registry": ("units", "officials", "duplicates", "corrections", "mandates"),
    "planning": ("documents", "templates", "plans", "periods", "nominations", "needs", "rosters"),
    "teaching": (
        "runs",
        "lecturers",
        "venues",
        "curriculum",
        "cohorts",
        "timetable",
        "honoraria",
        "requests",
        "answers",
        "changes",
        "repairs",
        "delivery",
        "attendance",
    ),
    "recognition": ("assessment", "certificates", "dossiers"),
    "oversight": ("coverage", "deadlines", "reporting", "reforms"),
    "doors": ("portals", "rehearsal"),
}

FEATURE_APPS: Final = tuple(
    f"khaigiang.{floor}.{feature}" for floor, features in FLOORS.items() for feature in features
)
