"""Settings shared by every way of running the product; docs/operations.md explains each one."""

import os
from typing import Any

from csp.constants import NONE, SELF

from khaigiang.config.database import database_from_url
from khaigiang.config.features import FEATURE_APPS
from khaigiang.config.home import home_folder
from khaigiang.config.logs import logging_settings

HOME = home_folder()
DATABASES: dict[str, dict[str, Any]] = {
    "default": database_from_url(os.environ.get("DATABASE_URL"), home=HOME),
}

INSTALLED_APPS = [
    "khaigiang.config",
    *reversed(FEATURE_APPS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "lucide",
    "csp",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "khaigiang.ground.web.middleware.ResponseHeaders",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "khaigiang.ground.web.middleware.ChosenLanguage",
    "khaigiang.ground.web.middleware.AnswersToPrograms",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "khaigiang.registry.mandates.middleware.Acting",
    "khaigiang.ground.web.middleware.TablesAsFiles",
    "khaigiang.config.gate.Gate",
    "khaigiang.ground.web.middleware.Refusals",
]

ROOT_URLCONF = "khaigiang.config.urls"
WSGI_APPLICATION = "khaigiang.config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:sign_in"
HOME_URL = "/"
LOGIN_REDIRECT_URL = HOME_URL
LOGOUT_REDIRECT_URL = "accounts:sign_in"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "khaigiang.ground.web.context.frame",
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django_cotton.cotton_loader.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        ),
                    ],
                ),
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "khaigiang.ground.web.templatetags.khaigiang",
            ],
        },
    },
]

# A component sees its own attributes and what every page has, nothing of the page around it.
COTTON_ISOLATE_BY_DEFAULT = True
MESSAGE_TAGS = {40: "danger"}
FORM_RENDERER = "khaigiang.ground.web.form_renderer.Renderer"

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
FORMAT_MODULE_PATH = ["khaigiang.ground.web.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
FILES_ROOT = HOME / "files"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_PERMISSIONS = 0o640

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# How many proxies of ours stand before the web server; the address of a request is read off their header.
TRUSTED_PROXIES = int(os.environ.get("KHAIGIANG_TRUSTED_PROXIES", "0"))
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    },
}

LOGGING_CONFIG = "khaigiang.config.logs.configure"
LOGGING = logging_settings(
    form=os.environ.get("KHAIGIANG_LOG_FORM", "text"), level=os.environ.get("KHAIGIANG_LOG_LEVEL", "INFO")
)

# In force when the database belongs to a rehearsal; production settings turn it off (trust.md T17).
REHEARSAL_ALLOWED = True
SOLVER_SECONDS = 20
# How long what was removed can be taken back before `khaigiang erase_removed` deletes it for good.
REMOVED_KEPT_FOR_DAYS = 30
# Background jobs wait in the database; another backend of Django's tasks may stand here on several machines.
# Ledgers are read again only when something has been written.
LEDGERS_KEPT = True

TASKS = {"default": {"BACKEND": "khaigiang.ground.jobs.backend.RowsAreTheQueue"}}
# Messages leave through this server; without one they are written into files of the data folder.
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if os.environ.get("KHAIGIANG_MAIL_HOST")
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = HOME / "mail"
EMAIL_HOST = os.environ.get("KHAIGIANG_MAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("KHAIGIANG_MAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("KHAIGIANG_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("KHAIGIANG_MAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("KHAIGIANG_MAIL_TLS", "starttls") == "starttls"
EMAIL_USE_SSL = os.environ.get("KHAIGIANG_MAIL_TLS") == "ssl"
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = os.environ.get("KHAIGIANG_MAIL_FROM", "khaigiang@localhost")
# The address printed in the QR code of certificates: where anybody reaches this installation.
PUBLIC_URL = os.environ.get("KHAIGIANG_PUBLIC_URL", "http://127.0.0.1:8000")
