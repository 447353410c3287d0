"""What is done in a council of one release, and what is looked at in it after the upgrade.

`python -m integration.upgrade.acts NAME FILE`, NAME out of `ACTS`: each in a process of its own, in the home of
PORTREEVE_HOME.
"""

from __future__ import annotations

import json
import re
import sys
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import django

django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402 - Django comes first
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from PIL import Image  # noqa: E402

from channels.resident_web.resident import ADDRESS, AMINA, Resident, behaviour  # noqa: E402
from integration.upgrade import sealed_details  # noqa: E402
from portreeve.config.journeys import CollectionFacts  # noqa: E402
from portreeve.config.settings.read import settings  # noqa: E402
from portreeve.config.wiring import handlers  # noqa: E402
from portreeve.foundation.audit import api as audit  # noqa: E402
from portreeve.foundation.clock import api as clock  # noqa: E402
from portreeve.foundation.database import api as database  # noqa: E402
from portreeve.foundation.files import api as files  # noqa: E402
from portreeve.foundation.outbox import api as outbox  # noqa: E402
from portreeve.foundation.personal_data import api as personal_data  # noqa: E402
from portreeve.foundation.personal_data.models import LegalHold  # noqa: E402
from portreeve.foundation.personal_data.types import HoldReason  # noqa: E402
from portreeve.foundation.pure.actor import Actor, Grant, system  # noqa: E402
from portreeve.foundation.pure.channel import Channel  # noqa: E402
from portreeve.modules.catalogue import api as catalogue  # noqa: E402
from portreeve.modules.insight import api as insight  # noqa: E402
from portreeve.modules.journeys import api as journeys  # noqa: E402
from portreeve.modules.people import api as people  # noqa: E402
from portreeve.modules.people.types import NewParty  # noqa: E402

BY = system("upgrade")
MAY = Actor(BY.kind, "upgrade", Channel.SYSTEM, frozenset({Grant("events.work")}))
FACTS = (
    "SELECT event::text, place, name, day, service, channel, tier, team, ward, code, number, count FROM insight_fact"
)
DAYS = "SELECT day, name, service, channel, tier, team, ward, code, private, count, total FROM insight_daily"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
OURS = ("portreeve_", "outbox_", "insight_")
"""The tables that hold records; those of the libraries hold what passes."""
MANNER = {
    "columns": "SELECT table_name, column_name, data_type, is_nullable,"
    " CASE column_name WHEN 'era' THEN '' ELSE column_default END FROM information_schema.columns"
    " WHERE table_schema = 'public'",
    "indexes": "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "constraints": "SELECT conrelid::regclass::text, pg_get_constraintdef(c.oid) FROM pg_constraint c"
    " JOIN pg_namespace n ON n.oid = c.connamespace WHERE n.nspname = 'public'",
    "triggers": "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "functions": "SELECT p.proname, md5(p.prosrc) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
    " LEFT JOIN pg_depend d ON d.objid = p.oid AND d.deptype = 'e' WHERE n.nspname = 'public' AND d.objid IS NULL",
}
"""What the tables are like. Each server that a backup is put back on begins an era of its own."""
_ADDED = re.compile(r"::(character varying|text)(\[\])?|[() ]")
OF_TABLES = ("columns", "indexes", "constraints")


def rows(sql: str) -> list[list[str]]:
    """Return the rows of a query as texts, in an order that does not depend on where they lie."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return sorted([str(cell) for cell in row] for row in cursor.fetchall())


def counts() -> dict[str, int]:
    """Return how many rows each table of ours has."""
    ours = [name for (name,) in rows(TABLES) if name.startswith(OURS)]
    return {name: int(rows(f'SELECT count(*) FROM "{name}"')[0][0]) for name in ours}  # noqa: S608 - names of tables


def digest(sql: str) -> str:
    return sha256(json.dumps(rows(sql)).encode()).hexdigest()


def drain() -> None:
    """Hand every event on and seal what was written."""
    outbox.drain(handlers(), seconds=300)
    while audit.seal(at=clock.now()):
        pass


def fill() -> dict[str, Any]:
    """Let people use the council: send, say what is secret, leave a draft, be held and be erased. Returns who did."""
    amina = Resident(Client(SERVER_NAME="localhost"))
    amina.start()
    amina.post(action="manual")
    for answer in (ADDRESS, {"answer": "refuse"}, {"answer": "out"}):
        amina.post(**answer)
    picture = BytesIO()
    Image.new("RGB", (40, 30), "green").save(picture, "PNG")
    amina.post(file=SimpleUploadedFile("bin.png", picture.getvalue(), content_type="image/png"))
    amina.post(upload=amina.hidden("upload"))
    amina.post(**AMINA)
    amina.send()
    gwen = Resident(Client(SERVER_NAME="localhost"))
    gwen.start("anti-social-behaviour")
    for answer in behaviour(
        "threats", afraid="yes", who={**AMINA, "name": "Gwen Pritchard", "email": "gwen@example.com"}
    ):
        gwen.post(**answer)
    gwen.send()
    draft = Resident(Client(SERVER_NAME="localhost"))
    draft.start()
    saved = draft.post(draft.at.partition("/q/")[0] + "/save", detail="ruth@example.com")
    held = people.add_party(new=NewParty(name="Dorothy Marsh", landline="01632 960222"), by=BY, at=clock.now())
    gone = people.add_party(new=NewParty(name="Karim Haddad", email="karim@example.com"), by=BY, at=clock.now())
    personal_data.place_hold(party=held, reason=HoldReason.COURT, by=BY, at=clock.now())
    personal_data.erase(party=gone, erase_file=lambda file: None, by=BY, at=clock.now())
    drain()
    return {
        "reference": amina.reference,
        "secret": gwen.reference,
        "code": code_of(saved),
        "held": str(held),
        "gone": str(gone),
        "counts": counts(),
        "facts": digest(FACTS),
        "days": digest(DAYS),
    }


def code_of(page: str) -> str:
    """Return the code by which a draft is gone on with."""
    return page.split('class="pr-reference">', 1)[1].split("<", 1)[0]


def look(told: dict[str, Any]) -> dict[str, Any]:
    """Return how the same council is now."""
    found: dict[str, Any] = {"counts": counts(), "intact": audit.verify().intact, "manner": manner()}
    found |= {"facts": digest(FACTS), "days": digest(DAYS)}
    counting = next(handler for handler in handlers() if handler.name == "insight.count")
    outbox.replay(handler=counting, by=MAY, at=clock.now(), clear=insight.forget)
    drain()
    found |= {"facts again": digest(FACTS), "days again": digest(DAYS)}
    amina = Resident(Client(SERVER_NAME="localhost"))
    found["tracked"] = amina.post("/track", reference=told["reference"], detail="amina@example.com")
    ruth = Resident(Client(SERVER_NAME="localhost"))
    found["gone on"] = ruth.post("/resume", code=told["code"], detail="ruth@example.com")
    with files.open_file(UUID(sent(told["reference"])["photo"]["file"])) as kept:
        found["photo"] = Image.open(kept).size
    found["kept"] = sent(told["secret"])
    found["opened"] = journeys.opened_answers(found["kept"])
    found["held"] = [str(party) for party in LegalHold.objects.filter(lifted_at=None).values_list("party", flat=True)]
    found["gone"] = people.party(UUID(told["gone"])).name
    found["versions"] = versions()
    return found


def versions() -> dict[str, list[str]]:
    """Return, by service, the hash under which each version is kept, and the one it would be given now."""
    from portreeve.modules.catalogue.models import ServiceVersion

    every, facts = ServiceVersion.objects.order_by("service", "made_at"), CollectionFacts().declared()
    each = [(row.service, row.hash, catalogue.version(row.hash)) for row in every]
    return {f"{name} {kept[:8]}": [kept, catalogue.versioned(service, facts).version] for name, kept, service in each}


def sent(reference: str) -> dict[str, Any]:
    """Return the answers that were sent, as they are kept."""
    from portreeve.modules.cases.models import Reporter
    from portreeve.modules.journeys.models import Submission

    reporter = Reporter.objects.get(reference=reference.replace(" ", ""))
    return dict(Submission.objects.get(id=reporter.submission).answers)


def manner() -> dict[str, list[list[str]]]:
    """Return what our tables are like, without the casts and brackets that a dump adds."""
    found = {name: [[_ADDED.sub("", cell) for cell in row] for row in rows(sql)] for name, sql in MANNER.items()}
    return found | {name: [row for row in found[name] if row[0].startswith(OURS)] for name in OF_TABLES}


ACTS = {"fill": lambda _: fill(), "look": look, "manner": lambda _: manner()}
ACTS |= {"write_sealed": sealed_details.write, "read_sealed": sealed_details.read}

if __name__ == "__main__":
    act, file = sys.argv[1], Path(sys.argv[2])
    given = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    with database.running(settings().home, programs=settings().postgres_bin):
        file.write_text(json.dumps(ACTS[act](given), indent=1, default=str), encoding="utf-8")
