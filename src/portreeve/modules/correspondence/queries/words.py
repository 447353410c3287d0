"""The published words, and the council's own name and number in them."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.conf import settings

from portreeve.foundation.config_types.api import council
from portreeve.foundation.pure.left_out import shown
from portreeve.foundation.statements.api import Reading
from portreeve.modules.correspondence import models, types
from portreeve.modules.correspondence.rules import rendering, templates, wording
from portreeve.modules.correspondence.types import Content, Rendered, Way

_CURRENT = Reading(lambda template: models.TemplateVersion.objects.filter(template=template, current=True))


class Kept(dict[str, str]):
    """Values for words that are read again later, when some may have been erased."""

    def __missing__(self, name: str) -> str:
        """Say that a value is there no longer."""
        return "…"


class TemplateMissing(LookupError):
    """No version of a template is published in any language we may fall back to: publish the council's templates."""


def current(template: str, language: str) -> models.TemplateVersion:
    """Return the published version in a language, else in the nearest we have. Raises TemplateMissing."""
    found = {row.language: row for row in _CURRENT.all(template)}
    for tag in _languages(language):
        if tag in found:
            return found[tag]
    raise TemplateMissing(f"{template} is not published; run `portreeve correspondence templates publish`.")


def published() -> tuple[types.TemplateListing, ...]:
    """Return what is published now."""
    rows = models.TemplateVersion.objects.filter(current=True).order_by("template", "language")
    return tuple(
        types.TemplateListing(
            template=row.template, language=row.language, version=row.hash, published_at=row.published_at
        )
        for row in rows
    )


def common_values(name: str, language: str) -> dict[str, str]:
    """Return the fields that nobody needs to give, to somebody of this name, for words in this language."""
    own = council()
    return {
        "council": own.name,
        "phone": own.phone,
        "website": own.website,
        "track_link": f"{settings.PORTREEVE_URL}/track",
        "name": shown(name, language),
    }


def link_address(token: str, purpose: types.LinkPurpose) -> str:
    """Return where a link with this token leads: holders of records have a door of their own."""
    door = "holder" if purpose is types.LinkPurpose.HOLDER else "link"
    return f"{settings.PORTREEVE_URL}/{door}/{token}"


def render(version: models.TemplateVersion, way: Way, content: Content, values: Mapping[str, str]) -> Rendered:
    """Return the words of one version for a way, with the private and discreet words of the same language."""
    language = version.language
    return rendering.render(
        way,
        content,
        values,
        full=version.parts,
        private=current(templates.PRIVATE, language).parts if content is Content.PRIVATE else {},
        discreet=current(templates.DISCREET, language).parts if content is Content.DISCREET else {},
        language=language,
    )


def call_script(dispatch: models.Dispatch, name: str) -> str:
    """Return what to say on a call: the frame that finds out who is listening, and the news within it."""
    version = dispatch.template
    values = Kept(common_values(name, version.language) | dispatch.data)
    news = render(version, Way.CALL, Content.FULL, values)
    frame = templates.DISCREET if dispatch.content == Content.DISCREET else templates.CALL
    framed = current(frame, version.language)
    said = wording.fill(framed.parts["call"], Kept(values | {"script": news.text}))
    return said if frame == templates.CALL else f"{said}\n\n{news.text}"


def preview(
    *, template: str, language: str, way: Way, content: Content, values: Mapping[str, str], version: UUID | None = None
) -> Rendered:
    """Return a published template's words with sample values. Raises TemplateMissing, KeyError."""
    row = models.TemplateVersion.objects.get(id=version) if version else current(template, language)
    return render(row, way, content, common_values(values.get("name", ""), row.language) | dict(values))


def _languages(language: str) -> list[str]:
    """Return a language, its parent, and the council's first, each once."""
    return list(dict.fromkeys((language, language.split("-", maxsplit=1)[0], council().languages[0])))
