"""How long it takes to find an address among 60 thousand and among a million, and how the cost grows.

    PORTREEVE_DEMO=1 DATABASE_URL=postgresql://… .venv/bin/python bench/address_search.py [60000 250000 1000000]

Needs an empty database of its own, already migrated. Each query is asked once before it is measured, then searches
are mixed as people type them. Elapsed time is what a person waits; beside it stands the processor time of this
process alone, which other work on the machine does not lengthen.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
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
    "postcode", "part of a postcode", "house and street", "letter missing", "letters swapped", "street alone",
    "with the town", "nonsense",
)  # fmt: skip


def report(name: str, size: int, elapsed: list[float], cpu: float, hits: str) -> None:
    """Print one line."""
    ms = sorted(t * 1000 for t in elapsed)
    print(
        f"{size:>9,}  {name:<20} p50 {statistics.median(ms):7.2f} ms   p95 {ms[int(len(ms) * 0.95)]:7.2f} ms   "
        f"cpu {cpu / len(ms) * 1000:6.2f} ms   {hits}"
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
        elapsed, found, cpu = [], 0, time.process_time()
        for query in queries:
            one = time.perf_counter()
            found += bool(places.search_addresses(query=query, limit=10))
            elapsed.append(time.perf_counter() - one)
        report(kind, size, elapsed, time.process_time() - cpu, f"{found}/{ROUNDS} found something")
    elapsed, cpu = [], time.process_time()
    for one in known[:ROUNDS]:
        start = time.perf_counter()
        places.nearest_address(one.lat, one.long)
        elapsed.append(time.perf_counter() - start)
    report(NEAR, size, elapsed, time.process_time() - cpu, "")
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
