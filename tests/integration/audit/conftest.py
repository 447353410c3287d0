"""A home folder of its own for each test: heads and keys lie outside the database and are not undone with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def own_home(transactional_db: None, settings: Any, tmp_path: Path) -> Path:
    settings.INSTALLATION = replace(settings.INSTALLATION, home=tmp_path)
    return tmp_path
