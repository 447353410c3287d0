"""A relay that is killed in the middle of a batch loses nothing and doubles nothing."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings

from integration.outbox.outbox_trial import handler, numbers, ring, subjects
from portreeve.foundation.outbox import api as outbox

pytestmark = pytest.mark.usefixtures("effects")

RELAY = """
import json, os, sys, time
import django
from django.conf import settings
settings.DATABASES["default"].update(json.loads(os.environ["TRIAL_DATABASE"]))
django.setup()
from integration.outbox.outbox_trial import handler, write_effect
from portreeve.foundation.outbox import api as outbox

def slowly(recorded):
    write_effect("a")(recorded)
    time.sleep(0.002)

relay = outbox.Relay([handler("a", slowly)], batch=40)
print("ready", flush=True)
while True:
    relay.run_once()
"""


def start() -> subprocess.Popen[str]:
    source = Path(__file__).parents[3]
    own = {key: settings.DATABASES["default"][key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portreeve.config.settings.django",
        "PYTHONPATH": f"{source / 'src'}:{source / 'tests'}",
        "TRIAL_DATABASE": json.dumps(own),
    }
    return subprocess.Popen([sys.executable, "-c", RELAY], env=environment, stdout=subprocess.PIPE, text=True)


def test_a_relay_killed_again_and_again_loses_and_doubles_nothing() -> None:
    many = subjects(10)
    for number in range(1000):
        ring(many[number % 10], number)
    chance = random.Random(7)
    seen = [0]
    for _ in range(4):
        relay = start()
        assert relay.stdout is not None
        assert relay.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0.2, 0.45))
        relay.send_signal(signal.SIGKILL)
        relay.wait()
        relay.stdout.close()
        seen.append(len(numbers("a")))
    assert seen == sorted(seen)
    assert 0 < seen[-1] < 1000, "Killed while there was work left, after some had been done."
    assert all(count % 40 == 0 for count in seen), "Whole batches only: a killed one leaves nothing behind."
    outbox.drain([handler("a")])
    assert sorted(numbers("a")) == list(range(1000))
    assert all(numbers("a", subject) == sorted(numbers("a", subject)) for subject in many)
