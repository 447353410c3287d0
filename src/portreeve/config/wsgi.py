"""The site as a WSGI application."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from portreeve.config.front.soundness import watch

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portreeve.config.settings.django")

application = get_wsgi_application()
watch()
