"""The words of one dispatch: the template's for its way, and next to nothing where nothing may be said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from portreeve.modules.correspondence.rules import wording
from portreeve.modules.correspondence.types import Content, Rendered, Way

Parts = Mapping[str, str]
"""The words of one template in one language, by part: see `rules.templates.PARTS`."""
_LETTER: Final = {"letter.heading": "email.subject", "letter.body": "email.body"}


def render(
    way: Way,
    content: Content,
    values: Mapping[str, str],
    *,
    full: Parts,
    private: Parts,
    discreet: Parts,
    language: str,
) -> Rendered:
    """Return the words. Raises KeyError for a field without a value."""
    body, outside = full, full
    if content is Content.DISCREET:
        body = outside = discreet
    elif content is Content.PRIVATE:
        outside = private
    if way is Way.EMAIL:
        return _email(body, outside, values, language)
    if way is Way.SMS:
        return Rendered(text=wording.fill(outside["sms"], values))
    if way is Way.LETTER:
        return Rendered(
            subject=wording.one_line(wording.fill(_letter_part(body, "letter.heading"), values)),
            text=wording.fill(_letter_part(body, "letter.body"), values),
            envelope=values.get("council", "") if content is Content.FULL else "",
        )
    # What is said on the telephone is said to the person: the frame around it guards who is listening.
    return Rendered(text=wording.fill(full["call"], values))


def _email(body: Parts, outside: Parts, values: Mapping[str, str], language: str) -> Rendered:
    subject = wording.one_line(wording.fill(outside["email.subject"], values))
    text = wording.fill(body["email.body"], values)
    return Rendered(subject=subject, text=text, html=wording.page(text, title=subject, language=language))


def _letter_part(parts: Parts, part: str) -> str:
    """Return a letter's words, or the email's where it has none of its own."""
    return parts.get(part) or parts[_LETTER[part]]
