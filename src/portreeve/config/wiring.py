"""The one table of who reacts to what, and of which adapter fulfils which port. Nothing is joined anywhere else.

The functions import what they join when they are called: settings name them before Django's models can be loaded.
"""

from __future__ import annotations

from portreeve.foundation.outbox.types import Handler


def handlers() -> tuple[Handler, ...]:
    """Return who reacts to which events, in the order in which the relay serves them. Names are stored: never rename.

    An entry is `Handler("contacts.open", (JourneyStarted, JourneySubmitted), contacts.open_for_journey)`. One whose
    effects are facts is `replayable=True`; one that is added later and sends something `begins=Begins.NOW`.
    """
    from portreeve.modules.contacts import jobs as contacts
    from portreeve.modules.insight import jobs as insight

    return (
        Handler("contacts.follow", tuple(sorted(contacts.KINDS)), contacts.follow),
        Handler("insight.count", tuple(sorted(insight.KINDS)), insight.count, replayable=True),
    )
