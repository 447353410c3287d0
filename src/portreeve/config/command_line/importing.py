"""`portreeve import`: the past, from other systems' files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from portreeve.config.command_line.django import with_database
from portreeve.config.command_line.output import Answer, WrongUse, answers, say

app = typer.Typer(help="Bring in the past from other systems' files. Nobody is told anything.", no_args_is_help=True)


@app.callback()
def importing() -> None:
    """Bring in the past from other systems' files."""


@app.command()
@answers
def city311(
    file: Annotated[Path, typer.Argument(help="CSV of past requests, in UTF-8.", exists=True, dir_okay=False)],
    mapping: Annotated[Path, typer.Option(help="What its columns and codes mean.", exists=True, dir_okay=False)],
    refused: Annotated[
        Path | None, typer.Option(help="Where refused rows go; beside the file's name by default.")
    ] = None,
) -> Answer:
    """Bring in past requests as contacts and cases. Safe to run again: it goes on where it stopped."""
    with with_database():
        return _bring_in(file, mapping, refused)


def _bring_in(file: Path, mapping: Path, refused: Path | None) -> Answer:
    """Bring a file in, with the database there. Raises WrongUse."""
    from portreeve.config.importing.mapping import read_past_mapping
    from portreeve.config.importing.run import FileWrong, Report, bring_in, write_refused
    from portreeve.foundation.clock import api as clock
    from portreeve.foundation.config_types.api import CouncilDataWrong
    from portreeve.foundation.pure.actor import system

    report = Report()
    try:
        read = read_past_mapping(mapping)
        for report in bring_in(file, read, by=system("import"), at=clock.now()):
            say(f"{report.rows} rows read, {report.made} new, {report.known} known, {len(report.refused)} refused")
    except (FileWrong, CouncilDataWrong) as wrong:
        raise WrongUse(str(wrong)) from wrong
    beside = refused or Path(f"{file.stem}.refused.csv")
    if report.refused:
        write_refused(beside, report)
    data = {
        "rows": report.rows,
        "made": report.made,
        "known": report.known,
        "refused": len(report.refused),
        "refused_file": str(beside) if report.refused else "",
    }
    where = f" Why the {len(report.refused)} others were refused is in {beside}." if report.refused else ""
    return Answer(
        data, text=f"{report.made} of {report.rows} rows brought in, {report.known} were here already.{where}"
    )
