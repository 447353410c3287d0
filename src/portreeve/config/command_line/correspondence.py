"""Commands about what we send: its words, what waits, what is owed, and what is uncertain."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer

from portreeve.config.command_line.django import set_up, with_database
from portreeve.config.command_line.output import Answer, WrongUse, answers

app = typer.Typer(help="What is sent: templates, calls owed, and what nobody is sure of.", no_args_is_help=True)
templates = typer.Typer(help="The words of what is sent, in every language.", no_args_is_help=True)
app.add_typer(templates, name="templates")

_Folder = Annotated[Path, typer.Argument(exists=True, file_okay=False, help="Such as demo/templates.")]


@templates.command()
@answers
def check(folder: _Folder) -> Answer:
    """Check a folder of templates: fields, parts, languages, length. Needs no database."""
    set_up()
    from portreeve.modules.correspondence import api as correspondence

    report = correspondence.check_folder(folder)
    data, text = _report(report)
    if not report.problems:
        text = f"{len(report.files)} templates, nothing to mend."
    return Answer(data, text=text, yes=not report.blocking)


@templates.command()
@answers
def publish(folder: _Folder) -> Answer:
    """Check a folder of templates and publish those that changed."""
    with with_database():
        from portreeve.foundation.clock import api as clock
        from portreeve.foundation.pure.actor import system
        from portreeve.modules.correspondence import api as correspondence

        by = system("correspondence.templates")
        try:
            count = correspondence.publish_templates(folder=folder, by=by, at=clock.now())
        except correspondence.TemplatesFaulty as faulty:
            data, text = _report(faulty.report)
            return Answer(data, text=f"{text}\nNothing was published.", yes=False)
    return Answer({"published": count}, text=f"{count} templates published; the others are as they were.")


@templates.command("list")
@answers
def list_templates() -> Answer:
    """List the published templates by language."""
    with with_database():
        from portreeve.modules.correspondence import api as correspondence

        found = correspondence.published()
    rows = [{"template": t.template, "language": t.language, "version": t.version} for t in found]
    shown = "\n".join(f"{t.template:<22} {t.language:<5} {t.version[:12]}  {t.published_at:%d %b %Y}" for t in found)
    return Answer({"templates": rows}, text=shown or "None are published.", yes=bool(rows))


@templates.command()
@answers
def preview(
    template: Annotated[str, typer.Argument(help="Such as case-received.")],
    language: Annotated[str, typer.Option(help="A language tag.")] = "en",
    way: Annotated[str, typer.Option(help="email, sms, letter or call.")] = "email",
    content: Annotated[str, typer.Option(help="full, private or discreet.")] = "full",
) -> Answer:
    """Show a published template with sample values."""
    with with_database():
        from portreeve.modules.correspondence import api as correspondence
        from portreeve.modules.correspondence.types import Content, Way

        try:
            said = correspondence.preview(
                template=template,
                language=language,
                way=Way(way),
                content=Content(content),
                values=correspondence.sample_values(template),
            )
        except (correspondence.TemplateMissing, KeyError, ValueError) as wrong:
            raise WrongUse(f"There is no such template, way or content: {wrong}") from wrong
    data = {"subject": said.subject, "text": said.text, "html": said.html, "envelope": said.envelope}
    return Answer(data, text="\n\n".join(part for part in (said.subject, said.text) if part))


@app.command()
@answers
def calls(team: Annotated[str, typer.Option(help="Only this team's.")] = "") -> Answer:
    """List the calls that are owed, the soonest due first. Exit code 1 if any is late."""
    with with_database():
        from portreeve.foundation.clock import api as clock
        from portreeve.foundation.pure.actor import system
        from portreeve.modules.correspondence import api as correspondence

        found = correspondence.calls_owed(actor=system("correspondence.calls"), at=clock.now(), team=team)
    rows: list[dict[str, Any]] = [
        {"id": c.id, "team": c.team, "template": c.template, "from": c.call_from, "due": c.due_at, "late": c.late}
        for c in found.rows
    ]
    shown = "\n".join(
        f"{c.id}  {c.team:<20} {c.template:<20} due {c.due_at:%d %b %H:%M}{'  LATE' if c.late else ''}"
        for c in found.rows
    )
    late = any(c.late for c in found.rows)
    return Answer({"calls": rows, "count": found.count}, text=shown or "No calls are owed.", yes=not late)


@app.command()
@answers
def uncertain() -> Answer:
    """List what may or may not have been sent, for a person to decide. Exit code 1 if there is any."""
    with with_database():
        from portreeve.foundation.pure.actor import system
        from portreeve.modules.correspondence import api as correspondence

        found = correspondence.in_trouble(actor=system("correspondence.uncertain"))
    rows: list[dict[str, Any]] = [
        {"id": d.id, "template": d.template, "way": d.way, "about": d.about, "at": d.created_at} for d in found
    ]
    shown = "\n".join(f"{d.id}  {d.way:<7} {d.template:<22} {d.created_at:%d %b %H:%M}" for d in found)
    return Answer({"uncertain": rows}, text=shown or "Everything is certain.", yes=not rows)


@app.command()
@answers
def decide(
    dispatch: Annotated[UUID, typer.Argument(help="As `portreeve correspondence uncertain` shows it.")],
    arrived: Annotated[bool, typer.Option("--arrived/--not-arrived", help="If it has not, it is sent again.")],
) -> Answer:
    """Decide whether something uncertain arrived."""
    with with_database():
        from portreeve.foundation.clock import api as clock
        from portreeve.foundation.pure.actor import system
        from portreeve.modules.correspondence import api as correspondence

        by = system("correspondence.decide")
        correspondence.resolve_uncertain(dispatch=dispatch, arrived=arrived, by=by, at=clock.now())
    return Answer({"dispatch": dispatch, "arrived": arrived}, text="Noted." if arrived else "It will be sent again.")


def _report(report: Any) -> tuple[dict[str, Any], str]:
    rows = [
        {"file": p.file, "line": p.line, "code": p.code, "what_to_do": p.text, "blocks": p.blocks}
        for p in report.problems
    ]
    text = "\n".join(
        f"{p.file}:{p.line}: {p.text}{'' if p.blocks else ' (does not stop publishing)'}" for p in report.problems
    )
    return {"templates": len(report.files), "problems": rows}, text
