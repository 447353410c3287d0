"""The council's look: data that people can read, without anything that belongs to central government."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from portreeve.foundation.config_types.api import CouncilDataWrong
from portreeve.foundation.design.brand import read_brand, said
from portreeve.foundation.design.contrast import contrast

ROOT = Path(__file__).parents[3]
DEMO = ROOT / "demo/brand/brand.yaml"
STATIC = ROOT / "src/portreeve/foundation/design/static/design"


def test_the_demos_colours_can_be_read() -> None:
    assert read_brand(DEMO).unreadable() == ()


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_a_pale_link_colour_is_named_as_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "brand.yaml"
    path.write_text(DEMO.read_text(encoding="utf-8").replace('link: "#0a5866"', 'link: "#9fd0d8"'), encoding="utf-8")
    assert any(text.startswith("link on #ffffff") for text in read_brand(path).unreadable())


def test_a_colour_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "brand.yaml"
    hostile = 'link: "red;}body{display:none"'
    path.write_text(DEMO.read_text(encoding="utf-8").replace('link: "#0a5866"', hostile), encoding="utf-8")
    with pytest.raises(CouncilDataWrong, match="colour link"):
        read_brand(path)


def test_a_missing_entry_is_named(tmp_path: Path) -> None:
    path = tmp_path / "brand.yaml"
    path.write_text(DEMO.read_text(encoding="utf-8").replace("  button-dark:", "  button-darker:"), encoding="utf-8")
    with pytest.raises(CouncilDataWrong, match="button-dark"):
        read_brand(path)


@pytest.mark.parametrize("text", ["name: [", "- a list", "name: \xff".encode("latin-1"), "name: a\nname: b\n"])
def test_a_file_that_cannot_be_read_is_said_to_be_so(tmp_path: Path, text: str | bytes) -> None:
    path = tmp_path / "brand.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(CouncilDataWrong, match=r"brand\.yaml"):
        read_brand(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CouncilDataWrong, match="copy it from the demo"):
        read_brand(tmp_path / "brand.yaml")


def test_texts_of_the_council_fall_back_to_english_and_never_to_nothing() -> None:
    assert said({"en": "Hello", "cy": "Helo"}, "cy") == "Helo"
    assert said({"en": "Hello", "cy": "Helo"}, "ar") == "Hello"
    assert said({"": "Hello"}, "ar") == "Hello"


def test_properties_are_one_root_block() -> None:
    style = read_brand(DEMO).properties()
    assert style.startswith(":root{")
    assert style.count("{") == style.count("}") == 1
    assert "--govuk-link-colour:#0a5866" in style


@pytest.mark.parametrize("file", sorted(STATIC.rglob("*.*")), ids=lambda path: path.name)
def test_no_typeface_or_crown_of_central_government_is_shipped(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"GDS Transport|@font-face|crown-|crest", text)


def test_no_font_file_is_shipped() -> None:
    assert not [path for path in STATIC.rglob("*") if path.suffix in {".woff", ".woff2", ".ttf", ".otf", ".ico"}]
