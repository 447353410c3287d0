"""How long it takes to find an address among 60 thousand and among a million, and how the cost grows.

    .venv/bin/python -m bench address_search [60000 250000 1000000]

Some searches of a kind are asked before it is measured. Elapsed time is what a person waits. Beside it stand the
processor times of this process and of the database's: other work lengthens those less.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import django
from bench.database import durable
from bench.writing import table, write

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


@dataclass(frozen=True)
class Took:
    """What a search of one kind took, in milliseconds."""

    p50: float
    p95: float
    ours: float
    """Processor time of this process."""
    theirs: float
    """Processor time of the database."""
    found: str

    def __str__(self) -> str:
        return f"{self.p50:.1f} / {self.p95:.1f} ms; {self.ours:.1f} + {self.theirs:.1f}; {self.found}"


def timed(searches: list[Callable[[], bool]]) -> Took:
    """Do the searches one by one."""
    elapsed, found = [], 0
    ours, theirs = time.process_time(), server_seconds()
    for search in searches:
        begin = time.perf_counter()
        found += search()
        elapsed.append((time.perf_counter() - begin) * 1000)
    count = len(searches)
    ours, theirs = (time.process_time() - ours) * 1000 / count, (server_seconds() - theirs) * 1000 / count
    elapsed.sort()
    return Took(statistics.median(elapsed), elapsed[int(count * 0.95)], ours, theirs, f"{found}/{count}")


def load(size: int) -> str:
    """Load the gazetteer up to a size; returns how many addresses there are then, and how long it took."""
    from portreeve.config.generate.borough import gazetteer
    from portreeve.foundation.clock import api as clock
    from portreeve.foundation.pure.actor import system
    from portreeve.modules.places import api as places
    from portreeve.modules.places.models import GazetteerAddress

    begin = time.perf_counter()
    records = gazetteer(ROOT / "demo" / "places", addresses=size)
    places.load_gazetteer(records=records, source=f"bench {size}", by=system("bench"), at=clock.now())
    loaded = f"{GazetteerAddress.objects.count():,} in {time.perf_counter() - begin:.0f} s"
    print(loaded, file=sys.stderr)
    return loaded


def measure(size: int) -> dict[str, object]:
    """Load up to a size and measure every kind of search."""
    figures: dict[str, object] = {"addresses, and loading them": load(size)}
    from portreeve.modules.places import api as places
    from portreeve.modules.places.models import GazetteerAddress

    dice = random.Random(1)
    uprns = list(GazetteerAddress.objects.exclude(kind="shell").values_list("uprn", flat=True))
    known = list(places.addresses(dice.sample(uprns, 400)).values())
    for kind in KINDS:
        queries = [typed(kind, dice, known) for _ in range(ROUNDS)]
        for query in queries[:20]:
            places.search_addresses(query=query, limit=10)
        figures[kind] = timed([lambda q=query: bool(places.search_addresses(query=q, limit=10)) for query in queries])
    figures[NEAR] = timed([lambda a=one: places.nearest_address(a.lat, a.long) is not None for one in known[:ROUNDS]])
    figures["one letter missing, town named: the one meant is first; among ten"] = accuracy(known, dice)
    return figures


def accuracy(known: list, dice: random.Random) -> str:
    """Return how often the address that was meant is first, and among the first ten, with one letter missing."""
    from portreeve.modules.places import api as places

    first = ten = 0
    meant = [one for one in known if one.number and not one.flat][:200]
    for one in meant:
        at = dice.randrange(1, max(2, len(one.street_name) - 2))
        query = f"{one.number} {one.street_name[:at]}{one.street_name[at + 1 :]}, {one.line.rpartition(', ')[2]}"
        found = [(a.number, a.street) for a in places.search_addresses(query=query, limit=10)]
        first += found[:1] == [(one.number, one.street)]
        ten += (one.number, one.street) in found
    return f"{first}; {ten} of {len(meant)}"


def main() -> None:
    """Measure size after size and write docs/measured/address-search.md."""
    django.setup()
    sizes = [int(text) for text in sys.argv[1:]] or [60_000]
    figures = [measure(size) for size in sizes]
    rows = [[name, *(one[name] for one in figures), _grows(figures[0][name], figures[-1][name])] for name in figures[0]]
    head = (
        "p50 / p95; processor time, ours + database; found",
        *(f"{size:,} asked for" for size in sizes),
        "p50 grows",
    )
    command = f"python -m bench address_search {' '.join(map(str, sizes))}"
    about = f"{durable(os.environ['DATABASE_URL'])}. {ROUNDS} searches of a kind, ten results each."
    write("address-search.md", "Address search", command, about, table(head, rows))


def _grows(first: object, last: object) -> str:
    return f"{last.p50 / first.p50:.1f}×" if isinstance(first, Took) and isinstance(last, Took) else ""


if __name__ == "__main__":
    main()
