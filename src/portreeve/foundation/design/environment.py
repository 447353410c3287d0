"""The Jinja2 environment of every page. Packages that have templates or words are named in the settings, not here."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader

PAGE_PACKAGES = ("portreeve.foundation.design", "portreeve.screens.web")
"""What every page builds on; the settings add the channels."""


def make(*, packages: Sequence[str] = PAGE_PACKAGES, **options: Any) -> Environment:
    """Return an environment over the `templates` folders of packages, with the design system's macros beside them."""
    options.setdefault("autoescape", True)
    options["trim_blocks"] = options["lstrip_blocks"] = True
    options["loader"] = ChoiceLoader(
        [
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
            *[PackageLoader(name) for name in packages if (resources.files(name) / "templates").is_dir()],
        ]
    )
    environment = Environment(**options)  # noqa: S701 - autoescape is on unless a caller says otherwise, and none does
    environment.globals["asset"] = asset
    return environment


@cache
def asset(name: str) -> str:
    """Return the address of a static file of ours, with its content's hash, so that browsers may keep it."""
    file = resources.files("portreeve.foundation.design") / "static" / "design" / name
    digest = hashlib.sha256(file.read_bytes()).hexdigest()[:10]
    return f"/static/design/{name}?v={digest}"
