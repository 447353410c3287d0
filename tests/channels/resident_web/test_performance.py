"""What anybody may know of how we do, and that it is what the tables say."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
DEMO = Path(__file__).parents[3] / "demo"


@pytest.fixture
def lived_in(db: None) -> Any:
    """Half a thousand cases of two made-up years, and the clock at their end."""
    from integration.cases.scene import publish_services
    from portreeve.config.generate.load_history import Wanted, load_history
    from portreeve.config.generate.load_places import load_borough
    from portreeve.foundation.clock import api as clock
    from portreeve.foundation.pure.actor import system

    publish_services()
    by = system("tests")
    load_borough(folder=DEMO / "places", by=by, at=AT, addresses=600)
    list(load_history(folder=DEMO, wanted=Wanted(people=50, cases=500, contacts=700), by=by, at=AT))
    clock.set_for_demo(AT)
    yield
    clock.set_for_demo(None)


def words(response: Any) -> str:
    """Return a page as words."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_without_any_figures_the_page_says_so(client: Any) -> None:
    assert "There are no figures yet" in words(client.get("/performance"))


def test_the_figures_of_the_page_are_those_of_the_working_tables(client: Any, lived_in: None) -> None:
    from portreeve.modules.cases.models import Case, Reporter

    page = words(client.get("/performance"))
    until = AT.replace(hour=0, minute=0)
    cases = Case.objects.filter(opened_at__gte=until - timedelta(days=366), opened_at__lt=until)
    for service, name in (("fly-tipping", "Report fly-tipping"), ("missed-bin", "Report a missed bin")):
        of = cases.filter(service=service)
        web = of.filter(channel="web").count() / of.count()
        ended = Case.objects.filter(service=service, ended_at__gte=until - timedelta(days=366), ended_at__lt=until)
        done = [c for c in ended.filter(status="done")]
        kept = sum(1 for c in done if not c.broken) / len(done)
        shown = re.search(rf"{name} (\d+) (\d+)% \S+ (\d+)%", page)
        assert shown is not None, page
        assert int(shown[1]) == of.count()
        assert abs(int(shown[2]) - 100 * web) <= 0.5
        assert abs(int(shown[3]) - 100 * kept) <= 0.5
    assert Reporter.objects.count() == 500


def test_the_picture_has_its_table_beside_it_and_a_sentence(client: Any, lived_in: None) -> None:
    page = client.get("/performance").content.decode()
    assert '<svg viewBox="0 0 720 272" role="img"' in page
    assert "The same as a table" in page
    assert re.search(r"Web: \d+% in the first month shown, \d+% in the last\.", words(client.get("/performance")))


def test_the_page_is_there_in_welsh(client: Any, lived_in: None) -> None:
    assert "Addewidion a gadwyd" in words(client.get("/cy/performance"))


def test_where_the_cost_comes_from_is_said_with_its_year(client: Any, lived_in: None) -> None:
    assert "2020" in words(client.get("/performance"))
