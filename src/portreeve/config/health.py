"""The parts that can be ill, put together in one list."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

from portreeve.config.settings.read import settings
from portreeve.foundation.audit import api as audit
from portreeve.foundation.observe import api as observe
from portreeve.foundation.observe.types import Check
from portreeve.foundation.outbox import api as outbox
from portreeve.foundation.pure.actor import Grant
from portreeve.foundation.pure.scope import scope

if TYPE_CHECKING:
    from portreeve.modules.catalogue.types import Service

SPACE = 500_000_000
"""Bytes below which we ask for more room: a day of uploads and the database's own log."""


def checks() -> tuple[Check, ...]:
    """Return every check, the needed ones first."""
    return (
        Check("database", observe.database_answers, needed=True),
        Check("migrations", observe.migrations_are_applied, needed=True),
        Check("disk", disk_has_room),
        Check("events", lambda: outbox.trouble(outbox.installed())),
        Check("audit", audit.trouble),
        Check("correspondence", _correspondence),
        Check("proxy", proxy_is_known),
        Check("teams", teams_can_work),
    )


def _correspondence() -> str:
    """Say what is ill in what we send. Imported when asked: this table is read before the models are loaded."""
    from portreeve.foundation.clock import api as clock
    from portreeve.modules.correspondence import api as correspondence

    return correspondence.trouble(at=clock.now())


def proxy_is_known() -> str:
    """Say so where no proxy is named outside the demo: what is sent by https through one is then refused."""
    if settings().demo or settings().proxies:
        return ""
    return "Nothing that people send can be taken: set PORTREEVE_PROXY to the address of your proxy with TLS."


def teams_can_work() -> str:
    """Say which published service leads to a team in which nobody may work what comes. Names no person."""
    from portreeve.foundation.accounts import api as accounts
    from portreeve.modules.catalogue import api as catalogue
    from portreeve.modules.catalogue.types import Outcome

    acts = {Outcome.CASE: "case.work", Outcome.REGISTRATION: "correspondence.work"}
    held = {act: accounts.granted(act) for act in acts.values()}
    offered = [catalogue.version(one.version) for one in catalogue.listing(language="en")]
    idle = [
        f"Nobody can work {one.id} in the team {team}: "
        f"give {acts[one.outcome]}{', private,' if one.private else ''} to somebody in it."
        for one in offered
        if one.outcome in acts
        for team in sorted({one.team, *(route.team for route in one.routes)} - {""})
        if not any(_reaches(grant, one, team) for grant in held[acts[one.outcome]])
    ]
    return " ".join(idle[:5])


def _reaches(grant: Grant, service: Service, team: str) -> bool:
    """Say whether a grant reaches what comes to a team, if only in some wards."""
    anywhere = scope([replace(grant, ward="")])
    return anywhere.reaches(service=service.id, team=team, private=service.private)


def disk_has_room() -> str:
    """Say so when the disk that holds uploads is nearly full."""
    free = shutil.disk_usage(settings().home).free
    return "" if free > SPACE else f"Only {free // 1_000_000} MB are left on the disk. Make room, or uploads will fail."
