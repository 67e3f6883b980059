"""Settings of the test run: those of production, with what only a test may do."""

import atexit
import os
import shutil
from tempfile import mkdtemp

DATA = mkdtemp(prefix="animons-tests-")
atexit.register(shutil.rmtree, DATA, ignore_errors=True)

os.environ |= {
    "SECRET_KEY": "only-for-tests",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "INSECURE_HTTP": "on",
    "SITE_URL": "http://testserver",
    "DATA_DIR": DATA,
    "DEBUG": "off",
}
os.environ.setdefault("LOG_LEVEL", "ERROR")

from config.settings import *  # noqa: E402, F403
from config.settings import DATABASES  # noqa: E402

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # In a file, as in production: threads of a race and of the live server each have their own connection.
    DATABASES["default"]["TEST"] = {"NAME": f"{DATA}/test.sqlite3"}
    options = DATABASES["default"]["OPTIONS"]
    options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = f"{DATA}/static"
os.mkdir(STATIC_ROOT)
# A task runs at once, in the test itself; the fixture `queue` gives the queue of production.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
