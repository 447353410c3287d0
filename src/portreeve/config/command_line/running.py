"""Commands that run Portreeve: run, worker, migrate, health."""

from __future__ import annotations

import typer

from portreeve.config.command_line.django import chosen_settings, set_up, with_database
from portreeve.config.command_line.output import Answer, WrongUse, answers, refuse, say
from portreeve.config.settings.read import Settings
from portreeve.config.supervisor import demo


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (run, worker, migrate, health):
        app.command()(command)


@answers
def run() -> Answer:
    """Run everything until Ctrl-C: database, pages, live updates, and the worker."""
    from portreeve.config.supervisor.run import CannotRun, Supervisor

    settings = chosen_settings()
    try:
        Supervisor(settings, say).run(lambda: _welcome(settings))
    except CannotRun as problem:
        raise WrongUse(str(problem)) from problem
    return Answer({"stopped": True}, text="Portreeve has stopped; nothing of it is left running.")


def _welcome(settings: Settings) -> None:
    """Say what can be opened, once it can be."""
    say("\nPortreeve is running. Open:")
    for what, path in _PAGES.items():
        say(f"  {what:<24} http://{settings.listen}:{settings.port}{path}")
    if settings.demo:
        for line in demo.sign_ins(settings):
            say(line)
    say("Press Ctrl-C to stop all of it.")


_PAGES = {
    "The residents' site": "/",
    "Follow a report": "/track",
    "The staff desk": "/desk/",
    "How services are doing": "/performance",
    "Is everything well?": "/healthz",
}


def worker() -> None:
    """Do afterwards-work until told to stop: events, jobs for other systems, timers. `run` starts one by itself."""
    try:
        set_up()
    except WrongUse as wrong:
        refuse(str(wrong))
    from portreeve.config.supervisor import worker as process

    raise typer.Exit(process.run())


@answers
def migrate() -> Answer:
    """Bring the database's tables up to date. Safe to run at any time, and more than once."""
    with with_database():
        from portreeve.config.supervisor.migrations import migrate as apply

        applied = apply()
    text = f"{len(applied)} migrations were applied." if applied else "The database is up to date."
    return Answer({"applied": applied}, text=text)


@answers
def health() -> Answer:
    """Say whether everything is well: database, tables, disk and the rest. Exit code 1 when something is not."""
    set_up()
    from portreeve.config.health import checks
    from portreeve.foundation.observe import api as observe

    found = observe.findings(checks())
    well = all(finding.well for finding in found)
    text = "\n".join(f"{finding.name}: {finding.said or 'well'}" for finding in found)
    data = {"well": well, "checks": [{"name": f.name, "well": f.well, "said": f.said} for f in found]}
    return Answer(data, text=text, yes=well)
