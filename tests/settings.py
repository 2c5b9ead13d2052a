"""Settings of the tests: the house's own, in a folder that is thrown away."""

import os
import tempfile

os.environ.setdefault("OMAH_DATA_DIR", tempfile.mkdtemp(prefix="omah-tests-"))

from omah.web.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MIDDLEWARE = [m for m in MIDDLEWARE if "whitenoise" not in m]  # noqa: F405
