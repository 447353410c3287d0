"""Where a contact ends, and what its ending was."""

from datetime import UTC, datetime, timedelta

import pytest

from portreeve.modules.contacts.rules import cause_of, days_between, ending_of, has_gone_idle
from portreeve.modules.contacts.types import Avoidable, Ending, LinkKind, LinkRole

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(("minutes", "idle"), [(0, False), (29, False), (30, True), (600, True)])
def test_a_spell_is_over_after_half_an_hour_without_a_step(minutes: int, idle: bool) -> None:
    assert has_gone_idle(NOON, NOON + timedelta(minutes=minutes)) is idle


@pytest.mark.parametrize(
    ("roles", "stopped", "handed_on", "ending"),
    [
        ([LinkRole.BEGAN, LinkRole.MADE], False, False, Ending.RESOLVED),
        ([LinkRole.CHASED], False, False, Ending.RESOLVED),
        ([LinkRole.BEGAN], True, False, Ending.TOLD),
        ([LinkRole.BEGAN], False, True, Ending.HANDED_ON),
        ([LinkRole.BEGAN, LinkRole.WENT_ON], False, False, Ending.ABANDONED),
        ([], False, False, Ending.ABANDONED),
    ],
)
def test_how_a_contact_ended_follows_from_what_it_did(
    roles: list[LinkRole], stopped: bool, handed_on: bool, ending: Ending
) -> None:
    assert ending_of(roles, stopped=stopped, handed_on=handed_on) is ending


def test_chasing_and_reopening_make_a_contact_avoidable_and_reporting_does_not() -> None:
    assert cause_of(LinkKind.CASE, LinkRole.CHASED) is Avoidable.CHASING
    assert cause_of(LinkKind.CASE, LinkRole.REOPENED) is Avoidable.CLOSED_TOO_SOON
    assert cause_of(LinkKind.CASE, LinkRole.MADE) is None
    assert cause_of(LinkKind.JOURNEY, LinkRole.CHASED) is None


def test_days_between_are_whole_days() -> None:
    assert days_between(NOON, NOON + timedelta(hours=23)) == 0
    assert days_between(NOON, NOON + timedelta(days=3, hours=1)) == 3
