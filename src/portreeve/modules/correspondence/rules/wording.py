"""Filling the double braces of a template, and making a plain page of plain text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Final

_FIELD: Final = re.compile(r"\{\{\s*([a-z][a-z0-9_]*)(\?)?\s*\}\}")
_STRAY: Final = re.compile(r"\{\{|\}\}")
_LINK: Final = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:)]")
RIGHT_TO_LEFT: Final = {"ar", "fa", "he", "ur", "ps", "ckb", "yi"}
_PAGE: Final = (
    '<!doctype html>\n<html lang="{language}" dir="{direction}">\n<head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>{title}</title></head>\n'
    '<body style="font-family: Arial, sans-serif; font-size: 19px; line-height: 1.5; color: #0b0c0c; '
    'max-width: 38em; margin: 1em; text-align: {start}">\n{body}\n</body>\n</html>\n'
)


def fields_in(text: str) -> Iterator[tuple[str, bool]]:
    """Yield each field a text shows, and whether it may be empty (`{{place?}}`: its line is left out then)."""
    for match in _FIELD.finditer(text):
        yield match[1], bool(match[2])


def has_stray_braces(text: str) -> bool:
    """Say whether double braces are left over that are no field, such as `{{Reference}}` or `{{a b}}`."""
    return bool(_STRAY.search(_FIELD.sub("", text)))


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put values for the fields; what stands in a value is never read as a field. Raises KeyError for one missing.

    A line with an optional field that is empty or missing is left out.
    """
    kept = []
    for line in text.splitlines():
        optional = [name for name, may_be_empty in fields_in(line) if may_be_empty]
        if all(values.get(name, "").strip() for name in optional):
            kept.append(_FIELD.sub(lambda match: values[match[1]], line))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def one_line(text: str) -> str:
    """Return a text on one line without control characters, fit for a header."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def direction(language: str) -> str:
    """Return how a language is written: rtl or ltr."""
    return "rtl" if language.split("-", maxsplit=1)[0] in RIGHT_TO_LEFT else "ltr"


def page(text: str, *, title: str, language: str) -> str:
    """Return the text as one simple, self-contained HTML page: paragraphs, lists and links, nothing loaded."""
    blocks = [block for block in re.split(r"\n\s*\n", text) if block.strip()]
    way = direction(language)
    return _PAGE.format(
        language=html.escape(language),
        direction=way,
        start="right" if way == "rtl" else "left",
        title=html.escape(title),
        body="\n".join(_block(block.strip()) for block in blocks),
    )


def _block(block: str) -> str:
    lines = block.splitlines()
    if all(line.startswith("* ") for line in lines):
        return "<ul>" + "".join(f"<li>{_inline(line[2:])}</li>" for line in lines) + "</ul>"
    return "<p>" + "<br>".join(_inline(line) for line in lines) + "</p>"


def _inline(line: str) -> str:
    """Escape a line and make its links work."""
    out, end = [], 0
    for match in _LINK.finditer(line):
        out.append(html.escape(line[end : match.start()]))
        out.append(f'<a href="{html.escape(match[0])}">{html.escape(match[0])}</a>')
        end = match.end()
    return "".join(out) + html.escape(line[end:])
