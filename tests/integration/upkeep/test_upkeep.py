"""What is tidied up by timers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from portreeve.config import upkeep
from portreeve.foundation.personal_data import api as personal_data
from portreeve.foundation.pure.actor import system
from portreeve.modules.people import api as people
from portreeve.modules.people.types import NewParty

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
BY = system("tests")


def test_who_was_erased_is_known_outside_the_database_even_when_the_database_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "settings", lambda: SimpleNamespace(home=tmp_path))
    assert upkeep.keep_erasures(AT) == 0
    party = people.add_party(new=NewParty(name="Amina Yusuf"), by=BY, at=AT)
    personal_data.erase(party=party, erase_file=lambda file: None, by=BY, at=AT)
    assert upkeep.keep_erasures(AT) == 1
    assert upkeep.erased_here(tmp_path) == (party,)
    from portreeve.foundation.personal_data.models import Erasure

    Erasure.objects.all().delete()
    assert upkeep.keep_erasures(AT) == 1
    assert upkeep.erased_here(tmp_path) == (party,)


def test_sessions_of_visits_that_are_over_are_cleared() -> None:
    from django.contrib.sessions.models import Session

    Session.objects.create(session_key="old", session_data="", expire_date=AT - timedelta(minutes=1))
    Session.objects.create(session_key="new", session_data="", expire_date=AT + timedelta(minutes=1))
    assert upkeep.clear_sessions(AT) == 1
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
