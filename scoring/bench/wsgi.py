"""The program as ``script/server`` serves it, with the bare pages beside: what a measured web server runs."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinerja.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application

settings.ROOT_URLCONF = "scoring.bench.urls"

application = get_wsgi_application()
