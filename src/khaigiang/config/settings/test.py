"""Settings of the tests: the demo's, in a temporary data folder and with a fast password hasher."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Named before the other settings read it: no test may touch a person's data folder.
os.environ["KHAIGIANG_HOME"] = tempfile.mkdtemp(prefix="khaigiang-tests-")
atexit.register(shutil.rmtree, os.environ["KHAIGIANG_HOME"], ignore_errors=True)

from khaigiang.config.settings.dev import *  # noqa: E402, F403  settings are layered by star import in Django
from khaigiang.config.settings.dev import DATABASES, HOME  # noqa: E402  as above

DEBUG = False
# Tests make rows without acts, which leave no entry in the audit.
LEDGERS_KEPT = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SECRET_KEY = "only-for-tests"  # noqa: S105  the tests' own key
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, because races are run by several processes and the browser's server has threads of its own.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(HOME) / "tests.sqlite3")}
