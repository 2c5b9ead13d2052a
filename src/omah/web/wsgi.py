"""The application a web server runs; it refuses to start with a silent door."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "omah.web.settings")
application = get_wsgi_application()

from omah.rooms.people.sweep import refuse_to_start_without_doors  # noqa: E402  needs the apps

refuse_to_start_without_doors()
gc.freeze()  # what is loaded stays: looking it through again took a tenth of the time
