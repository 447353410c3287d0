"""One case as its page shows it: answers, people, times and photos in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from portreeve.channels.staff_desk import lists, naming
from portreeve.channels.staff_desk.acts import ACTS, Ask, DeskAct, Kind
from portreeve.channels.staff_desk.lists import Row
from portreeve.foundation.accounts import api as accounts
from portreeve.foundation.accounts.types import AccountView
from portreeve.foundation.design.api import Words
from portreeve.foundation.files import api as files
from portreeve.foundation.files.types import FileView
from portreeve.foundation.pure import reference
from portreeve.foundation.pure.actor import Actor
from portreeve.modules.cases.types import CaseView, ReporterView, UpdateView
from portreeve.modules.contacts import api as contacts
from portreeve.modules.correspondence import api as correspondence
from portreeve.modules.journeys import api as journeys

ORDER = ("answer", "done", "schedule", "ask", "update", "assign", "note")
"""The acts of a usual day, first; the others follow under "More"."""
MOST_CONTACTS = 20


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry of the timeline."""

    update: UpdateView
    when: str
    who: str
    title: str
    detail: str
    files: tuple[FileView, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """One reporter: who asks, whom it is about, whom we tell, and what they said."""

    part: ReporterView
    reference: str
    since: str
    channel: str
    language: str
    answers: tuple[tuple[str, str], ...]
    photos: tuple[FileView, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """One contact about the case: when, how, with whom of us, and what was done."""

    when: str
    at: datetime
    channel: str
    staff: str
    done: tuple[str, ...]
    avoidable: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything on the page."""

    view: CaseView
    row: Row
    promise: tuple[tuple[str, str, bool], ...]
    """Name of the words, when, and whether it is past."""
    moments: tuple[Moment, ...]
    people: tuple[Person, ...]
    acts: tuple[DeskAct, ...]
    more: tuple[DeskAct, ...]
    members: tuple[AccountView, ...]
    teams: dict[str, str]
    sent: tuple[tuple[str, str], ...]
    """What was sent about it: a line, and when."""

    untold: bool
    """Nobody can be told of it or asked about it: whoever reported it gave no name, took it back or was erased."""
    unnamed: int = 0
    """How many gave no name, and so cannot be told or asked, beside those who can."""
    elsewhere: str = ""
    """The public id of the case that its people are with: of that which it duplicates or is a part of."""
    contacts: tuple[Spoken, ...] = ()
    """How people were in touch about it, newest first; for those who may know who they are."""


def present(view: CaseView, w: Words, actor: Actor, at: datetime) -> Shown:
    """Return a case ready to be shown."""
    known = files.files(files_of(view))
    usable = [act for act in ACTS if act.may in view.may]
    first = tuple(sorted((a for a in usable if a.name in ORDER), key=lambda a: ORDER.index(a.name)))
    return Shown(
        view=view,
        row=lists.rows([view.listing], w, at)[0],
        promise=tuple(_promises(view, w, at)),
        moments=tuple(_moment(u, view, w, known) for u in reversed(view.updates)),
        people=tuple(_person(part, view, w, known) for part in view.reporters),
        acts=first,
        more=tuple(a for a in usable if a.name not in ORDER),
        members=tuple(accounts.members(view.listing.team)),
        teams={c: n for c, n in naming.teams().items() if c != view.listing.team},
        sent=tuple(_sent(view, w)),
        untold=not any(part.reachable for part in view.reporters),
        unnamed=sum(1 for part in view.reporters if part.withdrawn_at is None and part.roles.told is None),
        elsewhere=next((r.public_id for r in view.related if r.relation in {"duplicate of", "parent"}), ""),
        contacts=_contacts(view, w, actor) if view.knows_people else (),
    )


def _contacts(view: CaseView, w: Words, actor: Actor) -> tuple[Spoken, ...]:
    """Return the contacts about a case. A contact may have been about other things too: those are not said here."""
    found = contacts.contacts_about(view.listing.id, actor=actor, most=MOST_CONTACTS)
    names = accounts.names({UUID(one.staff) for one in found if one.staff})
    return tuple(
        Spoken(
            when=lists.when(w, one.opened_at),
            at=one.opened_at,
            channel=naming.code(w, "channel", one.channel),
            staff=names.get(UUID(one.staff), "") if one.staff else "",
            done=tuple(naming.code(w, "contact_role", x.role) for x in one.links if x.subject == view.listing.id),
            avoidable=naming.code(w, "avoidable", one.avoidable) if one.avoidable else "",
        )
        for one in found
    )


def _promises(view: CaseView, w: Words, at: datetime) -> Iterator[tuple[str, str, bool]]:
    """Yield the promises made, the new date after a broken one, and the day of the work."""
    ended = view.listing.ended_at is not None
    if view.promise.answer_by and view.answered_at is None:
        yield "answer_by", lists.when(w, view.promise.answer_by), not ended and view.promise.answer_by < at
    if view.promise.done_by:
        yield "done_by", lists.when(w, view.promise.done_by), not ended and view.promise.done_by < at
    if view.expected_by:
        yield "expected_by", lists.when(w, view.expected_by), False
    if view.listing.scheduled_for:
        yield "scheduled_for", w.date(view.listing.scheduled_for), False


def _moment(update: UpdateView, view: CaseView, w: Words, known: dict[UUID, FileView]) -> Moment:
    """Return one entry of the timeline."""
    who = view.names.get(update.by) or w.plain("case.by_reporter" if update.reporter else "case.by_portreeve")
    detail = w.date(update.date) if update.date else ""
    for group in ("closing", "reopening", "cause", "chase"):
        key = f"codes.{group}.{update.code.replace(' ', '-')}"
        if update.code and w.has(key):
            detail = w.plain(key)
    return Moment(
        update=update,
        when=lists.when(w, update.at),
        who=who,
        title=w.plain(f"case.kind.{update.kind.replace(' ', '-')}"),
        detail=detail or update.code,
        files=tuple(known[f] for f in update.files if f in known),
    )


def _person(part: ReporterView, view: CaseView, w: Words, known: dict[UUID, FileView]) -> Person:
    """Return one reporter."""
    found = naming.service_of(view.listing.service, part.version or view.listing.version)
    said: list[tuple[str, str]] = []
    for answer in part.answers:
        if found is None:
            break
        value = journeys.answer_text(
            found,
            answer.question,
            answer.value,
            personal=answer.personal,
            language=w.language,
            may_open=view.may_open,
        )
        if value:
            said.append((found.text(f"question.{answer.question}", w.language), value))
    return Person(
        part=part,
        reference=reference.grouped(part.reference),
        since=lists.when(w, part.since),
        channel=naming.code(w, "channel", part.channel),
        language=w.plain(f"frame.language.{part.language}")
        if w.has(f"frame.language.{part.language}")
        else part.language,
        answers=tuple(said),
        photos=tuple(known[f] for f in _files_in(part, may_open=view.may_open) if f in known),
    )


def _sent(view: CaseView, w: Words) -> Iterator[tuple[str, str]]:
    """Yield what was sent about a case, newest first; without words or addresses."""
    for one in reversed(correspondence.dispatches_about(view.listing.id)):
        line = w.plain(
            "case.sent_line",
            template=naming.code(w, "template", one.template),
            way=naming.code(w, "way", one.way),
            status=naming.code(w, "dispatch", one.status),
        )
        yield line, lists.when(w, one.settled_at or one.not_before or one.created_at)


def _files_in(part: ReporterView, *, may_open: bool) -> list[UUID]:
    """Return the ids of files among a reporter's answers; those of special answers only for who may read these."""
    said = {answer.question: answer.value for answer in part.answers}
    read = journeys.in_clear(said) if may_open else said
    return [UUID(one) for value in read.values() for one in _file_ids(value)]


def _file_ids(value: Any) -> Iterator[str]:
    """Yield the ids of files within an answer of any shape."""
    if isinstance(value, dict):
        if isinstance(value.get("file"), str) and len(value["file"]) == 36:
            yield value["file"]
        for inner in value.values():
            yield from _file_ids(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _file_ids(inner)


def files_of(view: CaseView) -> set[UUID]:
    """Return the ids of all files that belong to a case."""
    found = {file for update in view.updates for file in update.files}
    return found | {file for part in view.reporters for file in _files_in(part, may_open=view.may_open)}


def choices(ask: Ask, shown: Shown, w: Words) -> list[tuple[str, str]]:
    """Return what a field of an act offers, as code and label."""
    if ask.kind is Kind.OWNER:
        return [("", w.plain("acts.nobody")), *((str(a.id), a.name) for a in shown.members)]
    if ask.kind in {Kind.TEAM, Kind.TEAMS}:
        return list(shown.teams.items())
    if ask.kind is Kind.QUESTION:
        return [(str(q.id), w.kept(q.text)) for q in shown.view.questions if q.answered_at is None]
    if ask.kind is Kind.REPORTER:
        people = [p for p in shown.people if p.part.reachable]
        return [(str(p.part.id), w.kept(p.part.asker.name) if p.part.asker else p.part.reference) for p in people]
    return [(option, naming.code(w, ask.group, option)) for option in ask.options]
