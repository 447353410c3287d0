"""How long it takes to find an address among 60 thousand and among a million, and how the cost grows.

    PORTREEVE_DEMO=1 DATABASE_URL=postgresql://… .venv/bin/python bench/address_search.py [60000 250000 1000000]

Needs an empty database of its own, already migrated. Each query is asked once before it is measured, then searches
are mixed as people type them. Elapsed time is what a person waits. Beside it stand the processor times of this process
and of the database's, where it runs on this machine: other work lengthens those less.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portreeve.config.settings.django")

import django

ROOT = Path(__file__).parents[1]
ROUNDS = 300
NEAR = "nearest address"


def typed(kind: str, dice: random.Random, known: list) -> str:
    """Return a search of one kind for an address that there is."""
    one = dice.choice(known)
    street = f"{one.number} {one.street_name}".strip()
    at = dice.randrange(1, max(2, len(one.street_name) - 2))
    name = one.street_name
    return {
        "postcode": one.postcode.replace(" ", "").lower(),
        "part of a postcode": one.postcode[:-2],
        "house and street": street,
        "letter missing": f"{one.number} {name[:at]}{name[at + 1 :]}",
        "letters swapped": f"{one.number} {name[: at - 1]}{name[at]}{name[at - 1]}{name[at + 1 :]}",
        "street alone": name,
        "with the town": one.line,
        "nonsense": "".join(dice.choices("bcdfghjklmnpqrstvwxz", k=10)),
    }[kind]


KINDS = (
    "postcode",
    "part of a postcode",
    "house and street",
    "letter missing",
    "letters swapped",
    "street alone",
    "with the town",
    "nonsense",
)


def server_seconds() -> float:
    """Return the processor time that the database's process for this connection has used; 0 if it is elsewhere."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        stat = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    if not stat.exists():
        return 0.0
    user, system = stat.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def timed(name: str, size: int, searches: list[Callable[[], bool]]) -> None:
    """Do the searches one by one and print a line about them."""
    elapsed, found = [], 0
    ours, theirs = time.process_time(), server_seconds()
    for search in searches:
        begin = time.perf_counter()
        found += search()
        elapsed.append((time.perf_counter() - begin) * 1000)
    count = len(searches)
    ours, theirs = (time.process_time() - ours) * 1000 / count, (server_seconds() - theirs) * 1000 / count
    elapsed.sort()
    print(
        f"{size:>9,}  {name:<20} p50 {statistics.median(elapsed):7.2f} ms  p95 {elapsed[int(count * 0.95)]:7.2f} ms  "
        f"cpu {ours:5.2f} + {theirs:5.2f} ms  found {found}/{count}",
        flush=True,
    )


def measure(size: int) -> None:
    """Load up to a size and measure every kind of search."""
    from portreeve.config.generate.borough import gazetteer
    from portreeve.foundation.clock import api as clock
    from portreeve.foundation.pure.actor import system
    from portreeve.modules.places import api as places
    from portreeve.modules.places.models import GazetteerAddress

    begin = time.perf_counter()
    records = gazetteer(ROOT / "demo" / "places", addresses=size)
    places.load_gazetteer(records=records, source=f"bench {size}", by=system("bench"), at=clock.now())
    print(f"{size:>9,}  loaded in {time.perf_counter() - begin:.1f} s")
    dice = random.Random(1)
    uprns = list(GazetteerAddress.objects.exclude(kind="shell").values_list("uprn", flat=True))
    known = list(places.addresses(dice.sample(uprns, 400)).values())
    for kind in KINDS:
        queries = [typed(kind, dice, known) for _ in range(ROUNDS)]
        for query in queries[:20]:
            places.search_addresses(query=query, limit=10)
        timed(kind, size, [lambda q=query: bool(places.search_addresses(query=q, limit=10)) for query in queries])
    timed(NEAR, size, [lambda a=one: places.nearest_address(a.lat, a.long) is not None for one in known[:ROUNDS]])
    accuracy(size, known, dice)


def accuracy(size: int, known: list, dice: random.Random) -> None:
    """Print how often the address that was meant is first, and among the first ten, with one letter missing."""
    from portreeve.modules.places import api as places

    first = ten = 0
    meant = [one for one in known if one.number and not one.flat][:200]
    for one in meant:
        at = dice.randrange(1, max(2, len(one.street_name) - 2))
        query = f"{one.number} {one.street_name[:at]}{one.street_name[at + 1 :]}, {one.line.rpartition(', ')[2]}"
        found = [(a.number, a.street) for a in places.search_addresses(query=query, limit=10)]
        first += found[:1] == [(one.number, one.street)]
        ten += (one.number, one.street) in found
    print(f"{size:>9,}  one letter missing, town named: first {first}/{len(meant)}, among ten {ten}/{len(meant)}")


if __name__ == "__main__":
    django.setup()
    for wanted in [int(text) for text in sys.argv[1:]] or [60_000, 250_000, 1_000_000]:
        measure(wanted)
