"""A person is handed what is theirs: their files, their special answers opened, and nothing said of anybody else."""

from __future__ import annotations

import io
import json
from contextlib import nullcontext
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from typer.testing import CliRunner, Result

from integration.cases.scene import AT, BY, GWENS_WORDS, MILL_LANE, Cast, Open
from integration.kept_submission import keep_submission
from portreeve.config.command_line.person import commands, holding
from portreeve.foundation.files import api as files
from portreeve.foundation.files.models import StoredFile
from portreeve.foundation.personal_data import api as personal_data
from portreeve.foundation.pure.channel import Channel
from portreeve.modules.cases import api as cases
from portreeve.modules.cases.models import Case, Reporter
from portreeve.modules.cases.types import NewCase
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.journeys import api as journeys
from portreeve.modules.journeys.types import Json, Roles
from portreeve.modules.people import api as people
from portreeve.modules.people.types import Changes

pytestmark = pytest.mark.django_db
DIARY = b"%PDF-1.7 a diary of dread"
RUTHS: dict[str, Json] = {
    "name": "Ruth Marsh",
    "email": "ruth@example.com",
    "phone": "+447700900333",
    "on_behalf": True,
    "tell": "asker",
    "about": {"name": "Dorothy Marsh", "email": "", "phone": "+441632960222"},
}


@pytest.fixture(autouse=True)
def this_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the commands use the database of the test."""
    for module in (commands, holding):
        monkeypatch.setattr(module, "with_database", nullcontext)


def run(*words: object) -> Result:
    return CliRunner().invoke(commands.app, [str(word) for word in words])


def held_file(holder: UUID, *, sealed: bool = False, name: str = "diary.pdf") -> UUID:
    kept = files.receive(stream=io.BytesIO(DIARY), name=name, purpose="journey", sealed=sealed, by=BY, at=AT)
    files.claim(files=[kept.id], holder=holder, by=BY, at=AT)
    return kept.id


def for_her_mother(cast: Cast) -> Reporter:
    """Ruth reports for Dorothy: one row with two people in it, and what was sent beside it."""
    version = catalogue.published("anti-social-behaviour")
    roles = Roles(cast.ruth, cast.dorothy, cast.ruth)
    plain: dict[str, Json] = {
        "place": MILL_LANE,
        "what": ["noise"],
        "happened": "They shout at her all night",
        "afraid": True,
        "you": RUTHS,
    }
    others = {"duplicates/place": {"value": [{"line": GWENS_WORDS}], "at": AT.isoformat()}}
    sent = keep_submission(version, plain, roles, AT, learned=others)
    new = NewCase(
        service=version.id,
        version=version.version,
        roles=roles,
        channel=Channel.WEB,
        answers=sent.answers,
        submission=sent.id,
    )
    return Reporter.objects.get(id=cases.open_case(new=new, by=BY, at=AT).reporter)


def told(party: UUID) -> str:
    return json.dumps(json.loads(run("export", party, "--json").stdout), ensure_ascii=False)


def test_two_people_in_one_case_are_each_handed_their_own(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina, answers={"place": MILL_LANE, "what": ["furniture"], "seen": "two men with a van"})
    new = NewCase(
        service="fly-tipping",
        version=catalogue.published("fly-tipping").version,
        roles=Roles(cast.gwen, cast.gwen, cast.gwen),
        channel=Channel.WEB,
        answers={"place": MILL_LANE, "what": ["furniture"], "seen": GWENS_WORDS},
    )
    joined = cases.join(public=Case.objects.get(id=made.case).public_id, new=new, by=BY, at=AT)
    assert joined.case == made.case
    cases.ask_reporter(case=made.case, reporter=joined.reporter, text="Gwen, which van?", by=cast.tom, at=AT)

    aminas, gwens = told(cast.amina), told(cast.gwen)
    for theirs, others in (
        (aminas, ("Gwen", "gwen@", GWENS_WORDS, joined.reference, str(cast.gwen), "which van")),
        (gwens, ("Amina", "amina@", "two men", made.reference, str(cast.amina))),
    ):
        for other in others:
            assert other not in theirs
    assert "two men with a van" in aminas
    assert made.reference in aminas
    assert GWENS_WORDS in gwens
    assert "Gwen, which van?" in gwens


def test_of_a_row_with_two_people_the_one_it_is_about_has_the_special_answers_opened_and_not_the_others_number(
    cast: Cast, services: None
) -> None:
    for_her_mother(cast)
    dorothys = told(cast.dorothy)
    assert dorothys.count("They shout at her all night") == 2  # with the case, and as it was sent
    assert "$sealed" not in dorothys
    for other in ("Ruth", "ruth@", "900333", str(cast.ruth), "the key of a form", GWENS_WORDS):
        assert other not in dorothys


def test_of_a_row_with_two_people_the_one_who_asked_has_their_own_part(cast: Cast, services: None) -> None:
    for_her_mother(cast)
    ruths = told(cast.ruth)
    assert "ruth@example.com" in ruths
    assert "(about somebody else)" in ruths
    for other in ("Dorothy", "960222", "shout at her", str(cast.dorothy)):
        assert other not in ruths


@pytest.mark.parametrize(
    ("language", "said"), [("cy", "(am rywun arall)"), ("ar", "(يخص شخصًا آخر)"), ("pl", "(about somebody else)")]
)
def test_what_is_left_out_is_said_in_the_persons_language(cast: Cast, services: None, language: str, said: str) -> None:
    for_her_mother(cast)
    people.change_details(party=cast.ruth, changes=Changes(language=language), by=BY, at=AT)
    ruths = told(cast.ruth)
    assert said in ruths
    assert language == "pl" or "(about somebody else)" not in ruths


def test_what_was_erased_is_said_in_the_persons_language(cast: Cast, open_one: Open) -> None:
    open_one(cast.gwen, service="missed-bin")
    personal_data.erase(party=cast.gwen, erase_file=lambda _: None, by=BY, at=AT)
    tables = json.loads(told(cast.gwen))["tables"]
    assert tables["portreeve_people.Party"][0]["name"] == "(wedi'i ddileu)"
    assert "(erased)" not in json.dumps(tables)


def test_the_files_are_handed_out_beside_the_json_opened(cast: Cast, services: None, tmp_path: Path) -> None:
    row = for_her_mother(cast)
    secret, plain = held_file(row.id, sealed=True), held_file(row.id, name="Mam's sofa.pdf")
    others = held_file(
        Reporter.objects.create(
            case_id=row.case_id,
            came_with_id=row.case_id,
            reference="12345678901",
            asker_id=cast.gwen,
            channel="web",
            version=row.version,
            since=AT,
        ).id
    )
    folder = tmp_path / "dorothy"
    done = run("export", cast.dorothy, "--to", folder)
    assert done.exit_code == 0, done.output
    assert "2 files written" in done.stdout
    assert "read it before you hand it on" in done.stdout
    document = json.loads((folder / "person.json").read_text(encoding="utf-8"))
    assert {one["id"]: one["name"] for one in document["files"]} == {
        str(secret): "diary.pdf",
        str(plain): "Mam's sofa.pdf",
    }
    for one in document["files"]:
        assert (folder / one["path"]).read_bytes() == DIARY
    assert str(others) not in json.dumps(document)
    assert {row["name"] for row in document["tables"]["portreeve_files.StoredFile"]} == {"diary.pdf", "Mam's sofa.pdf"}
    assert all("data_key" not in row for row in document["tables"]["portreeve_files.StoredFile"])
    assert (folder.stat().st_mode | (folder / "person.json").stat().st_mode) & 0o077 == 0


def test_a_file_that_cannot_be_opened_is_named_and_the_rest_is_handed_out(
    cast: Cast, services: None, tmp_path: Path
) -> None:
    row = for_her_mother(cast)
    lost, keyless, there = held_file(row.id), held_file(row.id, sealed=True), held_file(row.id)
    files.store().delete(str(lost))
    StoredFile.objects.filter(id=keyless).update(data_key="of-a-ring-that-is-lost", name="of-a-ring-that-is-lost")
    done = run("export", cast.dorothy, "--to", tmp_path / "x", "--json")
    assert done.exit_code == 1
    assert set(json.loads(done.stdout)["missing"]) == {str(lost), str(keyless)}
    [written] = (tmp_path / "x" / "files").iterdir()
    assert written.stem == str(there)


def test_answers_whose_key_is_lost_say_so_and_do_not_hide_the_rest(cast: Cast, services: None) -> None:
    row = for_her_mother(cast)
    row.answers["happened"]["value"] = {"$sealed": "of-a-ring-that-is-lost"}
    row.save()
    assert "its key is lost" in told(cast.dorothy)


def test_a_folder_in_use_and_somebody_unknown_are_refused(cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    nobody = UUID(int=7)
    wrong = ("export", cast.amina, "--to", tmp_path), ("export", nobody), ("hold", nobody, "--reason", "inquiry")
    for words in wrong:
        refused = run(*words)
        assert refused.exit_code == 2
        assert refused.stderr


def test_a_draft_is_handed_over_with_what_was_typed(cast: Cast, services: None) -> None:
    from portreeve.modules.journeys.models import Journey

    journey = journeys.start(
        service="anti-social-behaviour",
        language="en",
        channel=Channel.WEB,
        by=BY,
        at=AT,
        roles=Roles(asker=cast.ruth, subject=cast.dorothy, told=cast.ruth),
    )
    row = Journey.objects.get(id=journey)
    row.state["answers"] = journeys.sealed_answers(
        catalogue.version(row.version_id), {"happened": "They shout", "you": RUTHS}
    )
    row.save()
    assert "They shout" in told(cast.dorothy)
    assert "Ruth" not in told(cast.dorothy)
    assert "They shout" not in told(cast.ruth)


def test_a_hold_is_placed_listed_said_when_it_forbids_and_lifted(cast: Cast, open_one: Open) -> None:
    open_one(cast.amina)
    placed = json.loads(run("hold", cast.amina, "--reason", "ombudsman", "--reference", "22 004 123", "--json").stdout)[
        "hold"
    ]
    second = json.loads(run("hold", cast.amina, "--reason", "court case", "--json").stdout)["hold"]
    assert "ombudsman 22 004 123, since" in run("holds").stdout
    refused = run("erase", cast.amina, "--sure")
    assert refused.exit_code == 2
    assert "Nothing was erased. A legal hold keeps this person's records: ombudsman 22 004 123" in refused.stderr
    assert Reporter.objects.get().answers

    assert "still kept by: court case" in run("lift", placed).stdout
    assert run("erase", cast.amina, "--sure").exit_code == 2
    assert run("release", second).exit_code == 0  # as 0.1.0 called it
    assert run("holds").stdout.strip() == "No hold is in force."
    assert placed in run("holds", "--lifted").stdout
    assert run("erase", cast.amina, "--sure").exit_code == 0
    assert Reporter.objects.get().answers == {}
    assert run("lift", UUID(int=7)).exit_code == 2


def test_what_is_also_somebody_elses_under_a_hold_stays_and_goes_when_it_is_lifted(cast: Cast, services: None) -> None:
    from portreeve.config import upkeep
    from portreeve.foundation.personal_data.types import HoldReason

    row = for_her_mother(cast)
    hold = personal_data.place_hold(party=cast.dorothy, reason=HoldReason.INQUIRY, by=BY, at=AT)
    done = run("erase", cast.ruth, "--sure")
    assert done.exit_code == 0, done.output
    assert "also those of somebody under a legal hold" in done.stdout
    assert Reporter.objects.get(id=row.id).answers
    upkeep.dispose(AT)
    assert Reporter.objects.get(id=row.id).answers
    personal_data.lift_hold(hold=hold, by=BY, at=AT)
    upkeep.dispose(AT)
    assert Reporter.objects.get(id=row.id).answers == {}
    assert run("export", cast.ruth, "--json").exit_code == 0


def test_everything_in_an_export_can_be_written_as_json(cast: Cast, services: None) -> None:
    for_her_mother(cast)
    found: Any = json.loads(told(cast.dorothy))
    assert found["tables"]["portreeve_people.Party"][0]["name"] == "Dorothy Marsh"
