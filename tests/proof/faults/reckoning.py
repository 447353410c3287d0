"""The reckoning after the kills: what residents were told, what the tables hold, and what the demo's Notify took."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from proof.faults.council import Council

RECEIPTS = ("case-received", "joined")
_REFERENCE = re.compile(r"\b(\d{3} \d{4} \d{4})\b")
_PROMISES = """
SELECT s.key, r.reference, c.id IS NOT NULL, s.service, s.status
FROM portreeve_journeys_submission s
LEFT JOIN portreeve_cases_reporter r ON r.submission = s.id
LEFT JOIN portreeve_cases_case c ON c.id = r.case_id
"""
_RECEIPTS = """
SELECT r.reference, d.id::text, d.status, d.way
FROM portreeve_cases_reporter r
JOIN portreeve_correspondence_dispatch d ON d.about = r.case_id AND d.party_id = r.told_id
JOIN portreeve_correspondence_templateversion t ON t.id = d.template_id
WHERE t.template = ANY(%s) AND d.status <> 'failed'
"""


def lines(path: Path) -> list[dict[str, Any]]:
    """Read a log of JSON lines."""
    return [json.loads(line) for line in path.read_text().splitlines()]


@dataclass
class Reckoning:
    """What each side says, beside each other."""

    acknowledged: dict[str, str]
    """By idempotency key: the reference that the resident saw."""
    surprises: list[str]
    troubles: int
    kept: list[tuple[str, str | None, bool, str, str]]
    """Key, reference, whether it has its case, service and status of every submission."""
    receipts: list[tuple[str, str, str, str]]
    """Reference, dispatch, its status and its way, of every receipt; of those that failed, and had
    another take their place, the other."""
    took: list[dict[str, Any]]
    """What the demo's Notify took, once each."""
    attempts: set[str]
    """Ids of all attempts that we wrote down before we made them."""

    @property
    def uncertain(self) -> list[str]:
        """Return the dispatches of which neither we nor the carrier know whether they arrived."""
        return [d for _, d, status, _ in self.receipts if status == "uncertain"]

    @classmethod
    def make(cls, council: Council, traffic_log: Path) -> Reckoning:
        """Read all three."""
        said = lines(traffic_log)
        book = council.home / "post" / "notify" / "notify.jsonl"
        return cls(
            acknowledged={one["key"]: one["reference"] for one in said if one["what"] == "acknowledged"},
            surprises=[one["said"] for one in said if one["what"] == "surprise"],
            troubles=sum(one["what"] == "trouble" for one in said),
            kept=council.rows(_PROMISES),  # type: ignore[arg-type]
            receipts=council.rows(_RECEIPTS, list(RECEIPTS)),  # type: ignore[arg-type]
            took=[one for one in lines(book) if "took_at" in one],
            attempts={one for (one,) in council.rows("SELECT id::text FROM portreeve_correspondence_attempt")},
        )

    def lost(self) -> list[str]:
        """Return the keys of acknowledged submissions that are not there with their reference and case."""
        there = {key: reference for key, reference, has_case, _, status in self.kept if has_case and status == "sent"}
        return [key for key, reference in self.acknowledged.items() if there.get(key) != reference]

    def doubled(self) -> list[str]:
        """Return keys and references that are there more than once."""
        keys = Counter(key for key, *_ in self.kept)
        references = Counter(reference for _, reference, *_ in self.kept if reference)
        return [one for counts in (keys, references) for one, n in counts.items() if n > 1]

    def without_one_receipt(self) -> list[str]:
        """Return references of submissions that have not just one receipt, unless it has gone another way."""
        made = Counter(reference for reference, *_ in self.receipts)
        return [reference for _, reference, *_ in self.kept if reference and made[reference] != 1]

    def texts(self) -> Counter[str]:
        """Return how often Notify took a text with each reference in it."""
        found: Counter[str] = Counter()
        for one in self.took:
            if said := _REFERENCE.search(one["body"]):
                found[said[1].replace(" ", "")] += 1
        return found

    def sent_twice(self) -> list[str]:
        """Return the references whose receipt Notify took more than once."""
        return [reference for reference, n in self.texts().items() if n > 1]

    def said_sent_but_not_taken(self) -> list[str]:
        """Return the references whose receipt we call sent, and Notify never took."""
        texts = self.texts()
        return [r for r, _, status, _ in self.receipts if status in {"sent", "delivered"} and texts[r] == 0]

    def not_settled(self) -> list[tuple[str, str]]:
        """Return dispatches that are neither sent nor uncertain, nor a call owed to somebody no text reaches."""
        settled = {"sent", "delivered", "uncertain", "owed"}
        return [(d, status) for _, d, status, _ in self.receipts if status not in settled]

    def unknown(self) -> list[str]:
        """Return what Notify took under a reference that is no attempt of ours."""
        return [one["reference"] for one in self.took if one["reference"] not in self.attempts]
