"""Templates from files: checked, published once, versions kept."""

from __future__ import annotations

import shutil
from pathlib import Path
from uuid import uuid4

import pytest

from integration.correspondence.conftest import BY, MORNING, TEMPLATES, notice
from portreeve.foundation.clock import api as clock
from portreeve.foundation.pure.actor import resident
from portreeve.foundation.pure.refusals import NotAllowed
from portreeve.modules.correspondence import api as correspondence
from portreeve.modules.correspondence import models
from portreeve.modules.correspondence.types import Content, Way


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))


def codes(folder: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for problem in correspondence.check_folder(folder).problems:
        found.setdefault(problem.code, set()).add(problem.file)
    return found


def test_the_demos_folder_is_whole(folder: Path) -> None:
    assert codes(folder) == {}


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("update.en.yaml", "email: {subject: x, subject: y}", "not-yaml"),
        ("update.en.yaml", "email: [", "not-yaml"),
        ("update.en.yaml", "just words", "empty"),
        ("update.en.yaml", "sms: 12", "not-words"),
        ("update.yaml", "sms: x", "file-name"),
        ("hello.en.yaml", "sms: x", "unknown-template"),
        ("languages.yaml", "en: all\npl: [update]", "missing-language"),
        ("languages.yaml", "en: all\ncy: [hello]", "unknown-template"),
    ],
)
def test_what_is_wrong_is_named_with_its_file(folder: Path, name: str, text: str, code: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    assert code in codes(folder)


def test_a_file_that_is_no_text_and_a_language_that_is_missing_are_named(folder: Path) -> None:
    (folder / "update.cy.yaml").write_bytes(b"\xff\xfe\x00")
    (folder / "done.cy.yaml").unlink()
    found = codes(folder)
    assert found["not-text"] == {"update.cy.yaml"}
    assert found["missing-language"] >= {"done.cy.yaml"}
    (folder / "languages.yaml").unlink()
    assert "no-languages" in codes(folder)


def test_a_problem_says_its_line(folder: Path) -> None:
    text = (folder / "update.en.yaml").read_text(encoding="utf-8").replace("{{update}}", "{{updaet}}")
    (folder / "update.en.yaml").write_text(text, encoding="utf-8")
    found = [p for p in correspondence.check_folder(folder).problems if p.code == "unknown-field"]
    assert {p.line for p in found} >= {3}


def test_nothing_is_published_while_anything_is_wrong(folder: Path, post: None) -> None:
    before = correspondence.published()
    (folder / "update.en.yaml").write_text("sms: x", encoding="utf-8")
    with pytest.raises(correspondence.TemplatesFaulty):
        correspondence.publish_templates(folder=folder, by=BY, at=MORNING)
    assert correspondence.published() == before


def test_only_what_changed_is_published_and_the_old_words_stay(folder: Path, post: None, party: object) -> None:
    made = correspondence.send(notice=notice(party("amina")), by=BY, at=clock.now())  # type: ignore[operator]
    file = folder / "update.en.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("There is news", "We have news"), encoding="utf-8")
    assert correspondence.publish_templates(folder=folder, by=BY, at=MORNING) == 1
    assert correspondence.publish_templates(folder=folder, by=BY, at=MORNING) == 0
    assert "There is news" in correspondence.words_of(dispatch=made, actor=BY, at=clock.now()).text
    shown = correspondence.preview(
        template="update",
        language="en",
        way=Way.EMAIL,
        content=Content.FULL,
        values=correspondence.sample_values("update"),
    )
    assert "We have news" in shown.text
    assert models.TemplateVersion.objects.filter(template="update", language="en").count() == 2


def test_publishing_is_not_for_everybody(folder: Path, post: None) -> None:
    with pytest.raises(NotAllowed):
        correspondence.publish_templates(folder=folder, by=resident(uuid4()), at=MORNING)


@pytest.mark.parametrize("content", list(Content))
@pytest.mark.parametrize("way", list(Way))
def test_every_template_has_its_preview(post: None, way: Way, content: Content) -> None:
    for listing in correspondence.published():
        if listing.template in {"private", "discreet", "call", "holder-late"}:
            continue
        said = correspondence.preview(
            template=listing.template,
            language=listing.language,
            way=way,
            content=content,
            values=correspondence.sample_values(listing.template),
        )
        assert said.text
