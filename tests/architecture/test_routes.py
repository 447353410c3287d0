"""Every address of every channel has a policy: who may use it, what may be kept of it, how often it may be tried."""

from __future__ import annotations

import ast

from architecture.source import SRC, tree

CHANNELS = sorted(p for p in (SRC / "channels").iterdir() if (p / "__init__.py").exists())
OWN_DOORS = {"resident_web": "policy", "staff_desk": "access"}
"""Channels with a `route` of their own around that of the foundation; the desk's reads the policy off the view."""


def imported(module: ast.Module) -> dict[str, str]:
    """Return where each imported name comes from."""
    return {
        name.asname or name.name: f"{node.module}.{name.name}"
        for node in module.body
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    }


def addresses(module: ast.Module) -> list[ast.expr]:
    """Return the entries of `urlpatterns`."""
    for node in module.body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        if any(isinstance(one, ast.Name) and one.id == "urlpatterns" for one in targets):
            assert isinstance(node.value, ast.List)  # type: ignore[union-attr]
            return list(node.value.elts)  # type: ignore[union-attr]
    return []


def test_every_channel_has_addresses_and_each_is_made_with_a_policy() -> None:
    found = []
    for channel in CHANNELS:
        module = tree(channel / "urls.py")
        names, entries = imported(module), addresses(module)
        assert entries, channel.name
        own = OWN_DOORS.get(channel.name)
        door = f"portreeve.channels.{channel.name}.{own}.route" if own else "portreeve.foundation.routes.api.route"
        for entry in entries:
            made = isinstance(entry, ast.Call) and names.get(getattr(entry.func, "id", "")) == door
            said = made and (own == "access" or any(k.arg == "policy" for k in entry.keywords))  # type: ignore[attr-defined]
            if not said:
                found.append(f"{channel.name}: {ast.unparse(entry)[:80]}")
    assert found == []
