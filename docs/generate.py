"""Rewrites the parts of the docs that are made from the code. Run it with --check to see whether any has drifted.

A part stands between `<!-- made: NAME -->` and `<!-- end -->`; what is around it is written by hand.
"""

from __future__ import annotations

import ast
import configparser
import dataclasses
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import grimp

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src" / "portreeve"
PART = re.compile(r"(<!-- made: ([\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def summary(path: Path) -> str:
    """Return the first paragraph of a file's docstring as one line, with the bars of a table escaped."""
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(text.split("\n\n")[0].split()).replace("|", "\\|")


def layers(contract: str) -> list[str]:
    """Return the names of a layers contract, high to low."""
    config = configparser.ConfigParser()
    config.read(ROOT / ".importlinter")
    text = config[f"importlinter:contract:{contract}"]["layers"]
    return [name.strip() for line in text.strip().splitlines() for name in re.split(r"[|:]", line)]


def uses(graph: grimp.ImportGraph, package: str, siblings: list[str]) -> str:
    """Return which of its siblings a package imports, in their order."""
    parent = package.rpartition(".")[0]
    own = graph.find_descendants(package) | {package}
    found = set()
    for module in own:
        for imported in graph.find_modules_directly_imported_by(module):
            if imported.startswith(f"{parent}.") and not imported.startswith(f"{package}."):
                found.add(imported.removeprefix(f"{parent}.").split(".")[0])
    return ", ".join(name for name in siblings if name in found) or "–"


def packages(kind: str, contract: str) -> str:
    """Return a table of packages with what they are for and which of their siblings they use."""
    graph = grimp.build_graph("portreeve")
    names = layers(contract)
    rows = [
        f"| {n} | {summary(SRC / kind / n / '__init__.py')} | {uses(graph, f'portreeve.{kind}.{n}', names)} |"
        for n in names
    ]
    return "\n".join(["| package | what it is for | uses |", "|---|---|---|", *rows])


def doors() -> str:
    """Return a table of channels, adapters and screens."""
    rows = []
    for kind in ("channels", "adapters", "screens"):
        for package in sorted(p for p in (SRC / kind).iterdir() if (p / "__init__.py").exists()):
            rows.append(f"| {kind} | {package.name} | {summary(package / '__init__.py')} |")
    return "\n".join(["| kind | name | what it is for |", "|---|---|---|", *rows])


def facts() -> str:
    """Return the dictionary of facts."""
    from portreeve.modules.insight.rules.dictionary import DICTIONARY

    rows = [f"| {m.name} | {m.grain} | {m.code or '–'} | {m.number or '–'} |" for m in DICTIONARY]
    return "\n".join(["| fact | one row is | its code | its number |", "|---|---|---|---|", *rows])


def events() -> str:
    """Return every event of the source, with its fields."""
    from importlib import import_module

    from portreeve.foundation.pure.events import kinds

    for path in sorted([*SRC.glob("*/*/events.py"), *SRC.glob("modules/*/events/*.py")]):
        if path.parent.name != "pure":
            import_module(".".join(("portreeve", *path.relative_to(SRC).with_suffix("").parts)))
    ours = sorted((kind, event) for kind, event in kinds().items() if event.__module__.startswith("portreeve."))
    rows = [f"| `{kind}` | {event.version} | {_first(event)} | {_fields(event)} |" for kind, event in ours]
    return "\n".join(
        ["| event | version | what happened | its fields, beside the subject |", "|---|---|---|---|", *rows]
    )


def _first(event: type) -> str:
    """Return the first paragraph of a class's docstring as one line."""
    return " ".join((event.__doc__ or "").split("\n\n")[0].split()).replace("|", "\\|")


def _fields(event: type) -> str:
    """Return an event's own fields with their types as they are written; those that may be left out in brackets."""
    found = [f for f in dataclasses.fields(event) if f.name != "subject"]
    needed = dataclasses.MISSING
    names = [f"{f.name}: {f.type}" if f.default is needed else f"[{f.name}: {f.type}]" for f in found]
    return ", ".join(names).replace("|", "\\|") or "–"


def limits() -> str:
    """Return the limits on tries."""
    from portreeve.foundation.limits.rules import LIMITS

    rows = [
        f"| {route} | {x.key} | {x.tries} | {x.seconds // 60} minutes |" for route, some in LIMITS.items() for x in some
    ]
    return "\n".join(["| what is tried | counted by | at most | in |", "|---|---|---|---|", *rows])


def personal_data() -> str:
    """Return the register of processing."""
    import django

    os.environ.setdefault("PORTREEVE_DEMO", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portreeve.config.settings.django")
    django.setup()
    from portreeve.foundation.personal_data.api import declarations

    rows = []
    for label, found in sorted(declarations().items()):
        erased = "row deleted" if found.delete else ", ".join(sorted(n for n, t in found.fields.items() if t != "keep"))
        rows.append(f"| {label} | {found.purpose} | {found.subject} | {found.keep or '–'} | {erased or '–'} |")
    head = ["| table | why we hold it | tied to | kept for | erasing blanks |", "|---|---|---|---|---|"]
    return "\n".join([*head, *rows])


def routes() -> str:
    """Return every address of the site with who may use it, what may be kept of its pages and what counts tries."""
    import django

    os.environ.setdefault("PORTREEVE_DEMO", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portreeve.config.settings.django")
    django.setup()
    rows = []
    for package in sorted(p.parent for p in (SRC / "channels").glob("*/urls.py")):
        rows += [f"| **{package.name}** | {summary(package / '__init__.py')} | | | |", *_routes_of(package.name)]
    head = ["| address | what it does | who | kept | limit |", "|---|---|---|---|---|"]
    return "\n".join([*head, *rows])


def _routes_of(channel: str) -> list[str]:
    """Return the routes of one channel."""
    from importlib import import_module

    before = {"staff_desk": "desk/"}.get(channel, "")
    rows = []
    for one in import_module(f"portreeve.channels.{channel}.urls").urlpatterns:
        policy = one.callback.policy
        who = "all staff" if policy.who == "staff" and not policy.acts else " or ".join(policy.acts) or policy.who
        rows.append(
            f"| `/{before}{one.pattern}` | {_first(one.callback)} | {who} | {policy.keep} | {policy.limit or '–'} |"
        )
    return rows


def service_keys() -> str:
    """Return the keys of a service file, those inside others indented by their names."""
    from portreeve.modules.catalogue.rules.read.shape import OVERLAY, SERVICE, Key

    def rows(keys: tuple[Key, ...], above: str = "") -> list[str]:
        found = []
        for key in keys:
            allowed = f" One of: {', '.join(f'`{one}`' for one in key.allowed)}." if key.allowed else ""
            needed = "yes" if key.required else ""
            kind = key.kind.name.lower().replace("_", " ")
            found.append(f"| `{above}{key.name}` | {kind} | {needed} | {key.doc}{allowed} |")
            found += rows(key.inside, f"{above}{key.name}.")
        return found

    head = ["| key | what it is | needed | what it says |", "|---|---|---|---|"]
    words = ["", "In a file of words in another language:", "", *head, *rows(OVERLAY)]
    return "\n".join([*head, *rows(SERVICE), *words])


def service_problems() -> str:
    """Return every kind of problem that the check of a service can find."""
    from portreeve.modules.catalogue.rules.kinds import KINDS

    rows = [f"| {about} | `{code}` | {meaning} |" for about, kinds in KINDS.items() for code, meaning in kinds.items()]
    return "\n".join(["| about | kind | what is wrong |", "|---|---|---|", *rows])


def decisions() -> str:
    """Return the index of decisions."""
    rows = []
    for path in sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md")):
        title = path.read_text(encoding="utf-8").splitlines()[0].lstrip("# ").partition(". ")[2]
        rows.append(f"| {path.name[:4]} | [{title}]({path.name}) |")
    return "\n".join(["| number | decision |", "|---|---|", *rows])


PARTS: dict[str, Callable[[], str]] = {
    "modules": lambda: packages("modules", "module-order"),
    "foundation": lambda: packages("foundation", "foundation-order"),
    "doors": doors,
    "events": events,
    "facts": facts,
    "limits": limits,
    "routes": routes,
    "personal-data": personal_data,
    "service-keys": service_keys,
    "service-problems": service_problems,
    "decisions": decisions,
}


def main() -> int:
    """Rewrite, or with --check only compare; returns the number of pages that were out of date."""
    stale = 0
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        old = page.read_text(encoding="utf-8")
        new = PART.sub(lambda m: f"{m[1]}{PARTS[m[2]]()}\n{m[3]}", old)
        if new == old:
            continue
        stale += 1
        sys.stderr.write(f"{page.relative_to(ROOT)} is out of date; run: python docs/generate.py\n")
        if "--check" not in sys.argv:
            page.write_text(new, encoding="utf-8")
    return stale if "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
