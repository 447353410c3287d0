"""A backup put back equals what was backed up, but for those who were erased since."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

_SETUP = """
    import django; django.setup()
    import io, json, sys
    from portreeve.foundation.clock import api as clock
    from portreeve.foundation.files import api as files
    from portreeve.foundation.personal_data import api as personal_data
    from portreeve.foundation.pure.actor import system
    from portreeve.modules.people import api as people
    from portreeve.modules.people.types import NewParty
    from portreeve.config.settings.read import settings
    from portreeve.foundation.database import api as database
    by, at = system("test"), clock.now()
"""
_FILL = """
    with database.running(settings().home):
        amina = people.add_party(new=NewParty(name="Amina Yusuf", email="amina@example.com"), by=by, at=at)
        gwen = people.add_party(new=NewParty(name="Gwen Pritchard", email="gwen@example.com"), by=by, at=at)
        from PIL import Image

        picture = io.BytesIO()
        Image.new("RGB", (40, 30), "green").save(picture, "PNG")
        picture.seek(0)
        photo = files.receive(stream=picture, name="bin.png", purpose="answer", by=by, at=at)
        print(json.dumps({"amina": str(amina), "gwen": str(gwen), "file": str(photo.id)}))
"""
_ERASE = """
    with database.running(settings().home):
        from uuid import UUID
        personal_data.erase(party=UUID(sys.argv[1]), erase_file=lambda file: None, by=by, at=clock.now())
"""
_HOLD = """
    with database.running(settings().home):
        from uuid import UUID
        from portreeve.foundation.personal_data.types import HoldReason
        if len(sys.argv) > 1:
            personal_data.place_hold(party=UUID(sys.argv[1]), reason=HoldReason.COURT, by=by, at=clock.now())
        from portreeve.foundation.personal_data.models import LegalHold
        held = LegalHold.objects.filter(lifted_at=None).values_list("party", flat=True)
        print(json.dumps([str(party) for party in held]))
"""
_KEEP_AND_LOSE = """
    with database.running(settings().home):
        from django.db import connection
        from portreeve.config import upkeep
        print(json.dumps(upkeep.keep_holds(at)))
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
"""
_LOOK = """
    with database.running(settings().home):
        from uuid import UUID
        file, *parties = (UUID(said) for said in sys.argv[1:])
        found = {"names": [people.party(party).name for party in parties]}
        with files.open_file(file) as kept:
            found["bytes"] = len(kept.read())
        print(json.dumps(found))
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def do(home: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command line, or a script where the first word is one, on a home of its own."""

    def run(*words: str, at: Path = home) -> subprocess.CompletedProcess[str]:
        environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
        environment |= {
            "PORTREEVE_HOME": str(at),
            "PORTREEVE_DEMO": "1",
            "DJANGO_SETTINGS_MODULE": "portreeve.config.settings.django",
        }
        start = ["-c", textwrap.dedent(_SETUP) + textwrap.dedent(words[0])] if "\n" in words[0] else []
        command = [sys.executable, *(start or ["-m", "portreeve.config.command_line", words[0]]), *words[1:]]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    return run


def test_a_backup_comes_back_as_it_was_without_those_erased_since(
    do: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    assert do("migrate").returncode == 0
    filled = do(_FILL)
    assert filled.returncode == 0, filled.stderr
    ids = json.loads(filled.stdout.splitlines()[-1])

    made = do("backup", str(tmp_path / "safe"), "--json")
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout)["files"] >= 2
    assert not (tmp_path / "safe" / "keys").exists()

    erased = do(_ERASE, ids["gwen"])
    assert erased.returncode == 0, erased.stderr
    held = do(_HOLD, ids["amina"])
    assert held.returncode == 0, held.stderr

    refused = do("restore", str(tmp_path / "safe"))
    assert refused.returncode == 2
    assert "add --replace" in refused.stderr

    restored = do("restore", str(tmp_path / "safe"), "--replace", "--json")
    assert restored.returncode == 0, restored.stderr
    assert json.loads(restored.stdout)["erased_again"] == 1
    assert json.loads(restored.stdout)["holds_again"] == 1
    assert json.loads(do(_HOLD).stdout.splitlines()[-1]) == [ids["amina"]]

    looked = do(_LOOK, ids["file"], ids["amina"], ids["gwen"])
    assert looked.returncode == 0, looked.stderr
    found = json.loads(looked.stdout.splitlines()[-1])
    assert found["names"][0] == "Amina Yusuf"
    assert "Gwen" not in found["names"][1]
    assert found["bytes"] > 50

    # On a machine that lost everything, the ids of those erased since come from a list.
    (tmp_path / "erased").write_text(ids["gwen"] + "\n")
    elsewhere = tmp_path / "elsewhere"
    again = do("restore", str(tmp_path / "safe"), "--erased", str(tmp_path / "erased"), "--json", at=elsewhere)
    assert again.returncode == 0, again.stderr
    assert json.loads(again.stdout)["erased_again"] == 1

    # A damaged backup is found out before anything is touched.
    (tmp_path / "safe" / "database.dump").write_bytes(b"not what it was")
    damaged = do("restore", str(tmp_path / "safe"), "--replace", "--json")
    assert damaged.returncode == 2
    assert "altered: database.dump" in json.loads(damaged.stdout)["error"]
    assert json.loads(do(_LOOK, ids["file"], ids["amina"], ids["gwen"]).stdout.splitlines()[-1]) == found


def test_holds_placed_and_lifted_since_a_backup_outlive_the_database_that_knew_of_them(
    do: Callable[..., subprocess.CompletedProcess[str]], home: Path, tmp_path: Path
) -> None:
    def said(*words: str, at: Path = home) -> Any:
        """Run a command of the command line that must succeed; returns what it says as data."""
        done = do(*words, "--json", at=at)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def in_force(at: Path = home) -> set[tuple[str, str, str]]:
        return {(one["id"], one["person"], one["reference"]) for one in said("person", "holds", at=at)["holds"]}

    assert do("migrate").returncode == 0
    ids = json.loads(do(_FILL).stdout.splitlines()[-1])
    old = said("person", "hold", ids["gwen"], "--reason", "complaint", "--reference", "22 001")["hold"]
    said("backup", str(tmp_path / "safe"))
    new = said("person", "hold", ids["amina"], "--reason", "ombudsman", "--reference", "22 004")["hold"]
    said("person", "release", old)
    lost = do(_KEEP_AND_LOSE)  # as when the disk under the database is gone, and the home's files are not
    assert lost.returncode == 0, lost.stderr
    assert json.loads(lost.stdout.splitlines()[-1]) == 2
    file = home / "holds.jsonl"
    assert "Amina" not in file.read_text(encoding="utf-8")

    assert said("restore", str(tmp_path / "safe"), "--replace")["holds_again"] == 2
    assert in_force() == {(new, ids["amina"], "22 004")}
    refused = do("person", "erase", ids["amina"], "--sure")
    assert refused.returncode == 2
    assert "ombudsman 22 004" in refused.stderr

    # On another machine the file is given by name; one that was damaged stops everything before it is begun.
    elsewhere = tmp_path / "elsewhere"
    assert said("restore", str(tmp_path / "safe"), "--holds", str(file), at=elsewhere)["holds_again"] == 2
    assert in_force(elsewhere) == {(new, ids["amina"], "22 004")}
    file.write_text(file.read_text(encoding="utf-8")[:-20], encoding="utf-8")
    damaged = do("restore", str(tmp_path / "safe"), "--replace")
    assert damaged.returncode == 2
    assert "holds.jsonl, line 2, is no legal hold" in " ".join(damaged.stderr.split())


def test_a_hold_on_what_an_erasure_left_is_not_lifted_by_a_restore(
    do: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    assert do("migrate").returncode == 0
    ids = json.loads(do(_FILL).stdout.splitlines()[-1])
    assert do(_ERASE, ids["gwen"]).returncode == 0
    assert do(_HOLD, ids["gwen"]).returncode == 0
    assert do("backup", str(tmp_path / "safe")).returncode == 0
    (tmp_path / "erased").write_text(ids["gwen"] + "\n")  # it names everybody who ever was
    restored = do("restore", str(tmp_path / "safe"), "--replace", "--erased", str(tmp_path / "erased"), "--json")
    assert restored.returncode == 0, restored.stderr
    assert json.loads(restored.stdout)["erased_again"] == 0
    assert json.loads(do(_HOLD).stdout.splitlines()[-1]) == [ids["gwen"]]


def test_what_is_no_backup_is_refused_with_what_to_do(
    do: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    refused = do("restore", str(tmp_path / "empty"))
    assert refused.returncode == 2
    assert "Name the folder of a backup" in refused.stderr
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "something").touch()
    refused = do("backup", str(tmp_path / "full"))
    assert refused.returncode == 2
    assert "Name a new or an empty folder" in refused.stderr
