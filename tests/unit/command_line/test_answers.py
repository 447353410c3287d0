"""How every command answers: one JSON document or text, the rest aside, and an exit code that can be relied on."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
import typer
from typer.testing import CliRunner

from portreeve.config.command_line.output import Answer, WrongUse, answers, progress, say
from portreeve.foundation.pure.refusals import NotFound

app = typer.Typer()


@app.command()
@answers
def check(what: str) -> Answer:
    """Check something."""
    say("looking")
    if what == "nonsense":
        raise WrongUse("There is no `nonsense`. Name a street.")
    if what == "absent":
        raise NotFound(case="123 4567 8901")
    found = list(progress(range(3), doing="Counting"))
    return Answer({"at": datetime(2026, 3, 1, tzinfo=UTC), "found": found}, text="Well.", yes=what != "broken")


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(words))
    return result.exit_code, result.stdout, result.stderr


def test_text_is_for_people_and_what_goes_on_is_told_aside() -> None:
    assert run("street") == (0, "Well.\n", "looking\n")


def test_json_is_one_document_and_nothing_else() -> None:
    code, out, _ = run("street", "--json")
    assert code == 0
    assert json.loads(out) == {"at": "2026-03-01T00:00:00+00:00", "found": [0, 1, 2]}


def test_an_answer_of_no_is_code_1_and_still_answered() -> None:
    assert run("broken")[:2] == (1, "Well.\n")


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_wrong_use_is_code_2_and_says_what_to_do(form: list[str]) -> None:
    code, out, aside = run("nonsense", *form)
    assert code == 2
    assert "Name a street." in aside
    assert not form or json.loads(out) == {"error": "There is no `nonsense`. Name a street."}


def test_a_refusal_is_code_2_with_its_code_and_data() -> None:
    code, out, aside = run("absent", "--json")
    assert code == 2
    assert "Refused: not found (case 123 4567 8901)." in aside
    assert json.loads(out)["code"] == "not-found"


def test_help_shows_the_docstring_and_the_option() -> None:
    assert "--json" in run("--help")[1]
