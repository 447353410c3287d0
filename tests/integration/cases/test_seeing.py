"""Who sees the people of a case and what was said to them: staff of its reach, and reporters of their own time."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from integration.cases.scene import AT, BY, MILL_LANE, Cast, Open
from portreeve.foundation.pure.actor import Actor, Grant, resident
from portreeve.foundation.pure.channel import Channel
from portreeve.modules.cases import api as cases
from portreeve.modules.cases.types import Audience, NewCase, Opened
from portreeve.modules.journeys.types import Roles

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=2)
MUCH_LATER = AT + timedelta(hours=4)


def with_grants(actor: Actor, *grants: Grant) -> Actor:
    return Actor(actor.kind, actor.id, actor.channel, actor.grants | frozenset(grants))


def join(who: UUID, public: str, at: datetime) -> Opened:
    new = NewCase(
        service="fly-tipping",
        roles=Roles(asker=who, subject=who, told=who),
        channel=Channel.WEB,
        answers={"place": MILL_LANE, "what": ["furniture"]},
    )
    return cases.join(public=public, new=new, by=resident(who), at=at)


def read(reporter: UUID) -> list[str]:
    return [u.text for u in cases.track_reporter(reporter=reporter).updates if u.text]


def test_a_grant_for_another_team_says_nothing_about_the_people_of_this_case(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    cases.note(case=made.case, text="She rang twice.", by=cast.tom, at=LATER)
    cases.update(case=made.case, text="We have seen it.", by=cast.tom, at=LATER)
    question = cases.ask_reporter(case=made.case, reporter=made.reporter, text="Your gate?", by=cast.tom, at=LATER)
    cases.answer(question=question, text="The green one.", by=BY, at=LATER)
    everywhere = Grant("case.view")
    priya = with_grants(cast.priya, everywhere, Grant("person.view", team="waste"))
    seen = cases.case(case=made.case, actor=priya, at=LATER)
    assert seen.reporters[0].asker is None
    assert [u.text for u in seen.updates if u.text] == ["We have seen it."]
    assert seen.questions == ()
    for actor in (cast.tom, with_grants(cast.priya, everywhere, Grant("person.view", service="fly-tipping"))):
        whole = cases.case(case=made.case, actor=actor, at=LATER)
        assert whole.reporters[0].asker is not None
        assert {"She rang twice.", "We have seen it.", "The green one."} <= {u.text for u in whole.updates}
        assert len(whole.questions) == 1


def test_the_people_of_a_private_case_are_not_known_by_a_grant_that_leaves_private_out(
    cast: Cast, open_one: Open
) -> None:
    made = open_one(cast.amina, service="anti-social-behaviour", answers={})
    looks = with_grants(cast.sam, Grant("case.view_private", private=True), Grant("person.view"))
    assert cases.case(case=made.case, actor=looks, at=LATER).reporters[0].asker is None
    knows = with_grants(looks, Grant("person.view", private=True))
    assert cases.case(case=made.case, actor=knows, at=LATER).reporters[0].asker is not None


def test_whoever_joined_later_reads_what_was_said_since_and_all_that_is_public(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    cases.update(case=made.case, text="To the first.", by=cast.tom, at=AT)
    cases.update(case=made.case, text="To everybody.", audience=Audience.PUBLIC, by=cast.tom, at=AT)
    joined = join(cast.gwen, made.public_id, LATER)
    cases.update(case=made.case, text="To both.", by=cast.tom, at=MUCH_LATER)
    assert read(made.reporter) == ["To the first.", "To everybody.", "To both."]
    assert read(joined.reporter) == ["To everybody.", "To both."]


def test_whoever_came_with_a_duplicate_reads_their_own_case_and_the_other_since_then(
    cast: Cast, open_one: Open
) -> None:
    first, copy = open_one(cast.amina), open_one(cast.gwen)
    cases.update(case=first.case, text="To the first.", by=cast.tom, at=AT)
    cases.update(case=copy.case, text="To the second.", by=cast.tom, at=AT)
    cases.link_duplicate(case=copy.case, original=first.case, by=cast.tom, at=LATER)
    cases.update(case=first.case, text="To both.", by=cast.tom, at=MUCH_LATER)
    assert read(copy.reporter) == ["To the second.", "To both."]
    assert read(first.reporter) == ["To the first.", "To both."]
