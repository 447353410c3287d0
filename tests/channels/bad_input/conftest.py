"""The demo's services and staff, and a resident with a browser, for what is sent that should not be."""

from __future__ import annotations

from channels.resident_web.conftest import published, resident
from channels.staff_desk.conftest import as_staff, cast, monday_morning, open_one, services, staff

__all__ = ["as_staff", "cast", "monday_morning", "open_one", "published", "resident", "services", "staff"]
