"""Makes the rival's tables and its one public queue, with the mail templates that come with it."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.rival.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - Django comes first
from helpdesk.models import Queue  # noqa: E402

call_command("migrate", verbosity=0)
call_command("loaddata", "emailtemplate", verbosity=0)
Queue.objects.create(title="Bench", slug="bench", allow_public_submission=True, email_address="desk@haverstock.example")
