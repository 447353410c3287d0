"""Every party that could be: any mix of contact points, wishes, formats and rules."""

from __future__ import annotations

from datetime import UTC, datetime, time
from uuid import UUID

from hypothesis import strategies as st

from portreeve.modules.people.types import ContactKind, ContactPoint, Format, Party, PartyKind, SafeContact

VALUES = {
    ContactKind.EMAIL: "amina@example.com",
    ContactKind.MOBILE: "+447700900111",
    ContactKind.LANDLINE: "+441632960222",
    ContactKind.POST: "4 Quay Street\nHaverstock\nHV1 2AB",
}
TIMES = st.times().map(lambda t: t.replace(second=0, microsecond=0)) | st.sampled_from([time(0), time(12), time(1, 30)])
UUIDS = st.integers(1, 2**64).map(lambda n: UUID(int=n))
POINTS = st.builds(
    lambda id, kind, usable: ContactPoint(id=id, kind=kind, value=VALUES[kind], usable=usable),
    UUIDS,
    st.sampled_from(ContactKind),
    st.booleans(),
)
SAFE = st.builds(
    SafeContact,
    not_before=st.none() | TIMES,
    not_after=st.none() | TIMES,
    never=st.lists(st.sampled_from(ContactKind), unique=True).map(tuple),
    say_nothing=st.booleans(),
)
PARTIES = st.builds(
    Party,
    id=UUIDS,
    kind=st.just(PartyKind.PERSON),
    name=st.just("Amina Yusuf"),
    language=st.just("en"),
    format=st.sampled_from(Format),
    contact_points=st.lists(POINTS, max_size=6, unique_by=lambda p: p.id).map(tuple),
    safe=SAFE,
    wanted=st.none() | st.sampled_from(ContactKind),
)
MOMENTS = (
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda d: d.replace(tzinfo=UTC))
    | st.datetimes(datetime(2026, 3, 28, 20), datetime(2026, 3, 29, 6)).map(lambda d: d.replace(tzinfo=UTC))
    | st.datetimes(datetime(2026, 10, 24, 20), datetime(2026, 10, 25, 6)).map(lambda d: d.replace(tzinfo=UTC))
)
"""Any moment, and often one near a clock change."""


def party(*kinds: ContactKind, **more: object) -> Party:
    """Return a party with these contact points."""
    points = tuple(ContactPoint(id=UUID(int=n), kind=kind, value=VALUES[kind]) for n, kind in enumerate(kinds, 1))
    fields: dict[str, object] = {
        "id": UUID(int=99),
        "kind": PartyKind.PERSON,
        "name": "Dorothy Marsh",
        "language": "en",
        "format": Format.STANDARD,
        "contact_points": points,
        "safe": SafeContact(),
    }
    return Party(**(fields | more))  # type: ignore[arg-type]
