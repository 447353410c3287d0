"""Whole journeys per second, from the service's page to the reference, all afterwards-work included.

    .venv/bin/python -m bench journeys [--journeys 60] [--residents 4]

Residents of a process of its own go through fly-tipping and missed bin by turns, on 2 web processes.
"""

from __future__ import annotations

import argparse
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from random import Random

from bench.serving import Serving, serving
from bench.visitor import Visitor, person, send, to_check
from bench.writing import table, write


def journeys(where: Serving, number: int, count: int) -> list[float]:
    """Go through so many services; returns the seconds that each page took."""
    dice, times = Random(number), []
    for turn in range(count):
        visitor = Visitor(where.port, f"127.{1 + number}.{turn // 200}.{1 + turn % 200}")
        who = person(dice, ("missed-bin", "fly-tipping")[turn % 2], wide=0.5)
        to_check(visitor, who)
        send(visitor)
        assert visitor.reference(), visitor.at
        visitor.close()
        times += visitor.times
    return times


def together(where: Serving, residents: int, each: int) -> list[float]:
    """Have several residents do so at once. Raises what went wrong with any of them."""
    with ThreadPoolExecutor(residents) as threads:
        going = [threads.submit(journeys, where, number, each) for number in range(residents)]
        return [time for one in going for time in one.result()]


def main() -> None:
    """Measure and write docs/measured/journeys.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--journeys", type=int, default=60)
    parser.add_argument("--residents", type=int, default=4)
    chosen = parser.parse_args()
    each = max(2, chosen.journeys // chosen.residents)
    with serving() as where:
        together(where, 2, 2)
        where.until_at_rest()
        cpu, began = where.cpu(), time.perf_counter()
        times = sorted(together(where, chosen.residents, each))
        sent = time.perf_counter() - began
        where.until_at_rest()
        rest = time.perf_counter() - began
        used, promises = where.cpu() - cpu, where.settings()
    done = each * chosen.residents
    assert len(times) >= done * 10, "a journey ended early"
    p95 = times[len(times) * 95 // 100]
    rows = [
        ("journeys; answers to requests in them", f"{done}; {len(times)}"),
        ("journeys a second, until the last reference was seen", f"{done / sent:.1f}"),
        ("journeys a second, until all afterwards-work was done", f"{done / rest:.1f}"),
        ("processor time a journey: web", f"{1000 * used.web / done:.0f} ms"),
        ("processor time a journey: worker, afterwards", f"{1000 * used.worker / done:.0f} ms"),
        ("processor time a journey: database", f"{1000 * used.database / done:.0f} ms"),
        ("processor time a journey: who asks", f"{1000 * used.ours / done:.0f} ms"),
        ("so at most, on 2 cores for the serving side alone", f"{2 * done / used.served:.0f} a second"),
        ("an answer, p50 and p95", f"{1000 * statistics.median(times):.0f} ms, {1000 * p95:.0f} ms"),
    ]
    command = f"python -m bench journeys --journeys {chosen.journeys} --residents {chosen.residents}"
    write("journeys.md", "Whole journeys", command, promises + ".", table(("what", "figure"), rows))


if __name__ == "__main__":
    main()
