"""Alerts: put away one by one or all that are shown, by those who may work on their cases, and written down."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
SEEN = "/desk/alerts/seen"


@pytest.fixture
def chased(cast, open_one):
    """Two cases that somebody chased: what their team is told."""
    from portreeve.modules.cases import api as cases

    made = [open_one(cast.amina), open_one(cast.dorothy)]
    for one in made:
        cases.chase(case=one.case, by=cast.sam, at=AT)
    return made


def alerts(cast) -> list:
    from portreeve.modules.cases import api as cases

    return list(cases.alerts(actor=cast.tom))


def test_one_alert_is_put_away_for_the_whole_team_and_the_other_stays(as_staff, cast, chased) -> None:
    from portreeve.foundation.audit.models import AuditEntry

    tom, (newer, older) = as_staff("tom.fletcher"), alerts(cast)
    assert newer.public_id in tom.get("/desk/").content.decode()
    answer = tom.post(SEEN, {"alert": str(newer.id)})
    assert answer["Location"] == "/desk/?did=seen"
    page = tom.get(answer["Location"]).content.decode()
    assert "It is put away." in page
    assert [a.id for a in alerts(cast)] == [older.id]
    assert f'value="{newer.id}"' not in page
    assert f'value="{older.id}"' in page
    entry = AuditEntry.objects.get(act="case.alert_seen")
    assert (entry.subject, entry.details) == (newer.case, {"alert": str(newer.id), "kind": "chased"})


def test_all_that_the_page_showed_go_and_what_came_since_stays(as_staff, cast, chased) -> None:
    from portreeve.modules.cases import api as cases

    tom = as_staff("tom.fletcher")
    shown = " ".join(str(a.id) for a in alerts(cast))
    assert f'value="{shown}"' in tom.get("/desk/").content.decode()
    cases.chase(case=chased[0].case, by=cast.sam, at=AT.replace(day=25))
    tom.post(SEEN, {"alert": shown})
    assert [a.case for a in alerts(cast)] == [chased[0].case]


def test_who_only_reads_a_case_puts_none_of_its_alerts_away(as_staff, cast, chased) -> None:
    answer = as_staff("priya.nair").post(SEEN, {"alert": " ".join(str(a.id) for a in alerts(cast))})
    assert answer["Location"] == "/desk/"
    assert len(alerts(cast)) == 2


def test_a_page_sent_twice_and_nonsense_put_away_nothing_more(as_staff, cast, chased) -> None:
    from portreeve.foundation.audit.models import AuditEntry

    tom, (newer, _) = as_staff("tom.fletcher"), alerts(cast)
    twice = {"alert": str(newer.id), "page_key": "k" * 32}
    assert {tom.post(SEEN, twice)["Location"] for _ in range(2)} == {"/desk/?did=seen"}
    assert tom.post(SEEN, {"alert": "all of them"})["Location"] == "/desk/"
    assert AuditEntry.objects.filter(act="case.alert_seen").count() == 1
