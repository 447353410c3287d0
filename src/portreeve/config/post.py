"""Joins what we send to those who carry it: the real mail server and Notify, or their twins in the demo."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from portreeve.adapters.notify.carrier import NotifyAccount, NotifyCarrier
from portreeve.adapters.notify.demo import DEMO_CALLBACK_TOKEN, DEMO_KEY, LETTER_TEMPLATES, SMS_TEMPLATE
from portreeve.adapters.notify.twin.book import Book
from portreeve.adapters.smtp.carrier import Server, SmtpCarrier
from portreeve.adapters.smtp.compose import Sender
from portreeve.adapters.smtp.twin import DemoMailbox
from portreeve.config.settings.post import mail_server, post_settings, templates_by_use
from portreeve.config.settings.read import settings
from portreeve.foundation.config_types.api import council
from portreeve.modules.correspondence.ports import Carrier, ShowsPost
from portreeve.modules.correspondence.types import Way
from portreeve.modules.people.types import Format


@cache
def carriers() -> Mapping[Way, Carrier]:
    """Return who carries what, by way."""
    notify = _notify()
    return {Way.EMAIL: _mail(), Way.SMS: notify, Way.LETTER: notify}


def demo_post() -> tuple[ShowsPost, ...]:
    """Return the demo's twins that show what they took. The book is read afresh: another process writes it."""
    own = post_settings()
    return (DemoMailbox(own.folder / "mail", _sender()), Book(own.folder / "notify"))


def callback_token() -> str:
    """Return the bearer token with which Notify reports; empty where no reports are taken."""
    own = post_settings()
    return own.notify_callback_token or (DEMO_CALLBACK_TOKEN if settings().demo else "")


def _sender() -> Sender:
    """Return who our emails are from. Replies go there too: an address for each reply needs a door that takes it in."""
    own = post_settings()
    return Sender(name=council().name, address=own.mail_from)


def _mail() -> Carrier:
    own = post_settings()
    if not own.smtp_url:
        return DemoMailbox(own.folder / "mail", _sender())
    at = mail_server(own.smtp_url)
    server = Server(host=at.host, port=at.port, user=at.user, password=at.password, encrypted=at.encrypted)
    return SmtpCarrier(server, _sender())


def _notify() -> Carrier:
    own = post_settings()
    ids = templates_by_use(own.notify_templates)
    account = NotifyAccount(
        url=own.notify_url,
        key=own.notify_key or (DEMO_KEY if settings().demo else ""),
        sms_template=ids.get("sms", SMS_TEMPLATE),
        letter_templates=_letters(ids),
    )
    return NotifyCarrier(account)


def _letters(ids: Mapping[str, str]) -> Mapping[Format, str]:
    """Return the letter templates by format: the demo's, unless the council named its own."""
    return {form: ids[form] for form in Format if form in ids} if ids else LETTER_TEMPLATES
