"""Commands about the audit: seal what is finished, and check that nobody has changed it."""

from __future__ import annotations

import typer

from portreeve.config.command_line.django import with_database
from portreeve.config.command_line.output import Answer, WrongUse, answers

app = typer.Typer(help="Who did and saw what: sealed, and checked.", no_args_is_help=True)


@app.command()
@answers
def verify() -> Answer:
    """Check every entry and every seal; name what was altered, removed, added or forged, and leave with 1 if any."""
    with with_database():
        from portreeve.foundation.audit import api as audit

        try:
            verdict = audit.verify()
        except audit.KeyMissing as missing:
            raise WrongUse(str(missing)) from missing
    findings = {name: [str(one) for one in found] for name, found in verdict.findings().items() if found}
    data = {
        "intact": verdict.intact,
        "entries": verdict.entries,
        "seals": verdict.seals,
        "unsealed": verdict.unsealed,
        "unsealed_since": verdict.unsealed_since,
        "disposed": verdict.disposed,
        "findings": findings,
    }
    lines = [f"{verdict.entries:,} entries under {verdict.seals:,} seals are as they were written."]
    if verdict.unsealed:
        lines.append(f"{verdict.unsealed:,} are not sealed yet: nothing can be said about those.")
    lines += [f"{name.replace('_', ' ')}: {', '.join(found)}" for name, found in findings.items()]
    return Answer(data, text="\n".join(lines), yes=verdict.intact)


@app.command()
@answers
def seal() -> Answer:
    """Seal the entries of all finished transactions now; the worker does so every second."""
    with with_database():
        from portreeve.foundation.audit import api as audit
        from portreeve.foundation.clock import api as clock

        try:
            sealed = audit.seal(at=clock.now())
        except audit.KeyMissing as missing:
            raise WrongUse(str(missing)) from missing
    return Answer({"sealed": sealed}, text=f"{sealed:,} entries sealed.")


@app.command("accept-restore")
@answers
def accept_restore() -> Answer:
    """After a backup was restored: accept that seals made since that backup are lost. It is written down."""
    with with_database():
        from portreeve.foundation.audit import api as audit
        from portreeve.foundation.clock import api as clock
        from portreeve.foundation.pure.actor import system

        lost = audit.accept_restore(by=system("audit.accept-restore"), at=clock.now())
    return Answer({"lost": list(lost)}, text=f"{len(lost):,} seals are accepted as lost.")
