"""What the people who run Portreeve are told about events and the audit."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from integration.outbox.outbox_trial import AT, BY, handler, ring, subjects
from portreeve.foundation.audit import api as audit
from portreeve.foundation.audit import health as audit_health
from portreeve.foundation.audit import signing
from portreeve.foundation.outbox import api as outbox
from portreeve.foundation.outbox import health
from portreeve.foundation.outbox.models import Letter
from portreeve.foundation.pure.events import Recorded

pytestmark = pytest.mark.usefixtures("effects")


@pytest.fixture(autouse=True)
def own_home(settings: Any, tmp_path: Path) -> None:
    settings.INSTALLATION = replace(settings.INSTALLATION, home=tmp_path)


def test_events_that_wait_are_told_of_only_when_they_have_waited_long(monkeypatch: pytest.MonkeyPatch) -> None:
    ring(subjects(1)[0])
    assert outbox.trouble([handler()]) == ""
    monkeypatch.setattr(health, "LATE", timedelta())
    assert "See whether the worker runs" in outbox.trouble([handler()])
    outbox.drain([handler()])
    assert outbox.trouble([handler()]) == ""


def test_dead_letters_are_told_of() -> None:
    def broken(recorded: Recorded[Any]) -> None:
        raise LookupError

    ring(subjects(1)[0])
    outbox.drain([handler(handle=broken)], strict=False)
    Letter.objects.update(state=outbox.LetterState.DEAD)
    assert outbox.trouble([handler()]).startswith("1 events could not be taken")


def test_an_audit_that_is_not_sealed_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    audit.append(act="x.y", subject_type="x", subject=None, by=BY, at=AT)
    assert audit.trouble() == ""
    monkeypatch.setattr(audit_health, "LATE", timedelta())
    assert "not been sealed" in audit.trouble()
    audit.seal(at=AT)
    assert audit.trouble() == ""
    signing.key_file().unlink()
    assert "signing key is gone" in audit.trouble()
