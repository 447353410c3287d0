"""What others rely on only grows: the service format, the events and what a step is (ADR 0019).

`frozen/` holds them as they were when they were frozen. What is added since may be left out; nothing goes, and nothing
changes its type. To freeze what was added too: `python -m tests.architecture.test_frozen`, in the commit that
releases it.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from architecture.source import ROOT, SRC

FROZEN = Path(__file__).parent / "frozen"
SCHEMA = ROOT / "docs" / "reference" / "service.schema.json"
TYPES = ("portreeve.modules.catalogue.types", "portreeve.modules.journeys.types")
Shape = dict[str, dict[str, str]]


def fields(of: type) -> dict[str, str]:
    """Return a value's fields with their types as they are written; those that may be left out begin with `?`."""
    missing = dataclasses.MISSING
    return {
        f.name: f"{'' if f.default is missing and f.default_factory is missing else '?'}{f.type}"
        for f in dataclasses.fields(of)
    }


def events() -> Shape:
    from portreeve.foundation.pure.events import kinds

    for path in sorted([*SRC.glob("*/*/events.py"), *SRC.glob("modules/*/events/*.py")]):
        if path.parent.name != "pure":
            import_module(".".join(("portreeve", *path.relative_to(SRC).with_suffix("").parts)))
    return {kind: fields(event) for kind, event in kinds().items() if event.__module__.startswith("portreeve.")}


def types() -> Shape:
    found: Shape = {}
    for module in TYPES:
        for name, one in vars(import_module(module)).items():
            if isinstance(one, type) and dataclasses.is_dataclass(one) and one.__module__.startswith(module):
                found[f"{one.__module__.split('.')[2]}.{name}"] = fields(one)
    return found


def frozen(name: str) -> Any:
    return json.loads((FROZEN / f"{name}.json").read_text(encoding="utf-8"))


def broken(was: Shape, now: Shape) -> list[str]:
    """Return every promise that no longer holds, one a line."""
    found = [f"{name} is gone" for name in was if name not in now]
    for name in set(was) & set(now):
        for field, type in was[name].items():
            if field not in now[name]:
                found.append(f"{name}.{field} is gone")
            elif now[name][field].removeprefix("?") != type.removeprefix("?"):
                found.append(f"{name}.{field} is {now[name][field]}, and was {type}")
            elif type.startswith("?") and not now[name][field].startswith("?"):
                found.append(f"{name}.{field} must be given now")
        new = set(now[name]) - set(was[name])
        found += [f"{name}.{field} is new and must be given" for field in new if not now[name][field].startswith("?")]
    return sorted(found)


def accepted(schema: Any, at: str = "") -> Iterator[tuple[str, str]]:
    """Yield what a schema allows: each property by its path, and each value of a list of values."""
    if isinstance(schema, dict):
        for name in schema.get("properties", {}):
            yield f"{at}/{name}", "property"
        for value in schema.get("enum", ()):
            yield at, f"value {value}"
        for name, inner in schema.items():
            yield from accepted(inner, f"{at}/{name}")
    elif isinstance(schema, list):
        for inner in schema:
            yield from accepted(inner, f"{at}[]")


def required(schema: Any, at: str = "") -> Iterator[tuple[str, str]]:
    """Yield what a schema asks for, by path."""
    if isinstance(schema, dict):
        for name in schema.get("required", ()):
            yield at, name
        for name, inner in schema.items():
            yield from required(inner, f"{at}/{name}")
    elif isinstance(schema, list):
        for inner in schema:
            yield from required(inner, f"{at}[]")


@pytest.mark.parametrize(("name", "now"), [("events", events), ("types", types)])
def test_events_and_values_only_grow(name: str, now: Any) -> None:
    assert broken(frozen(name), now()) == []


def test_a_service_file_that_was_right_stays_right() -> None:
    was, now = frozen("service.schema"), json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert sorted(set(accepted(was)) - set(accepted(now))) == [], "taken away"
    new = {at for at, _ in set(accepted(now)) - set(accepted(was))}
    asked = set(required(now)) - set(required(was))
    assert [one for one in sorted(asked) if not any(one[0].startswith(at) for at in new)] == [], "asked for now"


def test_the_comparison_sees_every_kind_of_break() -> None:
    was = {"a": {"x": "int", "y": "?str"}, "b": {}}
    now = {"a": {"x": "str", "y": "str", "z": "int"}}
    assert broken(was, now) == [
        "a.x is str, and was int",
        "a.y must be given now",
        "a.z is new and must be given",
        "b is gone",
    ]
    assert broken(was, {"a": {"x": "?int", "y": "?str", "z": "?int"}, "b": {}, "c": {"w": "int"}}) == []


if __name__ == "__main__":
    for name, made in (("events", events()), ("types", types())):
        text = json.dumps(made, indent=1, sort_keys=True)
        (FROZEN / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    (FROZEN / "service.schema.json").write_text(SCHEMA.read_text(encoding="utf-8"), encoding="utf-8")
