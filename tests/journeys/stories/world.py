"""One street of the demo's borough with its staff, services and post, and what anybody looking at it would find.

Nothing here stands in for a part of Portreeve: the post goes through the carriers to their twins, events go through
the relay to the handlers of the installation, and timers are called as the worker calls them.
"""

from __future__ import annotations

import re
import threading
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from overdue import see_to_overdue
from portreeve.adapters.notify.carrier import NotifyAccount, NotifyCarrier
from portreeve.adapters.notify.demo import DEMO_KEY, LETTER_TEMPLATES, SMS_TEMPLATE
from portreeve.adapters.notify.twin.__main__ import make_twin, serve
from portreeve.adapters.notify.twin.book import Book
from portreeve.adapters.smtp.compose import Sender
from portreeve.adapters.smtp.twin import DemoMailbox
from portreeve.config import holders
from portreeve.config.generate.borough import gazetteer
from portreeve.foundation.accounts import api as accounts
from portreeve.foundation.accounts import loading
from portreeve.foundation.accounts.models import Account
from portreeve.foundation.clock import api as clock
from portreeve.foundation.outbox import api as outbox
from portreeve.foundation.pure.actor import Actor, system
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.ids import uuid7
from portreeve.modules.cases import jobs as case_jobs
from portreeve.modules.correspondence import api as correspondence
from portreeve.modules.correspondence.ports import Carrier, Shown
from portreeve.modules.correspondence.types import CallOwed, Way
from portreeve.modules.insight.models import Daily, Fact
from portreeve.modules.journeys import jobs as journey_jobs
from portreeve.modules.places import api as places
from portreeve.modules.places.types import CrewCode, CrewRecord, NewAddress, NewRound, NewStreet, Ward

LONDON = ZoneInfo("Europe/London")
DEMO = Path(__file__).parents[3] / "demo"
BY = system("tests")
STREET = "Quay Street"
AMINAS = "990000015000"
"""1 Quay Street."""
GWENS = "990000015001"
"""3 Quay Street, next door."""
ROUND = "QUAY"


def local(text: str) -> datetime:
    """Return a moment of the council's wall clock, such as "2026-10-23 16:59:50", in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


def one_street() -> list[Any]:
    """Return the demo's wards, and Quay Street with its addresses, as records to be loaded."""
    found = list(gazetteer(DEMO / "places", addresses=1500))
    street = next(r for r in found if isinstance(r, NewStreet) and r.name == STREET)
    wanted = [r for r in found if isinstance(r, Ward) or r is street]
    return wanted + [r for r in found if isinstance(r, NewAddress) and r.street == street.usrn]


class Post:
    """The demo's mailbox and its Notify, and what both took."""

    def __init__(self, folder: Path) -> None:
        self._mailbox = DemoMailbox(folder / "mail", Sender("Haverstock", "noreply@haverstock.example"))
        self._book = folder / "notify"
        self._server = serve(make_twin(self._book, seconds=0.01), 0)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{self._server.server_port}"
        notify = NotifyCarrier(NotifyAccount(url, DEMO_KEY, SMS_TEMPLATE, LETTER_TEMPLATES, 10))
        self.carriers: dict[Way, Carrier] = {Way.EMAIL: self._mailbox, Way.SMS: notify, Way.LETTER: notify}

    def taken(self, way: Way, to: str) -> list[Shown]:
        """Return what went one way to somebody, the first one first."""
        shown = self._mailbox.shown(500) if way is Way.EMAIL else Book(self._book).shown(500)
        return [one for one in reversed(shown) if one.way is way and to in one.to]

    def taken_by_anybody(self) -> list[Shown]:
        """Return everything that went to anybody."""
        return [*self._mailbox.shown(500), *Book(self._book).shown(500)]

    def stop(self) -> None:
        """Close the twin."""
        self._server.shutdown()
        self._server.server_close()


@dataclass
class World:
    """The demo council on one day, and hands to turn its clock."""

    url: str
    post: Post
    street: str = ""
    known: dict[str, Any] = field(default_factory=dict)

    def prepare(self, records: list[Any], at: datetime) -> None:
        """Bring in services, words, staff and the street, as a first start does."""
        from channels.resident_web.resident import publish_demo

        clock.set_for_demo(at)
        publish_demo()
        correspondence.publish_templates(folder=DEMO / "templates", by=BY, at=at)
        holders.load_holders(DEMO / holders.FILE, by=BY, at=at)
        loading.load_staff(folder=DEMO, by=BY, at=at, demo_password="quayside demo")
        places.use_sources()
        places.load_gazetteer(records=records, source="Quay Street", by=BY, at=at)
        self.street = next(r.usrn for r in records if isinstance(r, NewStreet))

    def it_is(self, text: str, *, running: bool = False) -> datetime:
        """Set every process's clock to a council-local moment."""
        at = local(text)
        clock.set_for_demo(at, running=running)
        return at

    def bins_are_due(self, *days: str, uprns: tuple[str, ...] = (AMINAS, GWENS)) -> None:
        """Have the black bins of some homes collected on these days."""
        due = tuple((date.fromisoformat(day), "refuse") for day in days)
        load = NewRound(ROUND, days=due, properties=uprns)
        places.load_calendar(rounds=[load], source="a calendar", by=BY, at=clock.now())

    def crew_records(self, at: str, code: CrewCode = CrewCode.EMPTIED, uprn: str = AMINAS) -> None:
        """Have the crew record something at a home."""
        moment = local(at)
        record = CrewRecord(ROUND, date.fromisoformat(at[:10]), code, moment, uprn=uprn)
        places.record_collection(entries=[record], source="the crew's tablet", by=BY, at=clock.now())

    def afterwards(self) -> None:
        """Let everything follow that follows by itself at this moment: timers, handlers, and what is to be sent."""
        journey_jobs.keep_time(clock.now())
        case_jobs.keep_promises(clock.now())
        for _ in range(3):
            handed = outbox.drain()
            if not see_to_overdue() and not handed:
                return

    def staff(self, name: str, channel: Channel = Channel.PHONE) -> Actor:
        """Return a member of staff as an actor in a call of their own, such as `sam.okafor`."""
        account = Account.objects.get(email=f"{name}@haverstock.example")
        return replace(accounts.actor_for(account, channel, "a trace"), spell=uuid7())

    def session(self, name: str) -> dict[str, str]:
        """Return the cookie of a member of staff who has signed in."""
        from django.conf import settings
        from django.test import Client

        client = Client()
        client.force_login(Account.objects.get(email=f"{name}@haverstock.example"))
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        return {"name": cookie.key, "value": cookie.value, "url": self.url}

    def emails(self, to: str) -> list[str]:
        """Return the emails to somebody, subject first, the first one first."""
        return [f"{one.subject}\n{one.text}" for one in self.post.taken(Way.EMAIL, to)]

    def texts(self, to: str) -> list[str]:
        """Return the text messages to a number."""
        return [one.text for one in self.post.taken(Way.SMS, to)]

    def letters(self, to: str) -> list[Shown]:
        """Return the letters to somebody."""
        return self.post.taken(Way.LETTER, to)

    def calls(self) -> list[CallOwed]:
        """Return the calls that are owed now, with what to say."""
        rows = correspondence.calls_owed(actor=BY, at=clock.now()).rows
        return [correspondence.call_owed(call=row.id, actor=BY, at=clock.now()) for row in rows]

    def figures(self) -> dict[str, int]:
        """Return what is counted, by fact and code: the daily counts, which must be what the facts add up to."""
        daily: Counter[str] = Counter()
        facts: Counter[str] = Counter()
        for row in Daily.objects.all():
            daily[f"{row.name} {row.code}".strip()] += row.count
        for fact in Fact.objects.all():
            facts[f"{fact.name} {fact.code}".strip()] += fact.count
        assert daily == facts, "the public figures are what the facts add up to"
        return {name: n for name, n in daily.items() if n}


def link_in(message: str) -> str:
    """Return the path of the one link for acting in a message."""
    found = re.findall(r"https?://[^/\s]+(/link/[\w-]+)", message)
    assert len(set(found)) == 1, f"one link, in: {message}"
    return str(found[0])


def reference_in(message: str) -> str:
    """Return the reference in a message."""
    found = re.search(r"\b(\d{3} \d{4} \d{4})\b", message)
    assert found, message
    return found[1]


def carriers() -> dict[Way, Carrier]:
    """Return the carriers of the story under way; the setting CARRIERS names this function."""
    return CURRENT[-1].carriers


CURRENT: list[Post] = []
