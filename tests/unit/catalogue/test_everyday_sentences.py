"""How people say what they need, written down before the words of most services and kept apart from them.

The search is measured by these sentences, so no service may have been taught one of them.
"""

from __future__ import annotations

from pathlib import Path

import yaml

SENTENCES: dict[str, str] = yaml.safe_load(Path(__file__).with_name("everyday_sentences.yaml").read_text())
SERVICES = Path(__file__).parents[3] / "demo" / "services"


def test_there_are_sixty_about_many_services() -> None:
    assert len(SENTENCES) == 60
    assert len(set(SENTENCES.values())) > 45


def test_no_service_was_taught_one() -> None:
    for file in SERVICES.glob("*.yaml"):
        written = " ".join(file.read_text(encoding="utf-8").casefold().split())
        assert [sentence for sentence in SENTENCES if sentence.casefold() in written] == [], file.name
