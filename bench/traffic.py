"""Residents who report things all at once and do not give up: they send again, with the same key, until it is taken.

    python -m bench.traffic --port 8000 --log FILE --until FILE [--residents 4] [--seconds 600]

A process of its own, outside of whatever is killed meanwhile. Its log is on disk before and after each sending: what
it calls acknowledged is what a person has seen a reference for. Ends once the file named by --until exists (or after
--seconds), when every journey under way has come to its end; exit code 1 if any person saw what they should not.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from bench.visitor import PICK, Person, Surprise, Trouble, Visitor, person, send, to_check

PATIENCE = 240.0
"""Seconds for which a resident keeps trying one step."""


class Log:
    """Lines of JSON, each on disk before we go on."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a", encoding="utf-8")
        self._lock = threading.Lock()

    def write(self, what: str, **more: object) -> None:
        """Write one line."""
        with self._lock:
            self._file.write(json.dumps({"what": what, "at": time.time(), **more}) + "\n")
            self._file.flush()
            os.fsync(self._file.fileno())


class Patience:
    """Waits a little after each trouble; not for ever."""

    def __init__(self, log: Log) -> None:
        self._log, self._until = log, time.monotonic() + PATIENCE

    def __call__(self, trouble: Trouble) -> None:
        """Wait. Raises the trouble once patience is at an end."""
        self._log.write("trouble", said=str(trouble))
        if time.monotonic() > self._until:
            raise trouble
        time.sleep(0.25)


def report(port: int, dice: Random, log: Log, postcodes: Sequence[str], number: int) -> None:
    """Go through one service from its first page to the reference. Raises Surprise, Trouble."""
    who = someone(dice, postcodes)
    visitor = Visitor(port, f"127.{1 + number % 200}.{dice.randrange(250)}.{dice.randrange(1, 250)}")
    try:
        log.write("started", service=who.service, name=who.name)
        to_check(visitor, who, Patience(log))
        hidden, check = visitor.hidden(), visitor.at
        log.write("sending", service=who.service, name=who.name, mobile=who.mobile, key=hidden["key"])
        until_taken(visitor, check, hidden, Patience(log))
        reference = visitor.reference()
        if not reference:
            raise Surprise(f"{who.service} was sent, but shows no reference at {visitor.at}")
        log.write("acknowledged", service=who.service, name=who.name, key=hidden["key"], reference=reference)
        if dice.random() < 0.2:  # a second press of the button, a moment later
            until_taken(visitor, check, hidden, Patience(log))
            if visitor.reference() != reference:
                raise Surprise(f"sent again it is {visitor.reference() or 'nothing'} instead of {reference}")
            log.write("pressed again", key=hidden["key"])
    finally:
        visitor.close()


def until_taken(visitor: Visitor, check: str, hidden: dict[str, str], patience: Patience) -> None:
    """Send what was checked, always with the same key, until it is taken."""
    while True:
        try:
            visitor.at = check
            send(visitor, hidden)
        except Trouble as trouble:
            patience(trouble)
        else:
            return


def someone(dice: Random, postcodes: Sequence[str]) -> Person:
    """Make a resident up; half of those with a missed bin find its address by postcode."""
    who = person(dice, dice.choice(("missed-bin", "fly-tipping")), wide=0.3)
    if who.service == "missed-bin" and postcodes and dice.random() < 0.5:
        found = {"where": {"query": dice.choice(postcodes)}, "where~pick": PICK}
        return Person(who.service, who.name, who.mobile, {**who.answers, **found})
    return who


def resident(port: int, number: int, log: Log, postcodes: Sequence[str], going_on: Callable[[], bool]) -> bool:
    """Report one thing after another; says whether all went as it should."""
    dice, well = Random(f"{number} {time.time()}"), True
    while going_on():
        try:
            report(port, dice, log, postcodes, number)
        except (Surprise, Trouble) as wrong:
            log.write("surprise", said=f"{type(wrong).__name__}: {wrong}")
            well = False
    return well


def main() -> int:
    """Let residents report until told to stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--log", type=Path, required=True)
    parser.add_argument("--until", type=Path, required=True)
    parser.add_argument("--residents", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=7200)
    parser.add_argument("--postcodes", type=Path, help="file with one postcode a line")
    chosen = parser.parse_args()
    postcodes = chosen.postcodes.read_text().splitlines() if chosen.postcodes else []
    log, ends, results = Log(chosen.log), time.monotonic() + chosen.seconds, []

    def going_on() -> bool:
        return not chosen.until.exists() and time.monotonic() < ends

    def live(number: int) -> None:
        results.append(resident(chosen.port, number, log, postcodes, going_on))

    threads = [threading.Thread(target=live, args=(number,)) for number in range(chosen.residents)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    log.write("ended", cpu=time.process_time())
    return 0 if len(results) == chosen.residents and all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
