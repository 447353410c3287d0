"""Publishing and withdrawing services."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.refusals import NotAllowed, NotFound
from portreeve.foundation.pure.scope import scope_of
from portreeve.modules.catalogue.events import ServicePublished, ServiceWithdrawn
from portreeve.modules.catalogue.models import Publication, ServiceVersion
from portreeve.modules.catalogue.rules.canonical import hash_of, to_document
from portreeve.modules.catalogue.rules.refusals import NotPublishable, NoWordsInstead
from portreeve.modules.catalogue.types import FactDeclaration, Publishing, Reading, Service

ACT = "catalogue.publish"


@operation
def publish(*, reading: Reading, facts: tuple[FactDeclaration, ...] = (), by: Actor, at: datetime) -> Publishing:
    """Offer a checked service from now on; journeys begun on another version keep theirs.

    The same version again changes nothing. Raises NotPublishable, NotAllowed. (SVC-01)
    """
    service = reading.service
    if service is None or not reading.publishable:
        raise NotPublishable(service=reading.id, problems=sum(problem.blocks for problem in reading.problems))
    _demand_grant(service.id, by)
    document = to_document(service, facts)
    version, _ = ServiceVersion.objects.get_or_create(
        hash=hash_of(document),
        defaults={"service": service.id, "format": service.format, "document": document, "made_at": at},
    )
    first = {"version": version, "published_at": at}
    publication, made = Publication.objects.select_for_update().get_or_create(service=service.id, defaults=first)
    before = "" if made else publication.version_id
    if before == version.hash and publication.withdrawn_at is None:
        return Publishing(service.id, version.hash, changed=False)
    publication.version, publication.published_at = version, at
    publication.withdrawn_at, publication.instead = None, {}
    publication.save()
    _record_published(publication, service, before, by=by, at=at)
    return Publishing(service.id, version.hash, changed=True)


@operation
def withdraw(*, service: str, instead: Mapping[str, str], by: Actor, at: datetime) -> None:
    """Stop offering a service; its unfinished journeys end with `instead`, which is by language tag.

    Raises NotFound, NoWordsInstead, NotAllowed. Withdrawing it again replaces only the words.
    """
    _demand_grant(service, by)
    publication = Publication.objects.select_for_update().filter(service=service).first()
    if publication is None:
        raise NotFound(service=service)
    language = publication.version.document["service"]["language"]
    words = {tag: text.strip() for tag, text in instead.items() if text.strip()}
    if language not in words:
        raise NoWordsInstead(service=service, language=language)
    already = publication.withdrawn_at is not None
    publication.instead = words
    publication.withdrawn_at = publication.withdrawn_at or at
    publication.save(update_fields=["instead", "withdrawn_at"])
    if not already:
        event = ServiceWithdrawn(subject=publication.id, service=service, service_version=publication.version_id)
        record(event, by=by, at=at, details={"service": service})


def _record_published(publication: Publication, service: Service, before: str, *, by: Actor, at: datetime) -> None:
    """Write down that a version is offered."""
    event = ServicePublished(
        subject=publication.id,
        service=service.id,
        service_version=publication.version_id,
        before=before,
        tier=service.tier,
        verb=service.verb,
    )
    record(event, by=by, at=at, details={"service": service.id, "version": publication.version_id, "before": before})


def _demand_grant(service: str, by: Actor) -> None:
    """Raise NotAllowed unless the actor may publish this service; its team is what the file says, so proves nothing."""
    if not scope_of(by, ACT).reaches(service=service):
        raise NotAllowed(act=ACT, service=service)
