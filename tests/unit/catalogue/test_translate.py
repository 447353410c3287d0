"""A translator is given every text that has no words yet, and loses none of those there are."""

from __future__ import annotations

from pathlib import Path

from portreeve.modules.catalogue.queries.folders import read_service
from portreeve.modules.catalogue.rules.check.everything import Council, check_service
from portreeve.modules.catalogue.rules.translate import words_to_translate
from portreeve.modules.catalogue.types import Service

FOLDER = Path(__file__).parents[3] / "demo" / "services"


def service(id: str) -> Service:
    found = read_service(FOLDER, id).service
    assert found is not None
    return found


def test_a_new_language_begins_with_every_text_and_no_words() -> None:
    asked = service("ask-a-question")
    text, missing = words_to_translate(asked, "pl")
    own = asked.words["en"].text
    assert missing == len(own)
    files = {"ask-a-question.yaml": (FOLDER / "ask-a-question.yaml").read_text(encoding="utf-8")}
    problems = check_service("ask-a-question", files | {"ask-a-question.pl.yaml": text}, Council()).problems
    assert {problem.code for problem in problems} == {"text-missing", "no-words"}
    assert f"{missing} texts" in next(problem.text for problem in problems if problem.code == "text-missing")


def test_a_complete_file_is_not_touched() -> None:
    old = (FOLDER / "missed-bin.cy.yaml").read_text(encoding="utf-8")
    assert words_to_translate(service("missed-bin"), "cy", old) == (old, 0)


def test_what_is_missing_is_added_what_is_gone_is_removed_and_the_rest_stays() -> None:
    old = (FOLDER / "missed-bin.cy.yaml").read_text(encoding="utf-8")
    without = old.replace("  name:\n    en: Report a missed bin\n    cy: Rhoi gwybod am fin sydd heb ei wagio\n", "")
    assert without != old
    extra = without + "  question.gone: {en: Gone, cy: Wedi mynd}\n"
    new, missing = words_to_translate(service("missed-bin"), "cy", extra)
    assert missing == 1
    assert "question.gone" not in new
    files = {"missed-bin.yaml": (FOLDER / "missed-bin.yaml").read_text(encoding="utf-8"), "missed-bin.cy.yaml": new}
    read = read_service(files).service
    assert read is not None
    before = service("missed-bin").words["cy"]
    assert {key: text for key, text in before.text.items() if key != "name"} == dict(read.words["cy"].text)
    assert read.words["cy"].spoken == before.spoken
