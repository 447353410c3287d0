"""The one table of who reacts to what, and of which adapter fulfils which port. Nothing is joined anywhere else.

The functions import what they join when they are called: settings name them before Django's models can be loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from portreeve.config.supervisor.timers import Timer
from portreeve.foundation.outbox.types import Begins, Handler
from portreeve.foundation.pure.actor import Actor
from portreeve.modules.journeys.ports import Outside
from portreeve.modules.places.ports import AddressSource


def handlers() -> tuple[Handler, ...]:
    """Return who reacts to which events, in the order in which the relay serves them. Names are stored: never rename.

    An entry is `Handler("contacts.open", (JourneyStarted, JourneySubmitted), contacts.open_for_journey)`. One whose
    effects are facts is `replayable=True`; one that is added later and sends something `begins=Begins.NOW`.
    """
    from portreeve.channels.staff_desk import jobs as staff_desk
    from portreeve.modules.cases import jobs as cases
    from portreeve.modules.contacts import jobs as contacts
    from portreeve.modules.correspondence import jobs as correspondence
    from portreeve.modules.insight import jobs as insight
    from portreeve.modules.journeys import jobs as journeys
    from portreeve.modules.people import events as people

    post = correspondence.gathered
    answers = (people.HolderAcknowledged, people.HolderRefused)
    return (
        Handler("cases.tell", tuple(sorted(cases.KINDS)), cases.tell, around=post),
        Handler("journeys.tell", tuple(sorted(journeys.KINDS)), journeys.tell, around=post),
        Handler("journeys.end", ("service.withdrawn",), journeys.end),
        Handler("correspondence.tell_holders", (people.ChangeRegistered,), correspondence.tell_holders, around=post),
        Handler("correspondence.tell_of_holder", answers, correspondence.tell_of_holder, around=post),
        Handler("correspondence.chase_holder", (people.HolderLate,), correspondence.chase_holder),
        Handler("staff_desk.tell", staff_desk.KINDS, staff_desk.tell, begins=Begins.NOW),
        Handler("contacts.follow", tuple(sorted(contacts.KINDS)), contacts.follow),
        Handler(
            "insight.count",
            tuple(sorted(insight.KINDS)),
            insight.count,
            replayable=True,
            together=insight.count_together,
        ),
    )


def effects() -> Mapping[str, Callable[[], None]]:
    """Return, for each handler that may take all events again, what throws away what it made of them before."""
    from portreeve.modules.insight import api as insight

    return {"insight.count": insight.forget}


def timers() -> tuple[Timer, ...]:
    """Return what a worker does every so often; one worker at a time does each. It is given the time."""
    from portreeve.channels.staff_desk import jobs as staff_desk
    from portreeve.config import upkeep
    from portreeve.config.services import publish_on_save
    from portreeve.foundation.audit import api as audit
    from portreeve.foundation.idempotency import api as idempotency
    from portreeve.foundation.limits import api as limits
    from portreeve.modules.cases import jobs as cases
    from portreeve.modules.contacts import jobs as contacts
    from portreeve.modules.correspondence import jobs as correspondence
    from portreeve.modules.journeys import jobs as journeys

    return (
        Timer("audit.seal", 1, lambda at: audit.seal(at=at)),
        Timer("idempotency.tidy", 3600, lambda at: idempotency.tidy(at=at)),
        Timer("limits.tidy", 3600, lambda at: limits.tidy(at=at)),
        Timer("cases.promises", 30, cases.keep_promises),
        Timer("contacts.end_idle", 60, lambda at: contacts.end_idle(at=at)),
        Timer("files.sweep", 3600, upkeep.sweep_files),
        Timer("records.dispose", 6 * 3600, upkeep.dispose),
        Timer("erasures.keep", 30, upkeep.keep_erasures),
        Timer("holds.keep", 30, upkeep.keep_holds),
        Timer("sessions.clear", 3600, upkeep.clear_sessions),
        Timer("correspondence.look_after", 15, correspondence.look_after),
        Timer("staff_desk.look_after", 30, staff_desk.look_after),
        Timer("journeys.time", 5, journeys.keep_time),
        Timer("catalogue.save", 1, publish_on_save),
    )


def hearings() -> Mapping[str, Callable[[frozenset[UUID], Actor], frozenset[UUID]]]:
    """Return who decides, for each topic of live updates, of which subjects an actor may hear; no entry: nobody hears.

    The topic is the event's kind before its dot. Such as: `"case": lambda ids, actor: cases.visible(ids, actor=actor)`.
    """
    from portreeve.modules.cases import api as cases

    return {"case": lambda ids, actor: cases.visible(ids, actor=actor)}


def journeys() -> Outside:
    """Return what journeys are joined to: who answers what they need to know, and what a submission becomes."""
    from portreeve.config.journeys import CollectionFacts, SimilarCases
    from portreeve.modules.cases import api as cases
    from portreeve.modules.catalogue.types import Outcome
    from portreeve.modules.journeys import api

    return Outside(
        answers=api.FoundByUs(facts=CollectionFacts(), similar=SimilarCases()),
        fulfilments={Outcome.CASE: cases.CaseFulfilment(), Outcome.REGISTRATION: api.RegistrationFulfilment()},
    )


def address_sources() -> tuple[AddressSource, ...]:
    """Return where addresses are looked up, in turn: our own gazetteer, then OS Places if there is a key for it."""
    from portreeve.adapters.os_places import OsPlaces
    from portreeve.config.settings.places import places_settings
    from portreeve.modules.places import api as places

    chosen = places_settings()
    if not chosen.os_places_key:
        return (places.Gazetteer(),)
    return places.Gazetteer(), OsPlaces(url=chosen.os_places_url, key=chosen.os_places_key)
