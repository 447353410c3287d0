"""A home folder in which commands of Portreeve and the acts of this folder are run, each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
RELEASES = Path(__file__).parent / "releases"


@dataclass(frozen=True)
class Home:
    """A council of its own."""

    folder: Path
    council: Path

    def run(self, *words: str) -> str:
        """Run a command of `portreeve`. Raises AssertionError with what it said, if it fails."""
        return self._python("-m", "portreeve.config.command_line", *words)

    def act(self, name: str, given: dict[str, Any] | None = None) -> dict[str, Any]:
        """Do one of the acts; returns what it found."""
        file = self.folder.parent / f"{name}.json"
        file.write_text(json.dumps(given or {}), encoding="utf-8")
        self._python("-m", "integration.upgrade.acts", name, str(file))
        found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        return found

    def _python(self, *words: str) -> str:
        mine = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "PORTREEVE_SUPERVISOR"}}
        mine |= {
            "PORTREEVE_HOME": str(self.folder),
            "PORTREEVE_COUNCIL": str(self.council),
            "PORTREEVE_DEMO": "1",
            "PYTHONPATH": os.pathsep.join(str(ROOT / part) for part in ("src", "tests")),
            "DJANGO_SETTINGS_MODULE": "portreeve.config.settings.django",
        }
        done = subprocess.run([sys.executable, *words], env=mine, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{words}: {done.stdout}\n{done.stderr}"
        return done.stdout
