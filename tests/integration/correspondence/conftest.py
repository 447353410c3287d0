"""The demo's own words, carriers that can be told to fail, a clock that can be set, and the cast's parties."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from integration.correspondence import carriers
from portreeve.foundation.pure.actor import system
from portreeve.modules.correspondence.types import LinkPurpose, LinkTo, Notice
from portreeve.modules.people.types import Format, NewParty, SafeContact

BY = system("tests")
MORNING = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
"""A Friday, half past nine at the council."""
TEMPLATES = Path(__file__).parents[3] / "demo" / "templates"


@pytest.fixture
def post(db: None, settings: object) -> Iterator[None]:
    """Publish the demo's templates and use carriers that we can watch, at half past nine on a Friday."""
    from portreeve.foundation.clock import api as clock
    from portreeve.modules.correspondence import api as correspondence

    settings.CARRIERS = "integration.correspondence.carriers.carriers"  # type: ignore[attr-defined]
    carriers.fresh()
    clock.set_for_demo(MORNING)
    correspondence.publish_templates(folder=TEMPLATES, by=BY, at=MORNING)
    yield
    clock.set_for_demo(None)


@pytest.fixture
def party(post: None) -> Callable[[str], UUID]:
    """Return a maker of the cast's parties."""
    from portreeve.modules.people import api as people

    known = {
        "amina": NewParty(name="Amina Yusuf", email="amina@example.com", mobile="07700 900111"),
        "gwen": NewParty(name="Gwen Pritchard", email="gwen@example.com", language="cy"),
        "karim": NewParty(name="Karim Haddad", email="karim@example.com", language="ar"),
        "ruth": NewParty(name="Ruth Marsh", mobile="07700 900333"),
        "dorothy": NewParty(
            name="Dorothy Marsh",
            landline="01632 960222",
            format=Format.LARGE_PRINT,
            safe=SafeContact(not_before=time(12)),
        ),
        "dorothy by post": NewParty(
            name="Dorothy Marsh",
            landline="01632 960222",
            post="2 Quay Street, Haverstock, HV1 2AB",
            format=Format.LARGE_PRINT,
            safe=SafeContact(not_before=time(12)),
        ),
    }
    return lambda who: people.add_party(new=known[who], by=BY, at=MORNING)


def notice(to: UUID, template: str = "update", **more: object) -> Notice:
    """Return a notice with enough in it for the template."""
    data = {
        "reference": "123 4567 8901",
        "service": "Report a missed bin",
        "update": "The crew comes back tomorrow.",
        "question": "Which gate is the bin behind?",
        "reason": "The lorry broke down.",
        "new_date": "Monday 23 November 2026",
        "place": "4 Quay Street",
    }
    links = {
        "question-asked": {"reply_link": LinkTo(LinkPurpose.ANSWER, uuid4())},
        "done": {"done_link": LinkTo(LinkPurpose.REALLY_DONE, uuid4())},
    }.get(template, {})
    fields: dict[str, object] = {"about": uuid4(), "key": str(uuid4()), "data": data, "links": links} | more
    return Notice(template=template, to=to, **fields)  # type: ignore[arg-type]
