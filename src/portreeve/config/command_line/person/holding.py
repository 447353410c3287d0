"""Commands for legal holds, by which records are kept from erasure and disposal: place, lift, list."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

import typer

from portreeve.config.command_line.django import with_database
from portreeve.config.command_line.output import Answer, WrongUse, answers
from portreeve.foundation.personal_data.types import Hold, HoldReason

_Person = Annotated[UUID, typer.Argument(help="The id of the person, as `portreeve person find` shows it.")]


@answers
def hold(
    person: _Person,
    reason: Annotated[HoldReason, typer.Option(help="Why their records must be kept.")],
    reference: Annotated[str, typer.Option(help="Of the claim or complaint, 60 characters at most; no names.")] = "",
) -> Answer:
    """Keep a person's records from erasure and disposal until the hold is lifted. Audited."""
    with with_database():
        from portreeve.foundation.clock import api as clock
        from portreeve.foundation.personal_data import api as personal_data
        from portreeve.foundation.pure.actor import system

        known(person)
        placed = personal_data.place_hold(
            party=person, reason=reason, reference=reference, by=system("person.hold"), at=clock.now()
        )
    text = f"Hold {placed}: the records of {person} are neither erased nor disposed of until it is lifted."
    return Answer({"hold": placed, "person": person}, text=text)


@answers
def lift(
    hold: Annotated[UUID, typer.Argument(help="The id of the hold, as `portreeve person holds` shows it.")],
) -> Answer:
    """Lift a legal hold: from here on the records go when their time is over. Audited."""
    with with_database():
        from portreeve.foundation.clock import api as clock
        from portreeve.foundation.personal_data import api as personal_data
        from portreeve.foundation.pure.actor import system
        from portreeve.foundation.pure.refusals import NotFound

        try:
            lifted = personal_data.lift_hold(hold=hold, by=system("person.lift"), at=clock.now())
        except NotFound as none:
            raise WrongUse(f"There is no hold {hold}; find it with `portreeve person holds`.") from none
        left = personal_data.holds_on(lifted.party)
    text = f"Hold {hold} is lifted."
    if left:
        text += " The person's records are still kept by: " + "; ".join(described(one) for one in left) + "."
    return Answer({"hold": hold, "person": lifted.party, "left": [one.id for one in left]}, text=text)


@answers
def holds(
    lifted: Annotated[bool, typer.Option("--lifted", help="Those that were lifted, instead.")] = False,
) -> Answer:
    """List the legal holds in force, or those that were lifted."""
    found: list[Hold] = []
    with with_database():
        from portreeve.foundation.clock import api as clock
        from portreeve.foundation.personal_data import api as personal_data
        from portreeve.foundation.pure.actor import system

        by, at = system("person.holds"), clock.now()
        page = personal_data.holds(actor=by, at=at, lifted=lifted)
        found += page.rows
        while page.after:
            page = personal_data.holds(actor=by, at=at, lifted=lifted, after=page.after)
            found += page.rows
        kept = personal_data.kept_by_holds()
    rows: list[dict[str, Any]] = [
        {
            "id": one.id,
            "person": one.party,
            "reason": one.reason,
            "reference": one.reference,
            "placed_at": one.placed_at,
            "placed_by": one.placed_by,
            "lifted_at": one.lifted_at,
        }
        for one in found
    ]
    shown = "\n".join(f"{one.id}  person {one.party}  {described(one)}" for one in found)
    none = "No hold was lifted." if lifted else "No hold is in force."
    text = shown or none
    if kept and not lifted:
        text += f"\n{kept} records were past their time and kept by holds, the last time that disposal looked."
    return Answer({"holds": rows, "kept": kept}, text=text)


def described(hold: Hold) -> str:
    """Return a hold in a few words."""
    named = f" {hold.reference}" if hold.reference else ""
    return f"{hold.reason}{named}, since {hold.placed_at:%d %B %Y}"


def known(person: UUID) -> None:
    """Refuse an id that is nobody's, which would otherwise answer with nothing."""
    from portreeve.modules.people import api as people

    if person not in people.parties([person]):
        raise WrongUse(f"There is no person {person}; find theirs with `portreeve person find`.")
