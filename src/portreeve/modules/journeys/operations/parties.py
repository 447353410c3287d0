"""Adding the parties that a submission names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from portreeve.foundation.pure.actor import Actor
from portreeve.modules.catalogue.types import Service
from portreeve.modules.journeys.models import Journey
from portreeve.modules.journeys.rules.parties import people_in
from portreeve.modules.journeys.types import Json, Roles, State
from portreeve.modules.people import api as people


def add_parties(  # noqa: PLR0913, PLR0917 - a part of submitting
    service: Service, state: State, answers: Mapping[str, Json], row: Journey, by: Actor, at: datetime
) -> Roles:
    """Return the roles of a submission, adding whoever is not yet a party. Nobody named: nobody is told."""
    named = people_in(service, state, answers, row.id)
    asker = row.asker_id
    if asker is None and named.asker is not None:
        asker = people.add_party(new=named.asker, by=by, at=at)
    subject = row.subject_id or asker
    if named.subject is not None:
        subject = people.add_party(new=named.subject, by=by, at=at)
    told = subject if named.tell_subject else row.told_id or asker
    return Roles(asker, subject, told)
