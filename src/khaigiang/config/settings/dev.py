"""Settings of the demo and of a developer's machine: plain http on the loopback address."""

import os

from khaigiang.config.secret import secret_key
from khaigiang.config.settings.base import *  # noqa: F403  settings are layered by star import in Django
from khaigiang.config.settings.base import HOME, STATIC_ROOT

DEBUG = os.environ.get("KHAIGIANG_DEBUG") == "1"
SECRET_KEY = secret_key(HOME)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]
# Styles and scripts are served from where they are installed; WhiteNoise warns of a missing folder all the same.
WHITENOISE_USE_FINDERS = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_AUTOREFRESH = DEBUG
