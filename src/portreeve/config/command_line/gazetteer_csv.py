"""Reads a gazetteer from CSV by a mapping: which of the file's columns is which part of an address.

A mapping is YAML:

    columns: {uprn: UPRN, usrn: USRN, street: STREET_DESCRIPTOR, town: TOWN_NAME, postcode: POSTCODE,
              number: PAO, flat: SAO, building: PAO_TEXT, organisation: ORG, x: X_COORDINATE, y: Y_COORDINATE}
    grid: national        # x and y are easting and northing; or `degrees`: long and lat
    kinds: {R: residential, C: commercial, P: shell}     # by the longest beginning of the column `kind`
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from portreeve.config.command_line.output import WrongUse
from portreeve.modules.places import api as places
from portreeve.modules.places.types import AddressKind, AddressStatus, Full, NewAddress, NewStreet, Refused

KNOWN = frozenset(
    "uprn usrn street street_cy town postcode number flat building organisation x y ward kind status parent".split()
)
NEEDED = frozenset({"uprn", "usrn", "street", "x", "y"})


@dataclass(frozen=True, slots=True)
class Mapped:
    """A mapping, checked."""

    columns: Mapping[str, str]
    national: bool
    kinds: Mapping[str, AddressKind]


@dataclass(slots=True)
class GazetteerFile:
    """A file being read; `refused` grows while its records are taken."""

    path: Path
    mapped: Mapped
    refused: list[Refused] = field(default_factory=list)
    _streets: set[str] = field(default_factory=set)

    def source(self) -> str:
        """Return what names this content, for going on after an interruption: the file's name and digest."""
        with self.path.open("rb") as file:
            return f"{self.path.name} {hashlib.file_digest(file, 'sha256').hexdigest()[:16]}"

    def records(self) -> Iterator[NewStreet | NewAddress]:
        """Yield each street before its first address. Raises WrongUse where the file is no CSV of these columns."""
        for number, given in self._rows():
            yield from self._row(number, given)

    def full(self, most: float) -> Full:
        """Return every property and street that the file names, in rows that would be refused too. Raises WrongUse."""
        addresses: set[str] = set()
        streets: set[str] = set()
        for _, given in self._rows():
            addresses.add(given["uprn"].lstrip("0"))
            streets.add(given["usrn"].lstrip("0"))
        # No text of a database holds a NUL; a row with one is refused and names nothing.
        return Full(
            addresses=[one for one in addresses if "\0" not in one],
            streets=[one for one in streets if "\0" not in one],
            most=most,
        )

    def _rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield each row's number and its parts of an address by our names."""
        try:
            with self.path.open(encoding="utf-8-sig", newline="") as file:
                rows = csv.DictReader(file)
                missing = sorted(set(self.mapped.columns.values()) - set(rows.fieldnames or ()))
                if missing:
                    raise WrongUse(f"{self.path.name} has no column {missing[0]}: correct the mapping.")
                for number, row in enumerate(rows, 2):
                    yield (
                        number,
                        {name: (row.get(column) or "").strip() for name, column in self.mapped.columns.items()},
                    )
        except UnicodeDecodeError as problem:
            raise WrongUse(f"{self.path.name} is not UTF-8: save it as CSV in UTF-8.") from problem
        except csv.Error as problem:
            raise WrongUse(f"{self.path.name} is not CSV: {problem}.") from problem

    def _row(self, number: int, given: Mapping[str, str]) -> Iterator[NewStreet | NewAddress]:
        try:
            x, y = float(given["x"]), float(given["y"])
            long, lat = places.from_grid(x, y) if self.mapped.national else (x, y)
        except (ValueError, OverflowError, ZeroDivisionError):
            self.refused.append(Refused(number, "where", f"{given['x']} {given['y']}"[:40]))
            return
        point = (round(long, 6), round(lat, 6))
        usrn = given["usrn"].lstrip("0")
        try:
            address = self._address(given, usrn, point, number)
        except ValueError:
            self.refused.append(Refused(number, "status", given.get("status", "")[:40]))
            return
        if usrn not in self._streets:
            self._streets.add(usrn)
            yield NewStreet(
                usrn=usrn,
                name=given["street"],
                name_cy=given.get("street_cy", ""),
                town=given.get("town", ""),
                shape=(point,),
                ward=given.get("ward", ""),
            )
        yield address

    def _address(self, given: Mapping[str, str], usrn: str, point: tuple[float, float], number: int) -> NewAddress:
        postcode = given.get("postcode", "")
        return NewAddress(
            given["uprn"].lstrip("0"),
            usrn,
            places.normalise_postcode(postcode) or postcode,
            point[1],
            point[0],
            number=given.get("number", ""),
            flat=given.get("flat", ""),
            building=given.get("building", ""),
            organisation=given.get("organisation", ""),
            ward=given.get("ward", ""),
            kind=self._kind(given),
            status=AddressStatus(given.get("status") or AddressStatus.APPROVED),
            parent=given.get("parent", "").lstrip("0"),
            row=number,
        )

    def _kind(self, given: Mapping[str, str]) -> AddressKind:
        code = given.get("kind", "")
        fits = [beginning for beginning in self.mapped.kinds if code.startswith(beginning)]
        return self.mapped.kinds[max(fits, key=len)] if fits else AddressKind.RESIDENTIAL


def read_mapping(path: Path) -> Mapped:
    """Read a mapping. Raises WrongUse, saying what to correct."""
    try:
        raw: Any = YAML(typ="safe", pure=True).load(path)
    except (YAMLError, OSError, UnicodeDecodeError) as problem:
        raise WrongUse(f"{path.name} is not a mapping that can be read: {problem}") from problem
    columns = raw.get("columns") if isinstance(raw, dict) else None
    if not isinstance(columns, dict):
        raise WrongUse(f"{path.name} must have `columns:` with our names on the left and the file's on the right.")
    if unknown := sorted(set(columns) - KNOWN, key=str):
        raise WrongUse(f"{path.name}: no part of an address is called {unknown[0]}. Known: {', '.join(sorted(KNOWN))}.")
    if missing := sorted(NEEDED - set(columns)):
        raise WrongUse(f"{path.name}: say which column is {missing[0]}.")
    grid = raw.get("grid", "national")
    if grid not in {"national", "degrees"}:
        raise WrongUse(f"{path.name}: `grid` must be national or degrees, not {grid}.")
    try:
        kinds = {str(code): AddressKind(kind) for code, kind in (raw.get("kinds") or {}).items()}
    except (ValueError, AttributeError) as problem:
        raise WrongUse(f"{path.name}: kinds are {', '.join(AddressKind)}.") from problem
    return Mapped({name: str(column) for name, column in columns.items()}, grid == "national", kinds)
