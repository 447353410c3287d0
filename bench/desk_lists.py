"""The 20 lists that the desk is asked for, with parameters as skewed as the data."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date

from bench.skewed import COMMON, NOW, RARE, SERVICES, TEAMS, USUAL, WARDS, Drawn, reporter_of, weighted, zipf

Ask = Callable[[random.Random, Drawn, str], object]


def lists() -> dict[str, Ask]:
    """Return the 20 lists by name; each is asked with a die, what there is, and the key of a page."""
    from portreeve.foundation.pure.actor import Actor, ActorKind, Grant
    from portreeve.foundation.pure.channel import Channel
    from portreeve.modules.cases import api as cases
    from portreeve.modules.cases.types import CaseStatus, Filter, Open, Sort

    def who(drawn: Drawn, dice: random.Random, *grants: Grant) -> Actor:
        return Actor(ActorKind.STAFF, str(dice.choice(drawn.staff)), Channel.WEB, frozenset(grants))

    def team_list(**wanted: object) -> Ask:
        def ask(dice: random.Random, drawn: Drawn, after: str) -> object:
            team = weighted(dice, TEAMS)
            return cases.inbox(
                actor=who(drawn, dice, Grant("case.view", team=team)),
                wanted=Filter(team=team, **wanted),
                at=NOW,
                after=after,
            )

        return ask

    def council_list(make: Callable[[random.Random], Filter], *teams: str) -> Ask:
        grants = [Grant("case.view", team=team) for team in teams] or [Grant("case.view")]

        def ask(dice: random.Random, drawn: Drawn, after: str) -> object:
            return cases.inbox(actor=who(drawn, dice, *grants), wanted=make(dice), at=NOW, after=after)

        return ask

    def by_reference(dice: random.Random, drawn: Drawn, _after: str) -> object:
        said = dice.choice((drawn.references, drawn.publics))
        return cases.search(said=dice.choice(said), actor=who(drawn, dice, Grant("case.view")), at=NOW)

    def by_person(dice: random.Random, drawn: Drawn, after: str) -> object:
        people = [reporter_of(dice, drawn.people) for _ in range(dice.choice([1, 20]))]
        return cases.cases_of(parties=people, actor=who(drawn, dice, Grant("case.view")), after=after)

    ever = {"open": Open.ALL, "sort": Sort.NEWEST}
    return {
        "team, open, by due": team_list(),
        "mine, by due": team_list(mine=True),
        "team, unassigned, by due": team_list(unassigned=True),
        "team, promise broken": team_list(broken=True),
        "team, overdue": team_list(overdue=True),
        "team, chased, most first": team_list(chased=True, sort=Sort.CHASED),
        "team, reopened": team_list(reopened=True),
        "team, waiting for a reporter": team_list(status=CaseStatus.WAITING),
        "team, scheduled, by day": team_list(sort=Sort.SCHEDULED),
        "team, oldest open": team_list(sort=Sort.OLDEST),
        "team, all, newest": team_list(**ever),
        "team, closed this week": team_list(open=Open.ENDED, sort=Sort.ENDED, ended_from=date(2026, 11, 16)),
        "service, open, by due": council_list(lambda d: Filter(service=weighted(d, SERVICES))),
        "ward and service, open, by due": council_list(
            lambda d: Filter(ward=WARDS[zipf(d, 20)], service=weighted(d, SERVICES))
        ),
        "manager of three teams, open, by due": council_list(lambda _: Filter(), "waste", "parks", "building-control"),
        "street, all, newest": council_list(lambda d: Filter(street=str(20300000 + zipf(d, 2400)), **ever)),
        "address, all, newest": council_list(lambda d: Filter(uprn=str(100000 + zipf(d, 60000)), **ever)),
        "words, all, newest": council_list(lambda d: Filter(words=a_search(d), **ever)),
        "by reference or public id": by_reference,
        "by person": by_person,
    }


def a_search(dice: random.Random) -> str:
    """Return what somebody types: common, usual and rare words, alone and together."""
    return dice.choice(
        [
            dice.choice(COMMON),
            dice.choice(USUAL),
            f"{dice.choice(COMMON)} {dice.choice(USUAL)}",
            RARE[zipf(dice, len(RARE))],
            f"{dice.choice(COMMON)} {RARE[zipf(dice, len(RARE))]}",
            f"street{zipf(dice, 2400)}",
        ]
    )
