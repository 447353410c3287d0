"""Real past requests come in once, whole or explained, and nobody is told anything."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from portreeve.config.settings.read import settings

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[3]
SAMPLE = settings().open_data / "city311" / "sf311_cases_sample_10k.csv"
MAPPING = ROOT / "demo" / "imports" / "sf311.yaml"
AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
HEAD = "CaseID,Opened,Closed,Status,Status.Notes,Source,Category,Address,Supervisor.District,Point"


def bring_in(path: Path) -> Any:
    from portreeve.config.importing.mapping import read_past_mapping
    from portreeve.config.importing.run import Report, bring_in
    from portreeve.foundation.pure.actor import system

    return [Report(), *bring_in(path, read_past_mapping(MAPPING), by=system("import"), at=AT)][-1]


def file_of(tmp_path: Path, *rows: str, head: str = HEAD) -> Path:
    path = tmp_path / "past.csv"
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    return path


GOOD = (
    "77,07/15/2012 08:08:00 AM,07/17/2012 08:15:00 PM,Closed,,Voice In,Graffiti Public Property,"
    '1 A ST,4,"(37.75, -122.48)"'
)


@pytest.mark.skipif(
    not SAMPLE.exists(),
    reason=f"There is no {SAMPLE}: put it there, or set PORTREEVE_OPEN_DATA to the folder in which city311 is.",
)
def test_all_ten_thousand_rows_land_or_are_explained() -> None:
    from portreeve.foundation.audit.models import AuditEntry
    from portreeve.modules.cases.models import Case
    from portreeve.modules.contacts.models import Contact
    from portreeve.modules.correspondence.models import Dispatch
    from portreeve.modules.insight.models import Daily, Fact

    report = bring_in(SAMPLE)
    assert (report.rows, report.made, len(report.refused)) == (10_000, 9_871, 129)
    assert {reason for _, _, reason in report.refused} == {"it was closed before it was opened"}
    assert Case.objects.count() == Contact.objects.count() == 9_871
    with SAMPLE.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    refused = {number for _, number, _ in report.refused}
    by_phone = sum(1 for r in rows if r["Source"] == "Voice In" and r["CaseID"] not in refused)
    opened = Daily.objects.filter(name="case opened", channel="phone")
    assert sum(d.count for d in opened) == by_phone
    assert Case.objects.filter(ended_at=None).count() == sum(1 for r in rows if r["Status"] == "Open")
    assert not Dispatch.objects.exists()
    assert AuditEntry.objects.count() == 20
    facts = Fact.objects.count()
    again = bring_in(SAMPLE)
    assert (again.made, again.known) == (0, 9_871)
    assert (Case.objects.count(), Fact.objects.count()) == (9_871, facts)


def test_times_are_local_to_the_source_and_the_clock_change_is_minded(tmp_path: Path) -> None:
    from portreeve.modules.cases.models import Case

    summer = GOOD
    winter = GOOD.replace("77,", "78,").replace("07/15/2012", "01/15/2012").replace("07/17/2012", "01/17/2012")
    bring_in(file_of(tmp_path, summer, winter))
    assert sorted(Case.objects.values_list("opened_at", flat=True)) == [
        datetime(2012, 1, 15, 16, 8, tzinfo=UTC),
        datetime(2012, 7, 15, 15, 8, tzinfo=UTC),
    ]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        (GOOD.replace("77,", ",", 1), "it has no number of its own"),
        (GOOD.replace("07/15/2012 08:08:00 AM", ""), "it does not say when it was opened"),
        (GOOD.replace("07/15/2012 08:08:00 AM", "yesterday"), "opened is not a time as the mapping describes it"),
        (GOOD.replace("07/17/2012", "07/14/2012"), "it was closed before it was opened"),
        (GOOD.replace("Voice In", "Pigeon"), "the mapping does not know the channel Pigeon"),
        (GOOD.replace("Closed", "Lost"), "the mapping does not know the status Lost"),
        (GOOD.replace("Closed", "Open"), "its status and its closing time do not agree"),
        (GOOD.replace("Graffiti Public Property", ""), "it does not say what it is about"),
    ],
)
def test_a_row_that_cannot_come_in_is_refused_with_its_reason_and_the_others_land(
    tmp_path: Path, changed: str, reason: str
) -> None:
    report = bring_in(file_of(tmp_path, changed, GOOD.replace("77,", "79,", 1)))
    assert report.made == 1
    assert report.refused[0][0] == 2
    assert report.refused[0][2] == reason


def test_the_same_number_twice_in_a_file_is_refused_the_second_time(tmp_path: Path) -> None:
    report = bring_in(file_of(tmp_path, GOOD, GOOD))
    assert (report.made, report.refused) == (1, [(3, "77", "its number came before in this file")])


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "no line of column names"),
        (b"a,b,c\n1,2,3\n", "has no column CaseID"),
        (b"CaseID,\xff\xfe\n", "not UTF-8"),
        (b"\x00\x01\x02\x03", "CSV|column"),
    ],
    ids=["empty", "other-columns", "other-encoding", "no-text"],
)
def test_a_file_that_is_not_one_of_these_is_refused_whole(tmp_path: Path, body: bytes, said: str) -> None:
    from portreeve.config.importing.run import FileWrong

    path = tmp_path / "past.csv"
    path.write_bytes(body)
    with pytest.raises(FileWrong, match=said):
        bring_in(path)


def test_how_a_case_ended_is_read_from_its_notes(tmp_path: Path) -> None:
    from portreeve.modules.cases.models import Case

    notes = ["Case is a Duplicate -", "Case Transferred - to PSR", "Case Completed - cancelled:", "Resolved: done"]
    rows = [GOOD.replace("77,", f"{i},", 1).replace("Closed,,", f"Closed,{n},") for i, n in enumerate(notes, 1)]
    bring_in(file_of(tmp_path, *rows))
    found = dict(Case.objects.order_by("opened_at").values_list("updates__text", "closing_reason"))
    assert list(found[n] for n in notes) == ["duplicate", "not ours", "no action", ""]
