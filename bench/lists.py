"""The desk's 20 lists on skewed data: p50 and p95 of one page with its capped count, and how the cost grows with size.

    .venv/bin/python -m bench lists [10000 100000 1000000]

The data grow from size to size; each list is asked with many parameters, the busiest team, street and word among them,
its first page and a later one. Elapsed time is what a person waits; beside it stands this process's own processor time.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from dataclasses import dataclass

import django
from bench.database import durable
from bench.desk_lists import Ask, lists
from bench.skewed import Drawn, grow, staff
from bench.writing import table, write

ROUNDS = 40
_HOW = (
    "Skewed cases: 46% in one team, 7% open, one street with a twelfth of all, words from very common to once. Each "
    "figure is one page of 50 with its capped count, first pages and later ones, 40 to 80 asked."
)


@dataclass(frozen=True)
class Took:
    """What one list took, in milliseconds a page."""

    p50: float
    p95: float
    own: float
    """Processor time of this process."""

    def __str__(self) -> str:
        return f"{self.p50:.1f} / {self.p95:.1f} ms; {self.own:.1f}"


def main() -> None:
    """Measure size after size and write docs/measured/lists.md."""
    django.setup()
    sizes = sorted(int(word) for word in sys.argv[1:]) or [10_000]
    drawn = Drawn(staff(), [], [], [])
    figures = [measure(drawn, size) for size in sizes]
    rows = [
        [name, *(took[name] for took in figures), f"{figures[-1][name].p95 / figures[0][name].p95:.1f}×"]
        for name in figures[0]
    ]
    worst = [max(took.items(), key=lambda item: item[1].p95) for took in figures]
    middle = [statistics.median(one.p95 for one in took.values()) for took in figures]
    rows.append(["**worst p95**", *(f"{name}: {took.p95:.1f} ms" for name, took in worst), ""])
    rows.append(["**median of the p95**", *(f"{one:.1f} ms" for one in middle), f"{middle[-1] / middle[0]:.1f}×"])
    head = ("p50 / p95; own processor time", *(f"{size:,} cases" for size in sizes), "p95 grows")
    command = f"python -m bench lists {' '.join(map(str, sizes))}"
    write(
        "lists.md", "The desk's 20 lists", command, f"{durable(os.environ['DATABASE_URL'])}. {_HOW}", table(head, rows)
    )


def measure(drawn: Drawn, size: int) -> dict[str, Took]:
    """Grow to a size and time every list."""
    began = time.perf_counter()
    grow(drawn, size)
    print(f"{size:>9,} cases made in {time.perf_counter() - began:.0f} s", file=sys.stderr)
    return {name: timed(ask, drawn) for name, ask in lists().items()}


def timed(ask: Ask, drawn: Drawn) -> Took:
    """Time first pages and later ones."""
    dice = random.Random(7)
    for _ in range(3):
        ask(dice, drawn, "")
    elapsed, cpu = [], time.process_time()
    for _ in range(ROUNDS):
        state = dice.getstate()
        began = time.perf_counter()
        page = ask(dice, drawn, "")
        elapsed.append(time.perf_counter() - began)
        if page.after:
            dice.setstate(state)
            began = time.perf_counter()
            ask(dice, drawn, page.after)
            elapsed.append(time.perf_counter() - began)
    cpu = time.process_time() - cpu
    ms = sorted(1000 * t for t in elapsed)
    return Took(statistics.median(ms), ms[int(len(ms) * 0.95)], 1000 * cpu / len(ms))


if __name__ == "__main__":
    main()
