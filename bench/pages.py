"""What a page costs: server's processor time for each kind, and how long an answer takes at a given rate.

    python -m bench pages [--requests 300] [--rate 40] [--seconds 10]

Processor time is that of the web processes for requests one after another on one open connection; the database's own
stands beside it. The goals: 3 ms for a page of a journey, and 50 ms at p95 with 200 requests a second.
"""

from __future__ import annotations

import argparse
import statistics
import threading
import time
from collections.abc import Callable
from random import Random

from bench.serving import Serving, serving
from bench.visitor import Visitor, begin, give_up, person
from bench.writing import table, write


def asking(where: Serving, number: int) -> Visitor:
    """Return somebody who stands at a question of a missed bin: which bin."""
    dice = Random(number)
    who = person(dice, "missed-bin")
    visitor = Visitor(where.port, f"127.9.{number // 200}.{1 + number % 200}")
    begin(visitor, who, give_up)
    for place in ("where", "where~manual"):
        visitor.post(visitor.at, who.answers[place])
    assert visitor.at.endswith("/q/bin"), visitor.at
    return visitor


def cost(where: Serving, visitor: Visitor, ask: Callable[[], None], count: int) -> list[str]:
    """Do something so often, some of it before we look; returns the figures of one request."""
    for _ in range(max(10, count // 5)):
        ask()
    before, asked, elapsed = where.cpu(), len(visitor.times), []
    for _ in range(count):
        began = time.perf_counter()
        ask()
        elapsed.append(time.perf_counter() - began)
    used, requests = where.cpu() - before, len(visitor.times) - asked
    each = (f"{1000 * one / requests:.1f} ms" for one in (used.web, used.database, used.ours))
    return [*each, f"{1000 * statistics.median(elapsed) * count / requests:.0f} ms"]


def kinds(where: Serving, count: int) -> list[list[str]]:
    """Measure each kind of page."""
    visitor = asking(where, 1)
    question, dice = visitor.at, Random(2)

    def back_and_answer() -> None:
        """Look at the question again and answer it, which leads to the next one: three requests."""
        visitor.get(question)
        visitor.post(question, {"answer": dice.choice(("refuse", "recycling"))})

    pages: dict[str, Callable[[], None]] = {
        "home": lambda: visitor.get("/"),
        "a service, before it begins": lambda: visitor.get("/s/fly-tipping"),
        "search": lambda: visitor.get("/search"),
        "a question of a journey": lambda: visitor.get(question),
        "health, which asks for nothing": lambda: visitor.get("/livez"),
        "back to a question, answer it, and the next one": back_and_answer,
    }
    return [[name, *cost(where, visitor, ask, count)] for name, ask in pages.items()]


def at_rate(where: Serving, rate: int, seconds: float) -> list[list[str]]:
    """Ask for questions of many journeys at a steady rate, whether or not the answers come; returns how it went."""
    lines = [asking(where, 100 + number) for number in range(16)]
    late: list[float] = []
    lock, began, cpu = threading.Lock(), time.perf_counter() + 0.2, where.cpu()
    due = iter([began + number / rate for number in range(int(rate * seconds))])

    def work(visitor: Visitor) -> None:
        at = visitor.at
        while True:
            with lock:
                moment = next(due, None)
            if moment is None:
                return
            time.sleep(max(0.0, moment - time.perf_counter()))
            visitor.get(at)
            late.append(time.perf_counter() - moment)

    threads = [threading.Thread(target=work, args=(visitor,)) for visitor in lines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took, used = time.perf_counter() - began, where.cpu() - cpu
    late.sort()
    assert len(late) == int(rate * seconds), "an answer failed"
    return [
        ["asked for; answered", f"{rate} a second; {len(late) / took:.0f} a second"],
        [
            "p50; p95; worst, from the moment it was due",
            "; ".join(
                f"{1000 * one:.0f} ms" for one in (statistics.median(late), late[len(late) * 95 // 100], late[-1])
            ),
        ],
        [
            "processor time: web; database; who asks, of all cores",
            "; ".join(f"{100 * one / took:.0f}%" for one in (used.web, used.database, used.ours)),
        ],
    ]


def main() -> None:
    """Measure and write docs/measured/pages.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=300)
    parser.add_argument("--rate", type=int, default=40)
    parser.add_argument("--seconds", type=float, default=10)
    chosen = parser.parse_args()
    with serving() as where:
        found = kinds(where, chosen.requests)
        rated = at_rate(where, chosen.rate, chosen.seconds)
        promises = where.settings()
    head = ("page", "processor time, web", "database", "who asks", "answer, p50")
    rate = f"Questions of 16 journeys at {chosen.rate} a second for {chosen.seconds:.0f} s, on 2 web processes:"
    command = f"python -m bench pages --requests {chosen.requests} --rate {chosen.rate} --seconds {chosen.seconds:.0f}"
    write(
        "pages.md", "What a page costs", command, promises + ".", table(head, found), rate, table(("", "figure"), rated)
    )


if __name__ == "__main__":
    main()
