import os
from pathlib import Path

DATA_FILE = Path(os.environ.get("DATA_FILE") or ".data/todos.sqlite3")
DATA_FILE.parent.mkdir(parents=True, exist_ok=True)

# Nothing is signed here: no sessions, no cookies, no accounts.
SECRET_KEY = os.environ.get("SECRET_KEY", "not a secret, since nothing is signed")
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]

INSTALLED_APPS = ["corsheaders", "rest_framework", "todos"]
MIDDLEWARE = [
    "corsheaders.middleware.CorsMiddleware",
    "django.middleware.common.CommonMiddleware",
    "todos.middleware.BodyLimitMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = False

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_FILE,
        # Whoever wants to write waits for its turn, rather than to find out in the middle that it is not.
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 30},
    }
}

CORS_ALLOW_ALL_ORIGINS = True
CORS_EXPOSE_HEADERS = ["Link", "Location", "X-Total-Count"]

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "EXCEPTION_HANDLER": "todos.problems.exception_handler",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}
