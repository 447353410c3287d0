"""The Jinja2 environment of every page. Packages that have templates or words are named in the settings, not here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, Undefined
from jinja2.utils import missing

from portreeve.foundation.design.laying import laying

PAGE_PACKAGES = ("portreeve.foundation.design", "portreeve.screens.web")
"""What every page builds on; the settings add the channels."""


class Missing(Undefined):
    """What a template names and is not there: a mistake, which must not pass as an empty place on a page.

    An object of ours has all its attributes, so that asking for another one always fails. A name that a page was not
    given may be tested, and a mapping's missing key used as empty: the design system's own macros are written so.
    """

    __slots__ = ()

    def _unless(self, lenient: bool) -> None:
        if not lenient and not isinstance(self._undefined_obj, Mapping):
            self._fail_with_undefined_error()

    def __bool__(self) -> bool:
        """Say no to a test, of a name or key only."""
        self._unless(self._undefined_obj is missing)
        return False

    def __eq__(self, other: object) -> bool:
        """Compare, a name or key only."""
        self._unless(self._undefined_obj is missing)
        return super().__eq__(other)

    def __hash__(self) -> int:
        """Return what the base class does: equality is as there."""
        return super().__hash__()

    def __str__(self) -> str:
        """Return nothing, for a key only."""
        self._unless(False)
        return super().__str__()

    def __iter__(self) -> Iterator[Any]:
        """Give nothing, for a key only."""
        self._unless(False)
        return super().__iter__()

    def __len__(self) -> int:
        """Count nothing, for a key only."""
        self._unless(False)
        return super().__len__()


def make(*, packages: Sequence[str] = PAGE_PACKAGES, **options: Any) -> Environment:
    """Return an environment over the `templates` folders of packages, with the design system's macros beside them."""
    options.setdefault("autoescape", True)
    options.setdefault("undefined", Missing)
    options["trim_blocks"] = options["lstrip_blocks"] = True
    options["loader"] = ChoiceLoader(
        [
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
            *[PackageLoader(name) for name in packages if (resources.files(name) / "templates").is_dir()],
        ]
    )
    environment = Environment(**options)  # noqa: S701 - autoescape is on unless a caller says otherwise, and none does
    environment.globals["asset"] = asset
    environment.globals["lay_out"] = laying(environment)
    return environment


@cache
def asset(name: str) -> str:
    """Return the address of a static file of ours, with its content's hash, so that browsers may keep it."""
    file = resources.files("portreeve.foundation.design") / "static" / "design" / name
    digest = hashlib.sha256(file.read_bytes()).hexdigest()[:10]
    return f"/static/design/{name}?v={digest}"
