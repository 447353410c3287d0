"""What is offered now, and every version there was.

Versions never change, so each process keeps those it has read. What is offered now is read anew each time: one short
query by which a service published elsewhere is seen at once.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from portreeve.foundation.pure.refusals import NotFound
from portreeve.foundation.statements.api import Reading
from portreeve.modules.catalogue.models import Publication, ServiceVersion
from portreeve.modules.catalogue.rules.canonical import from_document
from portreeve.modules.catalogue.rules.channels import channels_of
from portreeve.modules.catalogue.rules.refusals import ServiceIsWithdrawn
from portreeve.modules.catalogue.rules.search import Entry, entry
from portreeve.modules.catalogue.rules.search import search as search_entries
from portreeve.modules.catalogue.types import Service, ServiceListing, Verb, Withdrawal

_PUBLICATION = Reading(
    lambda service: Publication.objects.filter(service=service).values_list("version_id", "withdrawn_at", "instead")
)


@lru_cache(maxsize=2048)
def version(hash: str) -> Service:
    """Return a version, whether it is still offered or not. Raises NotFound."""
    document = ServiceVersion.objects.filter(hash=hash).values_list("document", flat=True).first()
    if document is None:
        raise NotFound(version=hash)
    return from_document(document, hash)


def published(service: str) -> Service:
    """Return the version that is offered now. Raises NotFound, ServiceIsWithdrawn."""
    hash, withdrawn_at, _ = _publication(service)
    if withdrawn_at is not None:
        raise ServiceIsWithdrawn(service=service)
    return version(hash)


def withdrawal(service: str, language: str) -> Withdrawal | None:
    """Return that a service is withdrawn and what to do instead, or None while it is offered. Raises NotFound."""
    hash, withdrawn_at, instead = _publication(service)
    if withdrawn_at is None:
        return None
    spoken = language if language in instead else version(hash).language
    return Withdrawal(service, withdrawn_at, instead[spoken], spoken)


def _publication(service: str) -> tuple[str, datetime | None, dict[str, str]]:
    """Return what is offered now, since when it is withdrawn, and what to do instead. Raises NotFound."""
    found = _PUBLICATION.first(service)
    if found is None:
        raise NotFound(service=service)
    return found


def listing(*, language: str, verb: Verb | None = None) -> tuple[ServiceListing, ...]:
    """Return the services offered, by their names in a language."""
    rows = [_row(service, language) for service in _offered() if verb is None or service.verb is verb]
    return tuple(sorted(rows, key=lambda row: row.name.casefold()))


def search(*, words: str, language: str) -> tuple[ServiceListing, ...]:
    """Return the services that residents' own words mean, the likeliest first. (WEB-03, SVC-06)"""
    offered = {service.id: service for service in _offered()}
    found = search_entries([_entry(service.version, language) for service in offered.values()], words)
    return tuple(_row(offered[id], language) for id in found)


def _offered() -> list[Service]:
    """Return every service offered now; a version is read once by each process."""
    hashes = list(Publication.objects.filter(withdrawn_at__isnull=True).values_list("version_id", flat=True))
    return [version(hash) for hash in hashes]


@lru_cache(maxsize=8192)
def _entry(hash: str, language: str) -> Entry:
    """Return how a version is searched in a language."""
    return entry(version(hash), language)


def _row(service: Service, language: str) -> ServiceListing:
    """Return a service as a list shows it."""
    own = service.words.get(language)
    spoken = language if own is not None and "name" in own.text else service.language
    return ServiceListing(
        id=service.id,
        version=service.version,
        verb=service.verb,
        tier=service.tier,
        name=service.text("name", spoken),
        summary=service.text("summary", spoken),
        channels=channels_of(service),
        language=spoken,
    )
