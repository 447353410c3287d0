"""Skewed cases for the desk's lists: a busy team, a busy street, words from very common to once; written by COPY."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

NOW = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
TEAMS = {
    "street-scene": 46,
    "waste": 34,
    "waste-assisted": 8,
    "parks": 5,
    "environmental-health": 4,
    "revenues": 2.4,
    "community-safety": 0.5,
    "building-control": 0.1,
}
SERVICES = {
    "fly-tipping": 40,
    "missed-bin": 38,
    "ask-a-question": 15,
    "graffiti": 5,
    "anti-social-behaviour": 1.5,
    "dangerous-structure": 0.5,
}
WARDS = [f"W{n:02d}" for n in range(20)]
COMMON, USUAL = ["rubbish", "bags", "street"], ["sofa", "mattress", "fridge", "tyres", "rubble", "paint", "bin", "wall"]
RARE = [f"word{n}" for n in range(20000)]
STAFF = 60
EPOCH = datetime(2023, 11, 20, tzinfo=UTC)


@dataclass
class Drawn:
    """Parameters that really occur, for the lists to be asked with."""

    staff: list[UUID]
    people: list[UUID]
    references: list[str]
    publics: list[str]
    made: int = 0


def weighted(dice: random.Random, weights: dict[str, float]) -> str:
    return dice.choices(list(weights), weights=list(weights.values()))[0]


def zipf(dice: random.Random, most: int) -> int:
    """Return a number up to `most`, small ones far more often."""
    return min(most - 1, int(most ** dice.random()) - 1)


def grow(drawn: Drawn, size: int) -> None:
    """Add cases by COPY until there are `size`."""
    from django.db import connection

    from portreeve.modules.cases.models import Case, Reporter

    dice = random.Random(20261120 + size)
    rows = [case_row(dice, n, drawn) for n in range(drawn.made, size)]
    people = [person_row(n) for n in range(drawn.made // 3, size // 3)]
    drawn.people += [row["id"] for row in people]
    copy("portreeve_people_party", people)
    copy(Case._meta.db_table, rows)
    parts = [reporter_row(dice, n, row, drawn) for n, row in enumerate(rows, start=drawn.made)]
    copy(Reporter._meta.db_table, parts)
    drawn.references += [row["reference"] for row in dice.sample(parts, min(500, len(parts)))]
    drawn.publics += [row["public_id"] for row in dice.sample(rows, min(500, len(rows)))]
    drawn.made = size
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE portreeve_cases_case, portreeve_cases_reporter, portreeve_people_party")


def case_row(dice: random.Random, number: int, drawn: Drawn) -> dict[str, object]:
    """Make one case: seven in a hundred are open, and most of what goes wrong is in the busiest team."""
    from portreeve.foundation.pure.ids import uuid7

    team, service = weighted(dice, TEAMS), weighted(dice, SERVICES)
    opened = EPOCH + (NOW - EPOCH) * dice.random()
    is_open = dice.random() < (0.9 if opened > NOW - timedelta(days=7) else 0.065)
    due = opened + timedelta(hours=dice.choice([8, 24, 48, 72, 480]))
    status = (
        dice.choices(
            ["received", "with team", "scheduled", "waiting for you", "passed on", "reopened"],
            weights=[30, 35, 15, 10, 6, 4],
        )[0]
        if is_open
        else ""
    )
    done = dice.random() < 0.8
    ended = None if is_open else min(NOW, opened + timedelta(hours=dice.expovariate(1 / 60)))
    street, point = zipf(dice, 2400), dice.random()
    words = " ".join(sorted({*said(dice), f"street{street}", *service.split("-")}))
    no_clock = status in {"waiting for you"} or not is_open
    return {
        "id": uuid7(),
        "public_id": crockford(number),
        "service": service,
        "version": "v1",
        "tier": "simple",
        "channel": weighted(dice, {"web": 55, "phone": 35, "counter": 5, "email": 5}),
        "team": team,
        "owner_id": dice.choice(drawn.staff) if is_open and dice.random() < 0.3 else None,
        "status": status or ("done" if done else "closed without being done"),
        "closing_reason": "" if is_open or done else weighted(dice, {"not found": 5, "duplicate": 3, "no action": 2}),
        "private": service == "anti-social-behaviour",
        "home": service == "missed-bin",
        "home_of_id": None,
        "place_text": f"{number % 90} Street {street}",
        "uprn": str(100000 + zipf(dice, 60000)),
        "usrn": str(20300000 + street),
        "ward": WARDS[zipf(dice, len(WARDS))],
        "lat": 51.5 + point / 10,
        "long": -0.1 + point / 10,
        "opened_at": opened,
        "due_at": NEVER if no_clock else due,
        "watch_at": NEVER,
        "answer_by": due,
        "done_by": due,
        "promised_answer_by": due,
        "promised_done_by": due,
        "answered_at": None,
        "done_at": ended if done else None,
        "answer_warned": False,
        "done_warned": False,
        "answer_broken": False,
        "done_broken": False,
        "broken": is_open and due < NOW and dice.random() < 0.5,
        "stopped_since": None,
        "waited_seconds": 0,
        "expected_by": None,
        "delay_reason": "",
        "scheduled_for": NOW.date() + timedelta(days=dice.randrange(14)) if status == "scheduled" else None,
        "ended_at": ended,
        "reopened": int(dice.random() < 0.03),
        "closed_too_soon": 0,
        "chased": dice.choice([1, 1, 1, 2, 3, 9]) if dice.random() < 0.05 else 0,
        "chased_at": None,
        "reporters": 1,
        "part": False,
        "parent_id": None,
        "duplicate_of_id": None,
        "passed_to": "",
        "revision": 1,
        "words": " ".join(f"'{word}'" for word in words.split()),
    }


def said(dice: random.Random) -> Iterator[str]:
    """Yield search words: one in two has a common one, each a usual and a rare one."""
    if dice.random() < 0.5:
        yield dice.choice(COMMON)
    yield dice.choice(USUAL)
    yield RARE[zipf(dice, len(RARE))]


def crockford(number: int) -> str:
    """Return a public id that no other number has."""
    alphabet, mixed, out = "0123456789ABCDEFGHJKMNPQRSTVWXYZ", number * 2_654_435_761 % 32**7, ""
    for _ in range(8):
        out, mixed = alphabet[mixed % 32] + out, mixed // 32
    return out if number < 32**6 else f"{number:08d}"


def person_row(number: int) -> dict[str, object]:
    from portreeve.foundation.pure.ids import uuid7

    return {
        "id": uuid7(),
        "kind": "person",
        "name": f"Person {number}",
        "name_search": f"person {number}",
        "language": "en",
        "format": "standard",
        "wanted": "",
        "needs": "{}",
        "not_before": None,
        "not_after": None,
        "never": "{}",
        "say_nothing": False,
        "source": "",
        "source_id": None,
        "added_at": NOW,
    }


def reporter_row(dice: random.Random, number: int, case: dict[str, object], drawn: Drawn) -> dict[str, object]:
    from portreeve.foundation.pure.ids import uuid7
    from portreeve.foundation.pure.reference import check_digit

    digits = f"{(number * 7_919_999_983 + 12345) % 10**10:010d}"
    who = reporter_of(dice, drawn.people) if dice.random() < 0.9 else None
    return {
        "id": uuid7(),
        "case_id": case["id"],
        "came_with_id": case["id"],
        "reference": digits + check_digit(digits),
        "asker_id": who,
        "subject_id": who,
        "told_id": who,
        "language": "en",
        "channel": case["channel"],
        "version": "v1",
        "since": case["opened_at"],
        "withdrawn_at": None,
        "joined": False,
        "anonymous": who is None,
        "secret": "",
        "answers": "{}",
        "details": "{}",
        "submission": None,
        "journey": None,
        "really_done": None,
        "face": "",
        "face_reason": "",
        "verdict_at": None,
    }


def reporter_of(dice: random.Random, people: list[UUID]) -> UUID:
    """Return a person: most report a few times, one report in fifty comes from one of twenty who report everything."""
    return people[dice.randrange(20)] if dice.random() < 0.02 else dice.choice(people)


def copy(table: str, rows: list[dict[str, object]]) -> None:
    """Write rows the fastest way there is."""
    from django.db import connection

    if not rows:
        return
    columns = ", ".join(f'"{name}"' for name in rows[0])
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as out:
        for row in rows:
            out.write_row(list(row.values()))


def staff() -> list[UUID]:
    from portreeve.foundation.accounts.models import Account

    made = [Account(email=f"s{n}@haverstock.example", name=f"Staff {n}", created_at=NOW) for n in range(STAFF)]
    return [account.id for account in Account.objects.bulk_create(made)]
