"""The example in the recipe is a service that can be published as it stands."""

from __future__ import annotations

import re
from pathlib import Path

from portreeve.modules.catalogue.rules.check.everything import Council, check_service

ROOT = Path(__file__).parents[3]


def test_the_recipes_service_has_nothing_wrong() -> None:
    page = (ROOT / "docs" / "how-to" / "add-a-service.md").read_text(encoding="utf-8")
    example = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert len(example) == 1
    reading = check_service("graffiti", {"graffiti.yaml": example[0]}, Council())
    assert reading.problems == ()
    assert reading.publishable
