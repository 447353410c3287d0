"""Who is told what, and what becomes of slow readers."""

from __future__ import annotations

from uuid import UUID, uuid4

from portreeve.config.front.listeners import RESYNC, STREAMS, WAITING, Interest, Listener, Listeners, Notice
from portreeve.foundation.pure.actor import Actor, ActorKind, Grant
from portreeve.foundation.pure.channel import Channel

WASTE = frozenset({Grant("case.view", team="waste")})
STREET = frozenset({Grant("case.view", team="street-scene")})


def staff(name: str, grants: frozenset[Grant]) -> Actor:
    return Actor(kind=ActorKind.STAFF, id=name, channel=Channel.WEB, grants=grants)


def listener(name: str, grants: frozenset[Grant] = WASTE, interest: Interest | None = None) -> Listener:
    return Listener(staff(name, grants), session=name, interest=interest or Interest())


def heard(one: Listener) -> list[Notice | None]:
    found = []
    while not one.waiting.empty():
        found.append(one.waiting.get_nowait())
    return found


def opened(subject: UUID | None = None) -> Notice:
    return Notice("case.opened", subject or uuid4())


def test_only_those_who_may_hear_are_told() -> None:
    all_, priya, tom, notice = Listeners(), listener("priya"), listener("tom", STREET), opened()
    all_.add(priya)
    all_.add(tom)
    all_.tell([notice], WASTE, frozenset({("case", notice.subject)}))
    all_.tell([notice], STREET, frozenset())
    assert (heard(priya), heard(tom)) == ([notice], [])


def test_colleagues_with_the_same_grants_are_asked_about_once() -> None:
    all_, first, second = Listeners(), opened(), opened()
    for name in ("priya", "helen", "sam"):
        all_.add(listener(name))
    all_.add(listener("tom", STREET))
    circles = all_.circles([first, second])
    assert len(circles) == 2
    assert all(topics == {"case": frozenset({first.subject, second.subject})} for _, topics in circles)


def test_a_page_hears_only_of_what_it_shows() -> None:
    shown = uuid4()
    all_, one = Listeners(), listener("priya", interest=Interest.asked(f"topic=case&about={shown}"))
    all_.add(one)
    other, journey, wanted = opened(), Notice("journey.submitted", shown), opened(shown)
    all_.tell(
        [other, journey, wanted], WASTE, frozenset({("case", other.subject), ("case", shown), ("journey", shown)})
    )
    assert heard(one) == [wanted]


def test_a_slow_reader_is_told_to_look_again_and_holds_no_more_than_its_share() -> None:
    one = listener("priya")
    for _ in range(WAITING + 5):
        one.tell(opened())
    assert one.waiting.qsize() <= WAITING
    assert heard(one)[0] is RESYNC


def test_one_session_cannot_hold_streams_without_end() -> None:
    all_ = Listeners()
    streams = [listener("priya") for _ in range(STREAMS + 2)]
    for stream in streams:
        all_.add(stream)
    assert len(all_) == STREAMS
    assert [stream.replaced.is_set() for stream in streams] == [True, True] + [False] * STREAMS
