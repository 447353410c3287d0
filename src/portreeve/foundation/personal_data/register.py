"""The register of processing: every table's declaration, found in the apps and checked against the tables."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db.models import Model

from portreeve.foundation.pure.personal import Declaration, Subject

_OTHERS = (
    ("sessions.Session", "Signed, short-lived sessions of browsers; deleted by the disposal job when they end."),
    ("auth.Permission", "Django's list of permissions; Portreeve uses grants."),
    ("auth.Group", "Django's groups; Portreeve uses teams."),
    ("contenttypes.ContentType", "Django's list of tables."),
    ("procrastinate.ProcrastinateJob", "Jobs carry ids only."),
    ("procrastinate.ProcrastinateEvent", "Times of jobs."),
    ("procrastinate.ProcrastinatePeriodicDefer", "Times of periodic jobs."),
    ("procrastinate.ProcrastinateWorker", "Which workers are alive."),
)


@cache
def declarations() -> dict[str, Declaration]:
    """Return every declaration by the label of its model: ours from each app's `personal_data`, and the libraries'."""
    found = {label: Declaration(model=label, purpose=why) for label, why in _OTHERS}
    for config in apps.get_app_configs():
        name = f"{config.name}.personal_data"
        if not config.name.startswith("portreeve.") or find_spec(name) is None:
            continue
        for declaration in getattr(import_module(name), "DECLARATIONS", ()):
            found[declaration.model] = declaration
    return found


def table(declaration: Declaration) -> type[Model]:
    """Return the model that a declaration is about. Raises LookupError if there is none."""
    return apps.get_model(declaration.model)


def about_people() -> tuple[Declaration, ...]:
    """Return the declarations that tie rows to parties, those that lean on another table before that table."""
    tied = [d for d in declarations().values() if d.subject is Subject.PARTY]
    return tuple(sorted(tied, key=lambda d: (not leans(d), d.model)))


def above(declaration: Declaration) -> tuple[Declaration, ...]:
    """Return the declarations whose rows this one's lean on, by that one's word or by their own; none: on the party."""
    found = declarations()
    owners = (d for d in found.values() if declaration.model in d.owns)
    return (found[declaration.through], *owners) if declaration.through else tuple(owners)


def leans(declaration: Declaration) -> bool:
    """Say whether a table's rows are a person's by another table."""
    return bool(above(declaration))


def below(declaration: Declaration) -> tuple[Declaration, ...]:
    """Return the declarations whose rows lean on this one's."""
    found = declarations().values()
    return tuple(d for d in found if d.through == declaration.model or d.model in declaration.owns)


def undeclared() -> list[str]:
    """Return the labels of models without a declaration, and of declarations without a model."""
    models = {m._meta.label for m in apps.get_models()}
    return sorted(models ^ set(declarations()))
