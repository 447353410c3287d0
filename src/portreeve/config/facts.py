"""The facts that this installation can supply to the conditions of service files."""

from __future__ import annotations

from portreeve.modules.catalogue.types import FactDeclaration, QuestionType

COLLECTION = FactDeclaration(
    name="collection",
    of=QuestionType.ADDRESS,
    fields={
        "due_today": "bool",
        "due_yesterday": "bool",
        "emptied": "bool",
        "emptied_at": "string",
        "reason": "string",
        "last": "string",
        "next": "string",
        "street_blocked": "bool",
        "open_report": "bool",
        "collected_here": "bool",
        "in_time": "bool",
        "bins_known": "strings",
        "bins_today": "strings",
        "bins_yesterday": "strings",
        "bins_emptied": "strings",
        "bins_not_collected": "strings",
        "bins_street_blocked": "strings",
        "bins_reported": "strings",
    },
    seconds=2.0,
    added=frozenset(
        {
            "bins_known",
            "bins_today",
            "bins_yesterday",
            "bins_emptied",
            "bins_not_collected",
            "bins_street_blocked",
            "bins_reported",
        }
    ),
)
"""When bins are collected at an address and what the crew recorded: of all bins of the last day, and of each."""
