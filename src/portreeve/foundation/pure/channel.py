"""The ways a contact can reach the council."""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    """A channel by which people reach the council (CHN-01). The codes are stored: never rename one."""

    WEB = "web"
    PHONE = "phone"
    COUNTER = "counter"
    SMS = "sms"
    EMAIL = "email"
    CHAT = "chat"
    SOCIAL = "social"
    POST = "post"
    API = "api"
    SYSTEM = "system"
    """Not a person's way in: what Portreeve does by itself, such as a timer."""


class Medium(StrEnum):
    """How a step is shown and answered: a page, a text message or speech with keys."""

    WEB = "web"
    TEXT = "text"
    VOICE = "voice"
