"""A browser at the desk: its forms carry the key of the page that they stand on."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.test import Client


class Browser(Client):
    """Posts forms as from a page that was just shown, unless a test says which page it was."""

    def post(self, path: str, data: Any = None, **more: Any) -> Any:
        """Post a form with a key of its own."""
        return super().post(path, {"page_key": uuid4().hex, **(data or {})}, **more)
