"""The cast, three services and one borough street, for the tests of cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from portreeve.foundation.accounts import api as accounts
from portreeve.foundation.pure.actor import Actor, ActorKind, Grant, resident, system
from portreeve.foundation.pure.channel import Channel
from portreeve.modules.cases import api as cases
from portreeve.modules.cases.types import NewCase, Opened
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.journeys.types import Roles, Submission
from portreeve.modules.people import api as people
from portreeve.modules.people.types import Format, NewParty

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""A Monday morning in winter."""
BY = system("tests")
DEMO = Path(__file__).parents[3] / "demo"
SERVICES = DEMO / "services"
MILL_LANE = {"text": "Mill Lane", "usrn": "20300001", "ward": "QUA", "lat": "51.500100", "long": "-0.100100"}
FAR_AWAY = {"text": "Castle Road", "usrn": "20309999", "ward": "CAS", "lat": "51.600100", "long": "-0.100100"}
GWENS_WORDS = "a sofa, behind the flat of that man at number 4"

Open = Callable[..., Opened]


@dataclass
class Cast:
    """Ids of people and actors for staff."""

    amina: UUID
    gwen: UUID
    dorothy: UUID
    ruth: UUID
    sam: Actor
    priya: Actor
    tom: Actor
    helen: Actor
    jo: Actor
    more: dict[str, Any] = field(default_factory=dict)


def staff(name: str, *grants: Grant, channel: Channel = Channel.WEB) -> Actor:
    account = accounts.create_account(
        email=f"{name.split(maxsplit=1)[0].lower()}-{uuid4().hex[:6]}@haverstock.example", name=name, by=BY, at=AT
    )
    for grant in grants:
        accounts.give_grant(account=account, grant=grant, by=BY, at=AT)
    return Actor(ActorKind.STAFF, str(account), channel, frozenset(grants))


def of_team(*teams: str, private: bool = False) -> tuple[Grant, ...]:
    acts = ("case.view", "case.work", "case.assign", "case.bulk", "case.reopen")
    return tuple(Grant(act, team=team, private=private) for act in acts for team in teams)


def make_cast() -> Cast:
    """Add the people and give the staff their grants."""

    accounts.load_teams(folder=DEMO, by=BY, at=AT)

    def add(**given: Any) -> UUID:
        return people.add_party(new=NewParty(**given), by=BY, at=AT)

    return Cast(
        amina=add(name="Amina Yusuf", mobile="07700 900111", email="amina@example.com"),
        gwen=add(name="Gwen Pritchard", email="gwen@example.com", language="cy"),
        dorothy=add(name="Dorothy Marsh", landline="01632 960222", format=Format.LARGE_PRINT),
        ruth=add(name="Ruth Marsh", mobile="07700 900333", email="ruth@example.com"),
        sam=staff(
            "Sam Okafor", Grant("case.view"), Grant("case.reopen"), Grant("contact.handle"), channel=Channel.PHONE
        ),
        priya=staff("Priya Nair", *of_team("waste", "waste-assisted")),
        tom=staff("Tom Fletcher", *of_team("street-scene")),
        helen=staff("Helen Ward", *of_team("waste", "street-scene", "waste-assisted"), Grant("person.view")),
        jo=staff("Jo Bell", *of_team("community-safety", private=True)),
    )


def publish_services() -> None:
    for name in ("missed-bin", "fly-tipping", "anti-social-behaviour"):
        catalogue.publish(reading=catalogue.read_service(SERVICES, name), by=BY, at=AT)


def opener() -> Open:
    """Return what opens a case from answers, as a journey would."""

    def do(who: UUID | None = None, *, service: str = "fly-tipping", at: datetime = AT, **more: Any) -> Opened:
        place = more.pop("place", MILL_LANE)
        where = "place" if service == "fly-tipping" else "where"
        answers = more.pop("answers", {where: place, "what": ["furniture"]})
        roles = more.pop("roles", Roles(asker=who, subject=who, told=who))
        new = NewCase(
            service=service,
            version=catalogue.published(service).version,
            roles=roles,
            channel=more.pop("channel", Channel.WEB),
            answers=answers,
            **more,
        )
        return cases.open_case(new=new, by=resident(who), at=at)

    return do


def submission(service: str, who: UUID | None, *, duplicate: str = "", **more: Any) -> Submission:
    place = more.pop("place", MILL_LANE)
    given: dict[str, Any] = {
        "id": uuid4(),
        "journey": uuid4(),
        "service": service,
        "version": catalogue.published(service).version,
        "answers": {"place": place, "what": ["furniture"]},
        "learned": {},
        "roles": Roles(asker=who, subject=who, told=who),
        "language": "en",
        "channel": Channel.WEB,
        "duplicate": duplicate,
        "at": AT,
        "key": uuid4().hex,
    }
    return Submission(**(given | more))
