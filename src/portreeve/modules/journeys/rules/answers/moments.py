"""Dates and times of day, however they are written, typed in boxes or keyed."""

from __future__ import annotations

import re
from datetime import date, timedelta

from portreeve.foundation.pure.channel import Medium
from portreeve.foundation.pure.word_files import FALLBACK
from portreeve.modules.catalogue.types import Question, date_limit
from portreeve.modules.journeys.rules.answers.asked import Answered, AnswerType, Asked, Outcome, Shown
from portreeve.modules.journeys.rules.answers.fields import read_all, read_given
from portreeve.modules.journeys.rules.wording import heard, show_date, table
from portreeve.modules.journeys.types import InvalidAnswer, Raw

_NUMERIC = re.compile(r"(\d{1,2})[\s/.\-](\d{1,2})(?:[\s/.\-](\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WRITTEN = re.compile(r"(\d{1,2})(?:st|nd|rd|th|af|il|ydd|fed)?\s+(?:of\s+|o\s+)?([^\W\d]+)\.?,?(?:\s+(\d{4}))?")
_TIME = re.compile(r"(\d{1,2})(?:[:.\s]?(\d{2}))?\s*(am|pm|yb|yh|a\.m\.?|p\.m\.?)?", re.IGNORECASE)


def _digits(said: str) -> str:
    """Return digits of any script as 0 to 9."""
    return "".join(str(int(letter)) if letter.isdecimal() else letter for letter in said)


def _month(said: str, language: str) -> int:
    """Return the number of a month written in full or cut short, in the language or English; 0 if it is none."""
    plain = said.casefold()
    for each in (language, FALLBACK):
        for number, name in enumerate(table(each)["months"], start=1):
            if len(plain) >= 3 and name.casefold().startswith(plain):
                return number
    return int(plain) if plain.isdecimal() and int(plain) <= 12 else 0


def _year(said: str, day: int, month: int, question: Question, today: date) -> int:
    """Return a year; when none was said, the nearest that fits the question's bounds, else the nearest of all."""
    if len(said) == 2:
        return 2000 + int(said) if 2000 + int(said) <= today.year + 20 else 1900 + int(said)
    if said:
        return int(said)
    fitting: list[date] = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            one = date(year, month, day)
        except ValueError:
            continue
        if (not (low := date_limit(question.at_least, today)) or one >= low) and (
            not (high := date_limit(question.at_most, today)) or one <= high
        ):
            fitting.append(one)
    return min(fitting, key=lambda each: abs(each - today)).year if fitting else today.year


class Dates(AnswerType):
    """A day."""

    def take(self, asked: Asked, raw: Raw) -> Outcome:
        """Accept day, month and year, or a date as people write it, or keyed digits."""
        found = self._boxes(asked, raw) if "day" in raw or "month" in raw or "year" in raw else self._said(asked, raw)
        if isinstance(found, InvalidAnswer):
            return found
        low = date_limit(asked.question.at_least, asked.today)
        high = date_limit(asked.question.at_most, asked.today)
        if low and found < low:
            return InvalidAnswer("date-too-early", {"least": show_date(low, asked.language)}, part="day")
        if high and found > high:
            return InvalidAnswer("date-too-late", {"most": show_date(high, asked.language)}, part="day")
        return Answered(found.isoformat())

    def _boxes(self, asked: Asked, raw: Raw) -> date | InvalidAnswer:
        """Read the three boxes of a page; a month may be a word."""
        said = read_all(raw, {"day": 20, "month": 20, "year": 20})
        if isinstance(said, InvalidAnswer):
            return said
        if not any(said.values()):
            return InvalidAnswer("missing", part="day")
        for part, value in said.items():
            if not value:
                return InvalidAnswer(f"missing-{part}", part=part)
        day, year = _digits(said["day"]), _digits(said["year"])
        month = _month(_digits(said["month"]), asked.language)
        possible = {
            "day": day.isdecimal() and 1 <= int(day) <= 31,
            "month": month > 0,
            "year": year.isdecimal() and len(year) == 4 and int(year) >= 1000,
        }
        for part, fits in possible.items():
            if not fits:
                return InvalidAnswer("not-a-date", part=part)
        return self._made(int(year), month, int(day))

    def _said(self, asked: Asked, raw: Raw) -> date | InvalidAnswer:
        """Read one text: words for days, a written or numeric date, or keyed digits."""
        said = read_given(raw, limit=100)
        if isinstance(said, InvalidAnswer):
            return said
        for name, days in (("today", 0), ("tomorrow", 1), ("yesterday", -1)):
            if heard(name, asked.language, said):
                return asked.today + timedelta(days=days)
        plain = _digits(said)
        keyed = plain.rstrip("#*")
        if keyed.isdecimal() and len(keyed) in {4, 6, 8}:
            return self._parts(asked, keyed[:2], int(keyed[2:4]), keyed[4:])
        return self._written(asked, plain)

    def _written(self, asked: Asked, plain: str) -> date | InvalidAnswer:
        """Read a date in writing: 3 March, 3/3/2026, 2026-03-03, Tuesday 3rd March 2026."""
        if found := _ISO.fullmatch(plain):
            return self._made(int(found[1]), int(found[2]), int(found[3]))
        if found := _NUMERIC.fullmatch(plain):
            return self._parts(asked, found[1], int(found[2]), found[3] or "")
        if (found := _WRITTEN.search(plain)) and (month := _month(found[2], asked.language)):
            return self._parts(asked, found[1], month, found[3] or "")
        return InvalidAnswer("not-a-date", part="answer")

    def _parts(self, asked: Asked, day: str, month: int, year: str) -> date | InvalidAnswer:
        """Make a date whose year may be missing."""
        if not 1 <= month <= 12 or not 1 <= int(day) <= 31:
            return InvalidAnswer("not-a-date", part="answer")
        return self._made(_year(year, int(day), month, asked.question, asked.today), month, int(day))

    def _made(self, year: int, month: int, day: int) -> date | InvalidAnswer:
        """Make a date, or say that there is no such day."""
        try:
            return date(year, month, day)
        except ValueError:
            return InvalidAnswer("not-a-date", part="day")

    def show(self, shown: Shown) -> str:
        """Return it as people write dates."""
        return show_date(date.fromisoformat(str(shown.value)), shown.language)


def read_time(said: str, language: str) -> str:
    """Return a time of day as HH:MM, or empty if it is none: 2:30pm, 14.30, 1430, midday."""
    for name, clock in (("midday", "12:00"), ("midnight", "00:00")):
        if heard(name, language, said):
            return clock
    found = _TIME.fullmatch(_digits(said).rstrip("#").strip())
    if not found:
        return ""
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower().replace(".", "")
    if half in {"am", "pm", "yb", "yh"}:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if half in {"pm", "yh"} else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


class Times(AnswerType):
    """A time of day."""

    def take(self, asked: Asked, raw: Raw) -> Outcome:
        """Accept a time on either clock."""
        said = read_given(raw, limit=100)
        if isinstance(said, InvalidAnswer):
            return said
        clock = read_time(said, asked.language)
        question = asked.question
        if not clock or (asked.medium is Medium.VOICE and len(_digits(said).rstrip("#")) < 3):
            return InvalidAnswer("not-a-time", part="answer")
        if question.at_least and clock < question.at_least:
            return InvalidAnswer("time-too-early", {"least": question.at_least}, part="answer")
        if question.at_most and clock > question.at_most:
            return InvalidAnswer("time-too-late", {"most": question.at_most}, part="answer")
        return Answered(clock)

    def show(self, shown: Shown) -> str:
        """Return it on the twelve-hour clock in English, on the twenty-four-hour clock elsewhere."""
        hour, minute = (int(part) for part in str(shown.value).split(":"))
        if not shown.language.startswith("en"):
            return str(shown.value)
        if (hour, minute) in {(12, 0), (0, 0)}:
            return "midday" if hour else "midnight"
        minutes = f":{minute:02}" if minute else ""
        return f"{hour % 12 or 12}{minutes}{'am' if hour < 12 else 'pm'}"
