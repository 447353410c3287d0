"""Commands about staff: load teams, roles and accounts from the council's data, and list who may sign in."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from portreeve.config.command_line.django import with_database
from portreeve.config.command_line.output import Answer, WrongUse, answers

app = typer.Typer(help="Staff accounts, teams and what each may do.", no_args_is_help=True)


@app.command()
@answers
def load() -> Answer:
    """Bring teams, accounts and grants into line with teams.yaml, roles.yaml and staff.yaml; may be run again."""
    with with_database():
        from portreeve.foundation.accounts import api as accounts
        from portreeve.foundation.clock import api as clock
        from portreeve.foundation.config_types.api import CouncilDataWrong, installation
        from portreeve.foundation.pure.actor import system

        try:
            loaded = accounts.load_staff(folder=installation().council, by=system("staff.load"), at=clock.now())
        except CouncilDataWrong as wrong:
            raise WrongUse(str(wrong)) from wrong
    data = {"staff": loaded.staff, "made": loaded.made, "changed": loaded.changed}
    return Answer(data, text=f"{loaded.staff} staff: {loaded.made} new, {loaded.changed} grants and teams changed.")


@app.command()
@answers
def close(
    email: Annotated[str, typer.Argument(help="The work email address of somebody who has left.")],
) -> Answer:
    """Close an account: its holder is signed out at once and cannot sign in again by any way. What they did stays."""
    with with_database():
        from portreeve.foundation.accounts import api as accounts
        from portreeve.foundation.clock import api as clock
        from portreeve.foundation.pure.actor import system

        found = accounts.account_named(email)
        if found is None:
            raise WrongUse("Nobody has an account with this address. `portreeve staff list` shows all of them.")
        accounts.deactivate(account=found.id, by=system("staff.close"), at=clock.now())
    return Answer({"closed": str(found.id)}, text="Closed. Take them out of staff.yaml too.")


@app.command("list")
@answers
def list_staff() -> Answer:
    """List the accounts with their teams and acts."""
    with with_database():
        from portreeve.foundation.accounts import api as accounts

        rows: list[dict[str, Any]] = [
            {
                "email": one.email,
                "name": one.name,
                "active": one.active,
                "teams": list(accounts.teams_of(one.id)),
                "acts": sorted({grant.act for grant in accounts.grants_of(one.id)}),
            }
            for one in accounts.accounts()
        ]
    lines = [f"{row['email']}  {', '.join(row['teams']) or '–'}{'' if row['active'] else '  (closed)'}" for row in rows]
    return Answer(rows, text="\n".join(lines) or "There are no accounts.")
