"""A small borough in the database: the first 1,500 addresses of the demo's, loaded once for these tests."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from portreeve.config.generate.borough import gazetteer
from portreeve.foundation.pure.actor import system

DEMO = Path(__file__).parents[3] / "demo" / "places"
BY = system("tests")
AT = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
SIZE = 4000


@pytest.fixture(scope="session")
def borough_records() -> list:
    return list(gazetteer(DEMO, addresses=SIZE))


@pytest.fixture
def borough(db: None, borough_records: list) -> list:
    """The borough is loaded in each test's own transaction: COPY makes that cheap."""
    from portreeve.modules.places import api as places

    places.use_sources()
    places.load_gazetteer(records=borough_records, source="the demo's borough", by=BY, at=AT)
    return borough_records
