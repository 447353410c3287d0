"""Reads the least and the most of an answer into the form in which a journey compares it."""

from __future__ import annotations

import re
from datetime import date, time

from portreeve.modules.catalogue.rules.read.fields import Fields
from portreeve.modules.catalogue.rules.read.problems import Problems
from portreeve.modules.catalogue.types import QuestionType, date_limit

_WHOLE = re.compile(r"-?[0-9]{1,12}")
_COUNT = re.compile(r"[0-9]{1,5}")
_POUNDS = re.compile(r"£?([0-9]{1,9})(?:\.([0-9]{2}))?")
_TIME = re.compile(r"[0-2][0-9]:[0-5][0-9]")

COUNTED = frozenset({QuestionType.TEXT, QuestionType.LONG_TEXT, QuestionType.SEVERAL, QuestionType.GROUP})
LIMITED = COUNTED | {QuestionType.NUMBER, QuestionType.MONEY, QuestionType.DATE, QuestionType.TIME}


def normal_limit(type: QuestionType, name: str, fields: Fields, problems: Problems) -> str:
    """Return a limit in its normal form, such as pence for pounds; empty where there is none or it cannot be read."""
    written = fields.text(name)
    if not written:
        return ""
    if type not in LIMITED:
        text = f"A question of type `{type}` has no `{name}`. Remove it."
        problems.add(fields.at(name), "limit-not-for-type", text)
        return ""
    normal = _normal(type, written)
    if normal is None:
        example = _EXAMPLES.get(type, "a number")
        text = f"`{name}` is `{written}`, which is no limit of a `{type}` question. Write {example}."
        problems.add(fields.at(name), "bad-limit", text)
        return ""
    return normal


_EXAMPLES = {
    QuestionType.MONEY: "pounds, such as `50` or `£12.50`",
    QuestionType.DATE: "`today`, `today - 28 days` or a date such as `2026-04-01`",
    QuestionType.TIME: "a time such as `08:30`",
    QuestionType.NUMBER: "a whole number, such as `20`",
}


def _normal(type: QuestionType, written: str) -> str | None:
    """Return a limit in its normal form, or None."""
    if type is QuestionType.MONEY:
        pounds = _POUNDS.fullmatch(written)
        return str(int(pounds[1]) * 100 + int(pounds[2] or 0)) if pounds else None
    if type is QuestionType.DATE:
        return written if _is_date(written) else None
    if type is QuestionType.TIME:
        return written if is_time(written) else None
    wanted = _WHOLE if type is QuestionType.NUMBER else _COUNT
    return str(int(written)) if wanted.fullmatch(written) else None


def _is_date(written: str) -> bool:
    """Say whether a text is a date's limit."""
    try:
        date_limit(written, date(2026, 1, 1))
    except (ValueError, OverflowError):
        return False
    return True


def is_time(written: str) -> bool:
    """Say whether a text is a time of day on the 24-hour clock."""
    if _TIME.fullmatch(written) is None:
        return False
    try:
        time.fromisoformat(written)
    except ValueError:
        return False
    return True
