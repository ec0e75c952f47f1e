"""Is this installation sound? One function a question; each answers with sentences that say what to do."""

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage, staticfiles_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khaigiang.config.features import FEATURE_APPS
from khaigiang.ground.audit.queries import broken_links
from khaigiang.oversight.coverage.queries import posts_kept_wrongly
from khaigiang.oversight.coverage.services import unwatched
from khaigiang.papers.fonts import missing_letters, official_font

PAGE_FONTS: Final = "web/font/*.woff2"
SHOWN_PLACES: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing that must hold. `ask` returns nothing when it does, else sentences."""

    title: Promise
    ask: Callable[[], list[str]]
    before_serving: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was found about one question."""

    title: str
    findings: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        return not self.findings


def examine(*, before_serving: bool = False) -> list[Answer]:
    """Ask every question, or only those without which nothing can be served; a silent database ends the examination."""
    answers: list[Answer] = []
    for question in QUESTIONS:
        if before_serving and not question.before_serving:
            continue
        answers.append(Answer(title=str(question.title), findings=tuple(question.ask())))
        if question.ask in NEEDED_BY_THE_NEXT and not answers[-1].is_sound:
            break
    return answers


def data_folder_is_writable() -> list[str]:
    """Can files be kept under KHAIGIANG_HOME?"""
    home = Path(settings.HOME)
    if not home.is_dir():
        return [
            _("The data folder %(folder)s does not exist. Create it or name another in KHAIGIANG_HOME.")
            % {"folder": home}
        ]
    if not os.access(home, os.W_OK | os.X_OK):
        return [
            _("The data folder %(folder)s cannot be written. Give it to the user that runs Khai Giảng.")
            % {"folder": home}
        ]
    return []


def secret_key_is_private() -> list[str]:
    """Is the key file of the data folder readable by its owner alone?"""
    path = Path(settings.HOME) / "secret-key"
    if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
        return [_("Other users of this machine can read %(file)s. Type: chmod 600 %(file)s") % {"file": path}]
    return []


def database_answers() -> list[str]:
    """Does the database of DATABASE_URL take connections?"""
    try:
        connection.ensure_connection()
    except DatabaseError as failure:
        reason = str(failure).strip().splitlines()[0]
        return [
            _("The database does not answer (%(reason)s). Check DATABASE_URL and that the server runs.")
            % {"reason": reason}
        ]
    return []


def database_is_migrated() -> list[str]:
    """Are all tables as this version wants them?"""
    executor = MigrationExecutor(connection)
    pending = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if pending:
        return [_("%(count)d changes of the database are pending. Type: khaigiang migrate") % {"count": pending}]
    return []


def audit_chain_is_whole() -> list[str]:
    """Does every link of the audit still hold?"""
    broken = broken_links()
    if broken:
        places = ", ".join(map(str, broken[:SHOWN_PLACES]))
        return [
            _(
                "The audit was changed behind its back at %(places)s. Keep this database and restore the last backup beside it."
            )
            % {"places": places},
        ]
    return []


def ledger_is_kept_as_posts_stand() -> list[str]:
    """Does the coverage ledger keep what a derivation says, and is it told of every write?"""
    findings, missing, wrong = [], unwatched(), posts_kept_wrongly()
    if missing:
        findings.append(
            _("The coverage ledger is not told of every write: %(count)d triggers are missing. Type: khaigiang migrate")
            % {"count": len(missing)}
        )
    if wrong:
        findings.append(
            _(
                "The coverage ledger keeps %(count)d posts otherwise than they stand (%(places)s). Type: khaigiang derive"
            )
            % {"count": len(wrong), "places": ", ".join(map(str, wrong[:SHOWN_PLACES]))}
        )
    return findings


def fonts_draw_vietnamese() -> list[str]:
    """Do the fonts of papers and pages hold every Vietnamese letter?"""
    pages = _page_fonts()
    if not pages:
        return [
            _("The font of the pages is not built. Install Khai Giảng again, or type: python scripts/build_assets.py")
        ]
    papers = sorted(official_font().folder.glob("*.ttf"))
    lacking = [(file.name, missing_letters([file])) for file in (*pages, *_of_family(papers))]
    return [
        _("%(file)s lacks %(count)d Vietnamese letters. Install a complete font.")
        % {"file": name, "count": len(letters)}
        for name, letters in lacking
        if letters
    ]


def messages_are_compiled() -> list[str]:
    """Is every Vietnamese catalogue compiled, and not older than its source?"""
    stale = [
        str(path.parent) for app in (*FEATURE_APPS, "khaigiang.config") for path in _catalogues(app) if _is_stale(path)
    ]
    if stale:
        return [
            _("The Vietnamese of %(places)s is not compiled. Install Khai Giảng again, or type: make messages")
            % {"places": ", ".join(stale)},
        ]
    return []


def static_files_are_collected() -> list[str]:
    """Where served files carry their hash in the name, is the list of these names there?"""
    storage = staticfiles_storage
    if isinstance(storage, ManifestStaticFilesStorage) and not storage.hashed_files:
        return [_("Styles and scripts are not collected. Type: khaigiang collectstatic --no-input")]
    return []


QUESTIONS: Final = (
    Question(title=gettext_lazy("data folder writable"), ask=data_folder_is_writable, before_serving=True),
    Question(title=gettext_lazy("secret key private"), ask=secret_key_is_private),
    Question(title=gettext_lazy("styles and scripts in place"), ask=static_files_are_collected, before_serving=True),
    Question(title=gettext_lazy("Vietnamese texts compiled"), ask=messages_are_compiled),
    Question(title=gettext_lazy("fonts complete"), ask=fonts_draw_vietnamese),
    Question(title=gettext_lazy("database answers"), ask=database_answers, before_serving=True),
    Question(title=gettext_lazy("database up to date"), ask=database_is_migrated, before_serving=True),
    Question(title=gettext_lazy("audit whole"), ask=audit_chain_is_whole),
    Question(title=gettext_lazy("coverage ledger as posts stand"), ask=ledger_is_kept_as_posts_stand),
)
NEEDED_BY_THE_NEXT: Final = frozenset({database_answers, database_is_migrated})


def _page_fonts() -> list[Path]:
    return [
        Path(storage.path(name))
        for finder in finders.get_finders()
        for name, storage in finder.list([])
        if Path(name).match(PAGE_FONTS)
    ]


def _of_family(files: list[Path]) -> list[Path]:
    """The folder of the papers' font may hold other families beside it."""
    family = official_font().family.replace(" ", "")
    return [file for file in files if file.name.startswith(family)]


def _catalogues(app: str) -> list[Path]:
    return sorted(Path(str(resources.files(app))).glob("locale/*/LC_MESSAGES/django.po"))


def _is_stale(catalogue: Path) -> bool:
    compiled = catalogue.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < catalogue.stat().st_mtime
