"""The entry of the web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khaigiang.config.settings.prod")

application = get_wsgi_application()

# What is loaded now stays for good: the collector need not walk through it again while people wait.
gc.freeze()
