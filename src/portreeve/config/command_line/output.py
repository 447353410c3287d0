"""How every command answers: one JSON document or text on standard output, all else on standard error, and a code.

A command is a function that returns an `Answer`:

    @app.command()
    @answers
    def check(folder: Path) -> Answer:
        \"\"\"Check service files. The docstring is what --help shows.\"\"\"
        report = catalogue.check_folder(folder)
        return Answer({"problems": [...]}, text="All is well.", yes=not report.problems)

`answers` adds `--json`. `progress(...)` draws a bar on standard error. To refuse bad input raise `WrongUse`, saying
what to do. Exit codes: 0, 1 (the answer is no), 2 (wrong use or bad input).
"""

from __future__ import annotations

import functools
import inspect
import json as json_format
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn, ParamSpec, TypeVar
from uuid import UUID

import typer
from rich.console import Console, RenderableType
from rich.progress import track

from portreeve.foundation.pure.refusals import Refusal

_Json = Annotated[bool, typer.Option("--json", help="Answer with one JSON document and nothing else.")]
Parameters = ParamSpec("Parameters")
Item = TypeVar("Item")

_aside = Console(stderr=True, highlight=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command has to say."""

    data: Mapping[str, Any] | Sequence[Any]
    """For --json."""
    text: RenderableType = ""
    """For a person: a string, or a table of Rich's."""
    yes: bool = True
    """False: the command did its work and the answer is no, such as a check that found something; exit code 1."""


class WrongUse(Exception):
    """Wrong use or bad input: nothing was done. The text says what is wrong and what to do about it.

    `data` is for --json, beside the text.
    """

    def __init__(self, text: str, *, data: Mapping[str, Any] | None = None) -> None:
        """Say what is wrong."""
        super().__init__(text)
        self.data = data or {}


def answers(command: Callable[Parameters, Answer]) -> Callable[Parameters, None]:
    """Give a command `--json`, print its answer as it was asked for, and leave with its code."""

    @functools.wraps(command)
    def run(*positional: Parameters.args, **named: Parameters.kwargs) -> None:
        as_json = bool(named.pop("json", False))
        try:
            answer = command(*positional, **named)
        except WrongUse as wrong:
            refuse(str(wrong), as_json=as_json, data=wrong.data)
        except Refusal as refusal:
            refuse(_worded(refusal), as_json=as_json, data={"code": refusal.code, **refusal.data})
        if as_json:
            print_json(answer.data)
        elif isinstance(answer.text, str):
            # As it is: brackets are no markup, and a long line may be copied whole or opened by an editor.
            Console(highlight=False).print(answer.text, end="\n" if answer.text else "", markup=False, soft_wrap=True)
        else:
            Console(highlight=False).print(answer.text)
        if not answer.yes:
            raise typer.Exit(1)

    asked = inspect.signature(command, eval_str=True)
    option = inspect.Parameter("json", inspect.Parameter.KEYWORD_ONLY, default=False, annotation=_Json)
    shown = asked.replace(parameters=[*asked.parameters.values(), option], return_annotation=None)
    vars(run)["__signature__"] = shown
    run.__annotations__ = {name: parameter.annotation for name, parameter in shown.parameters.items()}
    return run


def refuse(text: str, *, as_json: bool = False, data: Mapping[str, Any] | None = None) -> NoReturn:
    """Say what is wrong and what to do, and leave with code 2."""
    if as_json:
        print_json({"error": text, **(data or {})})
    say(text)
    raise typer.Exit(2)


def say(text: str) -> None:
    """Tell the person at the terminal something beside the answer."""
    _aside.print(text, markup=False, soft_wrap=True)


def progress(items: Iterable[Item], *, doing: str, total: float | None = None) -> Iterator[Item]:
    """Go through items with a bar on standard error; without a terminal, silently."""
    yield from track(items, description=doing, total=total, console=_aside, disable=not _aside.is_terminal)


def print_json(data: object) -> None:
    """Print one JSON document on standard output."""
    json_format.dump(data, sys.stdout, default=_plain, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def _plain(value: object) -> object:
    """Return what JSON can hold for what our values are made of."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID | Path):
        return str(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} cannot be written as JSON.")


def _worded(refusal: Refusal) -> str:
    """Return a refusal's code as words, with its data: the command line's users are staff."""
    details = ", ".join(f"{name} {value}" for name, value in refusal.data.items())
    return f"Refused: {refusal.code.replace('-', ' ')}" + (f" ({details})." if details else ".")
