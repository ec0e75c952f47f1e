"""Settings of the tests: the demo's, with a fast password hasher and no data folder of a person."""

from khaigiang.config.settings.dev import *  # noqa: F403  settings are layered by star import in Django

DEBUG = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SECRET_KEY = "only-for-tests"  # noqa: S105  the tests' own key
