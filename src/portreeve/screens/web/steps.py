"""A step in an address, and what is read out to somebody for whom another fills in the page."""

from __future__ import annotations

from portreeve.modules.catalogue.types import Service
from portreeve.modules.journeys.types import Ask, Check, Done, HandOver, Part, Similar, Step, Tell


def place_of(step: Step) -> str:
    """Return what stands for a step in its address: the question's path and part, or the kind of step."""
    if isinstance(step, Ask):
        part = "" if step.part in {Part.WHOLE, Part.SEARCH} else f"~{step.part.value}"
        return f"{step.path}{part}"
    names = {Check: "~check", Done: "~check", Similar: "~similar", Tell: "~tell", HandOver: "~person"}
    return names[type(step)]


def read_out(service: Service, step: Step, language: str) -> str:
    """Return what the service has written to be said for a step, where that differs from what is written on the page.

    Empty where nobody wrote it: then the page's own words are read out.
    """
    found = service.words.get(language) or service.words.get(service.language)
    return found.spoken.get(_words_of(step), "") if found else ""


def _words_of(step: Step) -> str:
    """Return the key of a step's wording: of a question without the numbers of its repeats, or of a stop."""
    if isinstance(step, Ask):
        return ".".join(("question", *(part for part in step.path.split(".") if not part.isdigit())))
    if isinstance(step, Tell):
        return f"stop.{step.stop.id}"
    return f"stop.{step.stop}" if isinstance(step, HandOver) and step.stop else ""
