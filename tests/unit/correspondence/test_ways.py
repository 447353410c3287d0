"""Never by silence: for every party some way or a call owed, never a forbidden one, never outside safe hours."""

from __future__ import annotations

from datetime import UTC, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portreeve.modules.correspondence.rules import hours, ways
from portreeve.modules.correspondence.types import Because, Content, Way
from portreeve.modules.people.types import ContactKind, Format, Party, SafeContact
from unit.correspondence.parties import MOMENTS, PARTIES, party

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
E, M, L, P = ContactKind.EMAIL, ContactKind.MOBILE, ContactKind.LANDLINE, ContactKind.POST


def choose(
    one: Party, *, private: bool = False, at: datetime = NOW, failed: frozenset[UUID] = frozenset()
) -> ways.Plan:
    return ways.choose(one, private=private, at=at, zone=LONDON, failed=failed)


@given(PARTIES, MOMENTS, st.booleans(), st.data())
def test_every_party_gets_a_way_that_is_allowed_or_a_call_that_is_owed(
    one: Party, at: datetime, private: bool, data: st.DataObject
) -> None:
    ids = [p.id for p in one.contact_points]
    failed = frozenset(data.draw(st.sets(st.sampled_from(ids)))) if ids else frozenset()
    plan = choose(one, private=private, at=at, failed=failed)
    if plan.point is None:
        assert plan.way is Way.CALL
        left = [p for p in one.contact_points if p.usable and p.kind not in one.safe.never and p.id not in failed]
        if not one.safe.say_nothing:
            assert all(p.kind in {M, E} for p in left), "nothing that could have been used was passed over"
    else:
        assert plan.point in one.contact_points
        assert plan.point.kind in ways.KINDS[plan.way]
        assert plan.point.usable
        assert plan.point.kind not in one.safe.never
        assert plan.point.id not in failed


@given(PARTIES, MOMENTS)
def test_nothing_is_planned_outside_the_hours_that_are_safe(one: Party, at: datetime) -> None:
    plan = choose(one, at=at)
    moment = plan.not_before or at
    assert moment >= at
    window = hours.window_for(plan.way, one.safe)
    assert hours.is_safe(moment, window, LONDON)
    if plan.way is Way.LETTER:
        return
    local = moment.astimezone(LONDON).time()
    safe = one.safe
    if safe.not_before and safe.not_after and safe.not_before > safe.not_after:
        assert local >= safe.not_before or local < safe.not_after
    elif safe.not_before and safe.not_after and safe.not_before < safe.not_after:
        assert safe.not_before <= local < safe.not_after
    elif safe.not_before and not safe.not_after:
        assert local >= safe.not_before


@given(PARTIES, MOMENTS, st.booleans())
def test_who_is_to_hear_nothing_gets_only_what_they_asked_for_and_nothing_said(
    one: Party, at: datetime, private: bool
) -> None:
    plan = choose(one, private=private, at=at)
    if one.safe.say_nothing:
        assert plan.content is Content.DISCREET
        if plan.way is not Way.CALL:
            assert plan.because is Because.WANTED
    else:
        assert plan.content is (Content.PRIVATE if private else Content.FULL)


@given(PARTIES, MOMENTS)
def test_going_from_way_to_way_ends_in_a_call(one: Party, at: datetime) -> None:
    failed: frozenset[UUID] = frozenset()
    for _ in range(len(one.contact_points) + 1):
        plan = choose(one, at=at, failed=failed)
        if plan.way is Way.CALL:
            return
        assert plan.point is not None
        failed |= {plan.point.id}
    raise AssertionError("every failure takes one point away, so a call must have come")


class TestDorothy:
    """Landline only, large print, not before noon."""

    SAFE = SafeContact(not_before=time(12))

    def test_with_a_landline_only_a_call_is_owed_from_noon(self) -> None:
        plan = choose(party(L, format=Format.LARGE_PRINT, safe=self.SAFE))
        assert (plan.way, plan.because) == (Way.CALL, Because.NO_WAY)
        assert plan.not_before == datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

    def test_in_summer_noon_is_noon_at_the_council(self) -> None:
        plan = choose(party(L, safe=self.SAFE), at=datetime(2026, 7, 20, 8, 0, tzinfo=UTC))
        assert plan.not_before == datetime(2026, 7, 20, 11, 0, tzinfo=UTC)

    def test_with_an_address_a_letter_in_large_print_goes_at_once(self) -> None:
        plan = choose(party(L, P, format=Format.LARGE_PRINT, safe=self.SAFE))
        assert (plan.way, plan.format, plan.because, plan.not_before) == (
            Way.LETTER,
            Format.LARGE_PRINT,
            Because.FORMAT,
            None,
        )

    def test_an_email_waits_for_noon_too(self) -> None:
        plan = choose(party(E, safe=self.SAFE))
        assert (plan.way, plan.not_before) == (Way.EMAIL, datetime(2026, 11, 20, 12, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("one", "way"),
    [
        (party(E, M, P), Way.EMAIL),
        (party(M, P), Way.SMS),
        (party(P, L), Way.LETTER),
        (party(L), Way.CALL),
        (party(), Way.CALL),
        (party(E, M, wanted=M), Way.SMS),
        (party(E, M, P, wanted=P), Way.LETTER),
        (party(E, L, wanted=L), Way.CALL),
        (party(E, M, wanted=P), Way.EMAIL),
        (party(E, M, safe=SafeContact(never=(E,))), Way.SMS),
        (party(E, wanted=E, safe=SafeContact(never=(E,))), Way.CALL),
        (party(E, M, P, format=Format.BRAILLE), Way.LETTER),
        (party(E, M, format=Format.AUDIO), Way.EMAIL),
        (party(M, format=Format.LARGE_PRINT), Way.CALL),
        (party(M, wanted=M, format=Format.LARGE_PRINT), Way.SMS),
        (party(E, M, P, safe=SafeContact(say_nothing=True)), Way.CALL),
        (party(E, M, P, wanted=E, safe=SafeContact(say_nothing=True)), Way.EMAIL),
    ],
)
def test_the_way_is_the_one_people_would_expect(one: Party, way: Way) -> None:
    assert choose(one).way is way


def test_a_landline_is_rung_before_a_mobile() -> None:
    assert [p.kind for p in ways.numbers(party(M, L))] == [L, M]
