"""Settings of the server. What a region decides (weights, limits, deadlines) is dated policy data, never a setting."""

import os
import secrets
import sys
from pathlib import Path
from typing import Any

from celery.schedules import crontab

from kinerja.database import application_role, database_url, parse_database_url
from kinerja.mail import parse_email_url

BASE_DIR = Path(__file__).resolve().parent.parent
KINERJA_HOME = Path(os.environ.get("KINERJA_HOME") or BASE_DIR / "var")

DEBUG = os.environ.get("KINERJA_DEBUG") == "1"
# Without a configured key every start has its own: safe, and sessions simply end with the process.
SECRET_KEY = os.environ.get("KINERJA_SECRET_KEY") or secrets.token_urlsafe(50)
ALLOWED_HOSTS = os.environ.get("KINERJA_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("KINERJA_ORIGINS", "").split(",") if origin]
#: The site is reached by https, through a proxy that ends TLS and sets X-Forwarded-Proto.
HTTPS = os.environ.get("KINERJA_HTTPS") == "1"
#: Our own proxies in front, each of which appends the address it saw to X-Forwarded-For.
KINERJA_PROXIES: int = int(os.environ.get("KINERJA_PROXIES", "0"))
#: Where the public reaches the site; the QR codes of papers lead there, so set it before anything is signed.
PUBLIC_URL = os.environ.get("KINERJA_URL", "http://localhost:8000")
KINERJA_DEMO = os.environ.get("KINERJA_DEMO") == "1"

INSTALLED_APPS = [
    "organization",
    "contracts",
    "dailylog",
    "scoring",
    "kinerja",
    "kinerja.ui",
    # The operator's back door; no discovery of its own, because organization.back_door opens it.
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
]

MIDDLEWARE = [
    "kinerja.ui.middleware.RequestIdMiddleware",
    "kinerja.ui.middleware.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "kinerja.ui.middleware.SessionMiddleware",
    "kinerja.ui.middleware.LanguageMiddleware",
    "kinerja.ui.middleware.MethodMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "organization.middleware.PasswordChangeMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "kinerja.audit.ActorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "organization.middleware.OldNumberMiddleware",
]

ROOT_URLCONF = "kinerja.urls"
WSGI_APPLICATION = "kinerja.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kinerja.menu.context",
                "organization.views.inbox.context",
            ],
            "libraries": {"i18n": "kinerja.ui.constant_tags"},
            "builtins": ["kinerja.ui.constant_tags"],
        },
    }
]

FORM_RENDERER = "kinerja.ui.rendering.Renderer"

DATABASES = {"default": parse_database_url(database_url(os.environ, sys.argv))}
#: Whose rights ``migrate`` sets, when the program does not connect as the owner of the tables (kinerja/guards.py).
APPLICATION_ROLE: str = application_role(os.environ)
# `i18n` is ours on purpose: Django's, with what never changes worked out once.
SILENCED_SYSTEM_CHECKS = ["templates.W003"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organization.Employee"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "organization.passwords.LengthValidator"},
    {"NAME": "organization.passwords.PersonalValidator"},
    {"NAME": "organization.passwords.CommonValidator"},
]

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
FORMAT_MODULE_PATH = "kinerja.formats"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = os.environ.get("KINERJA_TIME_ZONE", "Asia/Jakarta")
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = KINERJA_HOME / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "kinerja.ui.finders.AppsFinder",
    "kinerja.ui.finders.PackageFinder",
]
_STATIC_STORAGE = (
    "django.contrib.staticfiles.storage.StaticFilesStorage" if DEBUG else "kinerja.ui.storage.StaticStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _STATIC_STORAGE},
}
MEDIA_ROOT = KINERJA_HOME / "media"

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# On a shared device; on one's own a session lasts as long as kinerja.ui.sessions says.
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "kinerja.ui.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    # The prefix makes the browser refuse such a cookie from anyone but this very host.
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# Who has to set up a second step at the door: roles (ortala, bkpsdm, inspectorate, operator, monitor) and "heads".
SECOND_FACTOR_FOR = [each for each in os.environ.get("KINERJA_SECOND_FACTOR", "").split(",") if each]

# Fernet keys of the signing keys' vault, by commas: the first encrypts, all decrypt. Empty: a file below KINERJA_HOME.
SIGNING_KEY = os.environ.get("KINERJA_SIGNING_KEY", "")
#: The eSign client service of BSrE, if the region has one: certified signatures are offered only then.
BSRE_URL = os.environ.get("BSRE_URL", "")
BSRE_USER = os.environ.get("BSRE_USER", "")
BSRE_PASSWORD = os.environ.get("BSRE_PASSWORD", "")
#: 2: JSON (esign client service v2); 1: multipart.
#: PEM file with the root certificates of BSrE; with it a returned signature must chain to one of them.
BSRE_CA_FILE = os.environ.get("BSRE_CA_FILE", "")
BSRE_VERSION: int = int(os.environ.get("BSRE_VERSION", "2"))
BSRE_TIMEOUT: float = float(os.environ.get("BSRE_TIMEOUT", "30"))

EMAIL_URL = os.environ.get("EMAIL_URL", "")
globals().update(parse_email_url(EMAIL_URL))
#: Sender of the digests; digests go out only when both are set.
DEFAULT_FROM_EMAIL = os.environ.get("KINERJA_EMAIL_FROM", "")
#: Hosts to whose push services this server speaks; a browser that names another is not accepted.
PUSH_HOSTS = os.environ.get(
    "KINERJA_PUSH_HOSTS",
    "fcm.googleapis.com,.push.services.mozilla.com,.push.apple.com,.notify.windows.com",
).split(",")
#: Private key of the push messages (VAPID), base64url; empty: a file below KINERJA_HOME.
PUSH_KEY = os.environ.get("KINERJA_PUSH_KEY", "")

REDIS_URL = os.environ.get("REDIS_URL", "redis://localhost:6379/0")
# Kombu spells a unix socket differently than redis-py does.
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://").replace("?db=", "?virtual_host=")
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 1,
    "socket_timeout": 5,
    "socket_keepalive": True,
    "health_check_interval": 25,
}
CELERY_VISIBILITY_TIMEOUT = 600
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 280
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 30
CELERY_WORKER_ENABLE_SOFT_SHUTDOWN_ON_IDLE = True
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_step": 0.2, "interval_max": 0.2}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = TIME_ZONE
CELERY_ENABLE_UTC = True
CELERY_BEAT_SCHEDULER = "kinerja.beat:Scheduler"
CELERY_BEAT_SCHEDULE = {
    "clear-ended-sessions": {"task": "kinerja.clear_sessions", "schedule": crontab(hour=3, minute=40)},
    "seal-history": {"task": "kinerja.seal_history", "schedule": crontab(minute="*/5")},
    # Twice, so that a morning without power is made up for; nobody is told the same twice.
    "hand-out-head": {"task": "organization.hand_out_head", "schedule": crontab(hour="7,12", minute=2)},
    "remind-of-holidays": {"task": "organization.remind_of_holidays", "schedule": crontab(hour="7,12", minute=4)},
    "check-days": {"task": "dailylog.check_days", "schedule": crontab(hour=0, minute=35)},
    "dispatch-pending-jobs": {"task": "scoring.dispatch_jobs", "schedule": 5.0},
    "close-left-agreements": {"task": "contracts.close_left", "schedule": crontab(minute=20)},
    "dispatch-calls": {"task": "contracts.dispatch_calls", "schedule": 5.0},
    "dispatch-copies": {"task": "contracts.dispatch_copies", "schedule": 10.0},
    "dispatch-volumes": {"task": "contracts.dispatch_volumes", "schedule": 10.0},
    # Twice, so that a morning without power is made up for; nobody is told the same twice.
    "remind-late-agreements": {"task": "contracts.remind_late", "schedule": crontab(hour="7,12", minute=5)},
    # Every ten minutes, because each person has an own minute; nobody is told the same twice.
    "remind-of-the-morning": {"task": "dailylog.remind_morning", "schedule": crontab(hour="7-12", minute="*/10")},
    "remind-of-the-day": {"task": "dailylog.remind_afternoon", "schedule": crontab(hour="15-18", minute="*/10")},
    # In the morning after the deadline, and again for one that an outage moved into the day.
    "tell-passed-on": {"task": "dailylog.tell_passed_on", "schedule": crontab(hour="7,12", minute=15)},
    "forget-reminders": {"task": "dailylog.forget_reminders", "schedule": crontab(hour=3, minute=50)},
    "dispatch-digests": {"task": "dailylog.dispatch_digests", "schedule": crontab(hour="8-16", minute="*/10")},
    "dispatch-pushes": {"task": "dailylog.dispatch_pushes", "schedule": 60.0},
    "settle-signatures": {"task": "contracts.settle_signatures", "schedule": 60.0},
    "revoke-certificates-of-leavers": {"task": "contracts.revoke_of_leavers", "schedule": crontab(hour=2, minute=10)},
    "score-every-night": {"task": "scoring.score_tonight", "schedule": crontab(hour=1, minute=15)},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request": {"()": "kinerja.ui.request_id.RequestIdFilter"}},
    "formatters": {
        "line": {
            "()": "kinerja.ui.request_id.LineFormatter",
            "format": "{asctime} {levelname} {request_id} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # They tell of every step of every printed page.
    "loggers": {"weasyprint": {"level": "ERROR"}, "fontTools": {"level": "WARNING"}},
}
