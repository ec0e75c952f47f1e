"""Settings of a real installation: https only, nothing of a rehearsal."""

import os

from khaigiang.config.secret import secret_key
from khaigiang.config.settings.base import *  # noqa: F403  settings are layered by star import in Django
from khaigiang.config.settings.base import HOME, MIDDLEWARE

DEBUG = False
SECRET_KEY = secret_key(HOME)
ALLOWED_HOSTS = [host for host in os.environ.get("KHAIGIANG_HOSTS", "").split(",") if host]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
REHEARSAL_ALLOWED = False
MIDDLEWARE = ["khaigiang.doors.rehearsal.middleware.RefuseRehearsal", *MIDDLEWARE]

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
