"""How this council sets its cases, read from `cases.yaml` in its folder; without one, what most would choose."""

from __future__ import annotations

from dataclasses import fields
from functools import lru_cache
from pathlib import Path

from portreeve.foundation.config_types import api as config
from portreeve.modules.cases.rules.policy import Policy

FILE = "cases.yaml"


def policy() -> Policy:
    """Return the council's policy, read again when its file has changed. Raises CouncilDataWrong."""
    path = config.installation().council / FILE
    try:
        return _policy_at(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return Policy()


def stay_minutes() -> int:
    """Return how many minutes a reporter has who comes in by a link or secret code. Raises CouncilDataWrong."""
    return policy().stay_minutes


@lru_cache(maxsize=4)
def _policy_at(path: Path, _changed: int) -> Policy:
    raw = config.read_mapping(path)
    known = {f.name: f for f in fields(Policy)}
    for name, value in raw.items():
        if name not in known:
            raise config.CouncilDataWrong(f"{FILE}: unknown entry {name}; known ones are {', '.join(sorted(known))}.")
        if type(value) is not type(getattr(Policy(), name)):
            raise config.CouncilDataWrong(f"{FILE}: {name} must be like {getattr(Policy(), name)!r}, not {value!r}.")
    return Policy(**raw)
