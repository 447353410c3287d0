"""Generates the gazetteer of a fictional borough, as records in the order in which they can be loaded.

The first addresses never change when more are asked for. When the borough is full, others are laid out beside it by
the same plan, so that a million addresses are as dense as sixty thousand. Everything follows from the seed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from portreeve.config.generate.borough_data import BoroughPlan, WardPlan, read
from portreeve.config.generate.dice import Dice
from portreeve.config.generate.outlines import Ground, centre, rings
from portreeve.config.generate.postcodes import SMALLEST, Postcodes
from portreeve.config.generate.premises import Builder, Premises
from portreeve.config.generate.street_names import Names
from portreeve.config.generate.streets import Bend, Run, main_road, runs
from portreeve.modules.places.types import NewAddress, NewStreet, Ward

Record: TypeAlias = Ward | NewStreet | NewAddress
ADDRESSES = 60_000
SEED = 1
FIRST_UPRN = 990_000_000_000
FIRST_USRN = 99_000_000
STREETS_A_TOWN = 4096
UPRNS_A_STREET = 1000
WEIGHT = {"centre": 1.15, "terraced": 1.25, "suburb": 1.0, "estate": 1.0, "rural": 0.3}
"""How fast the wards of each character fill up."""


@dataclass(frozen=True, slots=True)
class _Site:
    """A street with its name and place in the order of building."""

    usrn: str
    name: str
    ward: int
    run: Run


def gazetteer(folder: Path, *, addresses: int = ADDRESSES, seed: int = SEED) -> Iterator[Record]:
    """Yield wards, streets and just so many addresses, each after what it refers to. `folder` holds the demo's words.

    Buildings that only hold flats are not counted among the addresses: nobody can choose them.
    """
    plan = read(folder)
    left, town = addresses, 0
    while left > 0:
        for record in Town(plan, seed, town).records(left):
            left -= isinstance(record, NewAddress) and record.kind != "shell"
            yield record
        town += 1


class Town:
    """One borough by the plan; the first has the plan's own name."""

    def __init__(self, plan: BoroughPlan, seed: int, number: int) -> None:
        """Draw wards and streets; addresses follow only when asked for."""
        self.plan, self.seed, self.number = plan, seed, number
        names = (plan.town, *plan.other_towns)
        self.name = names[number] if number < len(names) else f"{names[number % len(names)]} {number // len(names) + 1}"
        self.ground = Ground(plan.middle, (number % 5 * plan.size[0] * 1.4, number // 5 * plan.size[1] * 1.4))
        self.rings = rings(plan, Dice(seed, number, "wards"))
        self.sites = self._sites()

    def records(self, most: int) -> Iterator[Record]:
        """Yield the wards, all streets, then addresses street by street, at most so many."""
        yield from (self._ward(ward) for ward in self.plan.wards)
        for site in self.sites:
            yield self._street(site)
        wards = len(self.plan.wards)
        codes = [Postcodes(self.plan.areas, self.number, ward, wards) for ward in range(wards)]
        for site in self.sites:
            for address in self._addresses(site, codes[site.ward]):
                if address.kind != "shell":
                    if not most:
                        return
                    most -= 1
                yield address

    def code(self, ward: WardPlan) -> str:
        """Return a ward's code, which a later town's wards carry with its number."""
        return ward.code if self.number == 0 else f"{ward.code}-{self.number + 1}"

    def _ward(self, ward: WardPlan) -> Ward:
        ring = [self.ground.point(x, y) for x, y in self.rings[ward.code]]
        name = ward.name if self.number == 0 else f"{ward.name}, {self.name}"
        return Ward(code=self.code(ward), name=name, name_cy=ward.name_cy, outline=(*ring, ring[0]))

    def _sites(self) -> list[_Site]:
        """Return all streets in the order in which they are built up: every ward gets its share from the start."""
        words = self.plan.words
        bend = Bend(Dice(self.seed, self.number, "bend"))
        queues = [
            runs(self.rings[w.code], w.character, bend, Dice(self.seed, self.number, w.code, "runs"))
            for w in self.plan.wards
        ]
        names = Names(words, Dice(self.seed, self.number, "names"))
        given = [list(w.streets) for w in self.plan.wards]
        for wanted in given:
            for name in wanted:
                names.take(name)
        sites: list[_Site] = []
        for ward, place in self._turns([len(q) for q in queues]):
            run, character = queues[ward][place], self.plan.wards[ward].character
            must = given[ward] and run.kind == "row"
            name = given[ward].pop(0) if must else names.new(character, run.kind)
            sites.append(_Site(self._usrn(len(sites)), name, ward, run))
        sites += self._main_roads(bend, names, len(sites))
        if len(sites) > STREETS_A_TOWN:
            raise ValueError("The plan has more streets than there are reference numbers for them.")
        return sites

    def _turns(self, sizes: list[int]) -> Iterator[tuple[int, int]]:
        """Yield (ward, place) so that at any time each ward has about its weight's share of the streets."""
        weights = [WEIGHT[w.character] for w in self.plan.wards]
        taken = [0] * len(sizes)
        for _ in range(sum(sizes)):
            open_wards = [w for w in range(len(sizes)) if taken[w] < sizes[w]]
            ward = min(open_wards, key=lambda w: (taken[w] / weights[w], w))
            yield ward, taken[ward]
            taken[ward] += 1

    def _main_roads(self, bend: Bend, names: Names, first: int) -> list[_Site]:
        """Return the roads between neighbouring wards: on the map and to report things in, without addresses."""
        dice = Dice(self.seed, self.number, "main roads")
        middles = [centre(self.rings[w.code]) for w in self.plan.wards]
        found: list[_Site] = []
        for a, one in enumerate(self.plan.wards):
            for b, other in enumerate(self.plan.wards):
                if (other.column - one.column, other.row - one.row) in {(1, 0), (0, 1)}:
                    name = names.new("suburb", "main")
                    shape = main_road(middles[a], middles[b], bend, dice)
                    found.append(_Site(self._usrn(first + len(found)), name, a, Run("main", shape)))
        return found

    def _usrn(self, place: int) -> str:
        return str(FIRST_USRN + self.number * STREETS_A_TOWN + place)

    def _street(self, site: _Site) -> NewStreet:
        shape = tuple(self.ground.point(x, y) for x, y in site.run.shape)
        ward = "" if site.run.kind == "main" else self.code(self.plan.wards[site.ward])
        return NewStreet(
            usrn=site.usrn, name=site.name, name_cy=self._welsh(site.name), town=self.name, shape=shape, ward=ward
        )

    def _welsh(self, name: str) -> str:
        return Names(self.plan.words, Dice()).welsh(name)

    def _addresses(self, site: _Site, codes: Postcodes) -> Iterator[NewAddress]:
        """Yield the addresses of a street: one side, then the other, flats after the building that holds them."""
        if site.run.kind == "main":
            return
        ward = self.plan.wards[site.ward]
        dice = Dice(self.seed, self.number, "street", site.usrn)
        sides = Builder(self.plan.words, ward.name).along(site.run.shape, ward.character, site.run.kind, dice)
        groups = sides if min(_size(side) for side in sides) >= SMALLEST else [[*sides[0], *sides[1]]]
        uprn = FIRST_UPRN + (int(site.usrn) - FIRST_USRN) * UPRNS_A_STREET
        for group in groups:
            given = codes.for_group(_size(group))
            for place, (premises, parent) in enumerate(_flat_list(group)):
                holder = str(uprn - parent) if parent else ""
                long, lat = self.ground.point(*premises.spot)
                yield NewAddress(
                    str(uprn),
                    site.usrn,
                    given[place],
                    lat,
                    long,
                    number=premises.number,
                    flat=premises.flat,
                    building=premises.building,
                    organisation=premises.organisation,
                    ward=self.code(ward),
                    kind=premises.kind,
                    parent=holder,
                )
                uprn += 1


def _size(premises: list[Premises]) -> int:
    return sum(1 + len(p.inside) for p in premises)


def _flat_list(premises: list[Premises]) -> Iterator[tuple[Premises, int]]:
    """Yield each of the premises with how many places back its holder stands; 0 if nothing holds it."""
    for one in premises:
        yield one, 0
        for back, flat in enumerate(one.inside, 1):
            yield flat, back
