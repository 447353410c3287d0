"""Every setting is documented, and nothing is documented that is not a setting."""

from __future__ import annotations

import re

from architecture.source import ROOT, SRC

READS = re.compile(r'(?:secret_setting|_secret|_number|_folder|_networks|environ\.get)\(\s*"([A-Z_]+)"')


def read_in_code() -> set[str]:
    folder = SRC / "config" / "settings"
    return {name for file in folder.glob("*.py") for name in READS.findall(file.read_text(encoding="utf-8"))}


def documented() -> set[str]:
    text = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    return {row.split("`")[1] for row in rows}


def test_the_reference_names_every_setting_and_no_other() -> None:
    assert read_in_code() == documented()


def test_every_setting_says_in_the_code_what_it_is() -> None:
    folder = SRC / "config" / "settings"
    told = {
        n for file in folder.glob("*.py") for n in re.findall(r'^    """([A-Z_]+)\b', file.read_text(), re.MULTILINE)
    }
    assert read_in_code() - told == set()
