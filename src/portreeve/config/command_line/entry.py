"""Puts the commands together. A part's commands are one module beside this one, added to `PARTS` by a line."""

from __future__ import annotations

from importlib import import_module

import typer

from portreeve.config.command_line import keeping, prepare, running
from portreeve.config.supervisor.parent import end_with_supervisor

app = typer.Typer(
    name="portreeve",
    help="The customer access platform for a council: every service defined once, offered on every channel.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,  # local values may be people's
    add_completion=False,
)
running.add_to(app)
prepare.add_to(app)
keeping.add_to(app)

PARTS: dict[str, str] = {
    "journey": "journey",
    "services": "services",
    "places": "places",
    "import": "importing",
    "person": "person",
    "correspondence": "correspondence",
    "staff": "staff",
    "events": "events",
    "audit": "audit",
    "clock": "clock",
}
"""Sub-commands: their name and the module beside this one that has a Typer `app` for them."""

for name, module in PARTS.items():
    app.add_typer(import_module(f"portreeve.config.command_line.{module}").app, name=name)


def main() -> None:
    """Run `portreeve`."""
    end_with_supervisor()
    app()
