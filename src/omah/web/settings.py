"""Settings: one machine without set-up by default; the environment grows it.

``OMAH_DATA_DIR``   where the embedded store lives
``OMAH_DATABASE``   postgres://user:password@host:port/name, otherwise SQLite
``OMAH_PATIENCE_S`` seconds that SQLite waits for another writer (20)
``OMAH_HOSTS``      host names served, separated by commas
``OMAH_SITES_DOMAIN``  domain below which each office's site has its host
``OMAH_ELECTION``   private folder of the election that is served
``OMAH_PUBLIC``     folder of the public site of results
``OMAH_COSTS``      file of this office's own prices and habits, for /biaya/
``OMAH_RESULTS``    address at which that site is read; by default the house serves it
``OMAH_OBJECTS``    https://host/bucket of an S3-compatible store, for photographs
                    and the public site; AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY
``OMAH_HALL``       1 where `omah serve --hall` serves over its own TLS
``OMAH_DEBUG``      1 while developing
"""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext_lazy as _

from omah.adapters.places import data_folder, secret_of
from omah.adapters.push_services import SERVICES
from omah.web.words import compiled_words

DATA = data_folder()
SECRET_KEY = secret_of(DATA / "django.secret")
DEBUG = os.environ.get("OMAH_DEBUG") == "1"
OMAH_SITES_DOMAIN = os.environ.get("OMAH_SITES_DOMAIN", "localhost")
ALLOWED_HOSTS = [
    *os.environ.get("OMAH_HOSTS", "localhost,127.0.0.1,[::1]").split(","),
    f".{OMAH_SITES_DOMAIN}",
]

INSTALLED_APPS = [
    "omah.rooms.people",
    "omah.rooms.count",
    "omah.rooms.capture",
    "omah.rooms.field",
    "omah.rooms.help",
    "omah.rooms.notices",
    "omah.rooms.assignments",
    "omah.rooms.agreements",
    "omah.rooms.activities",
    "omah.rooms.cases",
    "omah.rooms.voters",
    "omah.rooms.home",
    "django.contrib.auth",
    "django.contrib.humanize",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "omah.rooms.kabar",
    "wagtail.contrib.redirects",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "omah.web.security.content_security_policy",
    "omah.web.straight.straight",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "omah.web.compression.PackedWords",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "omah.rooms.kabar.desks.Sites",
    "omah.rooms.kabar.desks.DeskDoor",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
ROOT_URLCONF = "omah.web.urls"
WSGI_APPLICATION = "omah.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "omah.rooms.help.context.known_problems",
                "omah.rooms.notices.context.unread",
                "omah.rooms.home.context.shell",
                "omah.rooms.count.context.practice",
            ],
        },
    }
]


def sqlite(path: Path) -> dict[str, object]:
    """An embedded database that keeps what it acknowledged through a power cut."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": float(os.environ.get("OMAH_PATIENCE_S", "20")),
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }


def postgresql(address: str) -> dict[str, object]:
    parts = urlsplit(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 60,
    }


_address = os.environ.get("OMAH_DATABASE", "")
DATABASES = {
    "default": postgresql(_address) if _address else sqlite(DATA / "omah.sqlite3")
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "omah.rooms.people.accounts.InvitedOnly"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "handle"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_TOTP_ISSUER = "Omah"
_mail = urlsplit(os.environ.get("OMAH_MAIL", ""))
EMAIL_BACKEND = (
    f"django.core.mail.backends.{'smtp' if _mail.scheme else 'filebased'}.EmailBackend"
)
EMAIL_FILE_PATH = DATA / "surat-keluar"
EMAIL_HOST, EMAIL_PORT = _mail.hostname or "localhost", _mail.port or 25
EMAIL_HOST_USER = unquote(_mail.username or "")
EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
EMAIL_USE_SSL, EMAIL_USE_TLS = _mail.scheme == "smtps", _mail.scheme == "smtp+tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("OMAH_MAIL_FROM", "Omah <omah@localhost>")
OMAH_PUSH_SERVICES = SERVICES
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

OMAH_DATA = DATA
OMAH_ELECTION = Path(os.environ.get("OMAH_ELECTION", DATA / "election"))
OMAH_OBJECTS = os.environ.get("OMAH_OBJECTS", "")
OMAH_LENT = (OMAH_ELECTION / "lent.json").is_file()
"""Whether the election is lent to this laptop: it takes statements, publishes none."""
OMAH_PUBLIC = Path(os.environ.get("OMAH_PUBLIC", DATA / "public"))
OMAH_COSTS = os.environ.get("OMAH_COSTS", "")
OMAH_RESULTS = os.environ.get("OMAH_RESULTS", "/hasil-pemilu/")

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/tugas/"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Bahasa Indonesia")), ("en", _("English"))]
LOCALE_PATHS = [
    compiled_words(folder, DATA / "locale" / folder.parent.name)
    for folder in sorted(Path(__file__).parents[1].glob("**/locale"))
]
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
STATIC_URL = "static/"
STATICFILES_DIRS = [
    Path(__file__).parent / "static",
    ("site", Path(__file__).parents[1] / "data" / "site" / "css"),  # one look for both
]
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "omah.web.compression.PackedFiles"},
}
MEDIA_ROOT = DATA / "media"
MEDIA_URL = "/berkas/"

OMAH_LISTS = ["omah.rooms.cases.lists.lists_of"]
"""Functions that tell of an office's lists, for the meter of its site."""

WAGTAIL_SITE_NAME = "Kabar"
WAGTAILADMIN_BASE_URL = os.environ.get("OMAH_ADDRESS", "http://localhost:8000")
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "omah.rooms.kabar.forms.PictureForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "omah.rooms.kabar.forms.PaperForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = [
    "csv", "docx", "m4a", "mp3", "ods", "odt", "ogg", "pdf", "pptx", "txt", "wav",
    "xlsx",
]  # fmt: skip
TAGGIT_CASE_INSENSITIVE = True

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("OMAH_HALL") == "1"
if os.environ.get("OMAH_HTTPS") == "1":
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
