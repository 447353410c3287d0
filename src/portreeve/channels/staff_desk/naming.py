"""Names of things for staff to read: services by version, teams, wards, codes."""

from __future__ import annotations

from collections.abc import Mapping

from portreeve.foundation.accounts import api as accounts
from portreeve.foundation.config_types.api import council
from portreeve.foundation.design.api import Words
from portreeve.foundation.pure.refusals import NotFound
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.catalogue.types import Service
from portreeve.modules.places import api as places

DESK_LANGUAGES = ("en", "cy")
"""Those the desk and its emails are in."""


def languages() -> tuple[str, ...]:
    """Return the languages of the council that the desk and its emails are in."""
    return tuple(tag for tag in council().languages if tag in DESK_LANGUAGES)


def service_of(service: str, version: str) -> Service | None:
    """Return the version of a service that a case was opened with; None for one that was imported without a file."""
    try:
        return catalogue.version(version) if version else catalogue.published(service)
    except NotFound:
        return None


def service_name(service: str, version: str, language: str) -> str:
    """Return a service's name, or its id made readable where it has no file."""
    found = service_of(service, version)
    return found.text("name", language) if found else service.replace("-", " ").capitalize()


def teams() -> Mapping[str, str]:
    """Return the names of teams by code."""
    return {team.id: team.name for team in accounts.teams()}


def wards() -> Mapping[str, str]:
    """Return the names of wards by code."""
    return {ward.code: ward.name for ward in places.wards()}


def code(w: Words, group: str, value: str) -> str:
    """Return the words for a stored code: `codes.status.with-team`. A code without words is shown as it is."""
    key = f"codes.{group}.{value.replace(' ', '-') or 'none'}"
    return w.plain(key) if w.has(key) or key in w.fallback else value
