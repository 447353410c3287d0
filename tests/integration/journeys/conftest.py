"""The world that journeys' tests share."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest


@pytest.fixture
def world(transactional_db: None, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Any:
    """Publish the demo's services and stand in for what is outside."""
    from integration.journeys.journey_world import World
    from portreeve.foundation.accounts import api as accounts
    from portreeve.foundation.pure.actor import Grant, system
    from portreeve.foundation.pure.channel import Channel
    from portreeve.modules.cases import api as cases
    from portreeve.modules.catalogue.types import Outcome
    from portreeve.modules.journeys import api as journeys
    from portreeve.modules.journeys.ports import Outside
    from portreeve.modules.journeys.queries import outside

    at = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
    made = World()
    fulfilments = {Outcome.CASE: cases.CaseFulfilment(), Outcome.REGISTRATION: journeys.RegistrationFulfilment()}
    joined = Outside(answers=made, fulfilments=fulfilments)
    monkeypatch.setattr(outside, "_joined", lambda _: joined)
    made.publish(at)
    account = accounts.create_account(email="sam@example.com", name="Sam Okafor", by=system("tests"), at=at)
    for grant in (Grant("journey.assist"), Grant("contact.handle")):
        accounts.give_grant(account=account, grant=grant, by=system("tests"), at=at)
    made.sam = accounts.actor_for(account, Channel.PHONE, "")
    return made
