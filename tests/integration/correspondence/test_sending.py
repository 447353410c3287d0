"""A notice becomes something sent, something that waits, or a call that somebody owes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

import pytest
from django.db import connection

from integration.correspondence.carriers import MAIL, NOTIFY
from integration.correspondence.conftest import BY, MORNING, notice
from overdue import see_to_overdue
from portreeve.foundation.audit.models import AuditEntry
from portreeve.foundation.clock import api as clock
from portreeve.foundation.pure.actor import system
from portreeve.modules.correspondence import api as correspondence
from portreeve.modules.correspondence import jobs, models
from portreeve.modules.correspondence.types import Because, Content, DispatchStatus, LinkPurpose, Way
from portreeve.modules.people import api as people
from portreeve.modules.people.types import Format, NewParty, SafeContact

Maker = Callable[[str], UUID]


def send(one: object) -> models.Dispatch:
    made = correspondence.send(notice=one, by=BY, at=clock.now())  # type: ignore[arg-type]
    return models.Dispatch.objects.get(id=made)


def test_amina_is_told_by_email_in_english(party: Maker) -> None:
    row = send(notice(party("amina"), "case-received"))
    assert (row.way, row.status, row.because) == (Way.EMAIL, DispatchStatus.QUEUED, Because.USUAL)
    assert jobs.carry(row.id)
    assert not jobs.carry(row.id), "once sent, it is not sent again"
    [parcel] = MAIL.taken
    assert parcel.to == "amina@example.com"
    assert parcel.subject == "We have your request: Report a missed bin (123 4567 8901)"
    assert "Dear Amina Yusuf" in parcel.text
    assert "Where: 4 Quay Street" in parcel.text
    assert "We will answer by" not in parcel.text, "what is not known is left out"
    assert '<html lang="en" dir="ltr">' in parcel.html
    row.refresh_from_db()
    assert row.status == DispatchStatus.SENT


def test_gwen_is_told_in_welsh_and_karim_in_arabic_from_right_to_left(party: Maker) -> None:
    for who in ("gwen", "karim"):
        jobs.carry(send(notice(party(who), "case-received")).id)
    welsh, arabic = MAIL.taken
    assert "Annwyl Gwen Pritchard" in welsh.text
    assert (welsh.language, arabic.language) == ("cy", "ar")
    assert 'dir="rtl"' in arabic.html


def test_a_language_without_this_template_is_answered_in_the_councils_first(party: Maker) -> None:
    jobs.carry(send(notice(party("karim"), "withdrawn")).id)
    assert MAIL.taken[0].language == "en"


def test_ruth_is_told_by_text(party: Maker) -> None:
    jobs.carry(send(notice(party("ruth"))).id)
    assert (NOTIFY.taken[0].way, NOTIFY.taken[0].to) == (Way.SMS, "+447700900333")


def test_dorothy_has_a_call_owed_after_noon(party: Maker) -> None:
    row = send(notice(party("dorothy")))
    assert (row.way, row.status, row.because) == (Way.CALL, DispatchStatus.OWED, Because.NO_WAY)
    [call] = correspondence.calls_owed(actor=system("tests"), at=clock.now()).rows
    assert clock.local(call.call_from).time() == time(12)
    assert not call.safe_now
    assert call.due_at > call.call_from
    shown = correspondence.call_owed(call=call.id, actor=system("tests"), at=clock.now())
    assert shown.numbers == ("01632 960222",)
    assert "The crew comes back tomorrow." in shown.script
    assert "Ask to speak to: Dorothy Marsh" in shown.script


def test_dorothy_with_an_address_gets_a_letter_in_large_print(party: Maker) -> None:
    row = send(notice(party("dorothy by post")))
    assert (row.way, row.because) == (Way.LETTER, Because.FORMAT)
    jobs.carry(row.id)
    [parcel] = NOTIFY.taken
    assert parcel.format is Format.LARGE_PRINT
    assert parcel.to == "Dorothy Marsh\n2 Quay Street\nHaverstock\nHV1 2AB"
    assert "http" not in parcel.text, "a link is no use on paper"


@pytest.mark.parametrize("template", ["case-received", "question-asked", "delayed", "closed", "done"])
def test_whatever_dorothy_is_told_it_is_never_silence(party: Maker, template: str) -> None:
    send(notice(party("dorothy"), template))
    assert correspondence.calls_owed(actor=system("tests"), at=clock.now()).count == 1


def test_a_message_waits_for_the_hour_the_person_set(party: Maker) -> None:
    late_riser = people.add_party(
        new=NewParty(name="Dorothy Marsh", email="d@example.com", safe=SafeContact(not_before=time(12))),
        by=BY,
        at=MORNING,
    )
    row = send(notice(late_riser))
    assert (row.status, clock.local(row.due_at).hour) == (DispatchStatus.WAITING, 12)
    assert not jobs.carry(row.id), "not yet"
    clock.set_for_demo(MORNING + timedelta(hours=3))
    assert see_to_overdue() == 1
    assert len(MAIL.taken) == 1


def test_texts_wait_for_the_morning(party: Maker) -> None:
    clock.set_for_demo(datetime(2026, 11, 20, 22, 0, tzinfo=UTC))
    row = send(notice(party("ruth")))
    assert row.due_at == datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


def test_a_worker_that_comes_late_still_keeps_the_hours(party: Maker) -> None:
    row = send(notice(party("ruth")))
    clock.set_for_demo(datetime(2026, 11, 20, 21, 0, tzinfo=UTC))
    assert not jobs.carry(row.id)
    row.refresh_from_db()
    assert (row.status, row.due_at) == (DispatchStatus.WAITING, datetime(2026, 11, 21, 8, 0, tzinfo=UTC))


def test_the_same_key_is_sent_once(party: Maker) -> None:
    one = notice(party("amina"))
    assert send(one).id == send(one).id
    assert models.Dispatch.objects.count() == 1


def test_a_private_matter_says_nothing_on_the_outside(party: Maker) -> None:
    for who in ("amina", "ruth"):
        jobs.carry(send(notice(party(who), "question-asked", private=True)).id)
    [email], [text] = MAIL.taken, NOTIFY.taken
    assert email.subject == "There is something new for you"
    assert "Which gate" in email.text
    assert "missed bin" not in text.text
    assert "Which gate" not in text.text
    assert "/link/" in text.text, "they can still answer"


def test_say_nothing_means_a_call_that_names_nobody(party: Maker) -> None:
    safe = SafeContact(say_nothing=True)
    new = NewParty(name="Ruth Marsh", email="r@example.com", mobile="07700 900333", safe=safe)
    hidden = people.add_party(new=new, by=BY, at=MORNING)
    row = send(notice(hidden))
    assert (row.way, row.content, row.because) == (Way.CALL, Content.DISCREET, Because.SAY_NOTHING)
    [call] = correspondence.calls_owed(actor=BY, at=clock.now()).rows
    script = correspondence.call_owed(call=call.id, actor=BY, at=clock.now()).script
    assert "Leave no message" in script
    assert "Haverstock" not in script


def test_a_notice_without_what_its_template_shows_is_refused(party: Maker) -> None:
    with pytest.raises(correspondence.NoticeIncomplete):
        send(notice(party("amina"), "question-asked", links={}))
    with pytest.raises(correspondence.NoticeIncomplete):
        send(notice(party("amina"), "delayed", data={"reference": "1", "service": "x"}))


def test_a_reply_link_is_good_for_its_one_purpose_and_only_its_hash_is_kept(party: Maker) -> None:
    one = notice(party("amina"), "question-asked")
    jobs.carry(send(one).id)
    token = MAIL.taken[0].text.partition("/link/")[2].split()[0]
    assert MAIL.taken[0].reply_token == token
    opened = correspondence.open_link(token=token.upper(), purpose=LinkPurpose.ANSWER, at=clock.now())
    assert opened.subject == one.links["reply_link"].subject
    assert not models.Link.objects.filter(digest=token).exists()
    for purpose, at in ((LinkPurpose.TRACK, clock.now()), (LinkPurpose.ANSWER, clock.now() + timedelta(days=29))):
        with pytest.raises(correspondence.LinkNotGood):
            correspondence.open_link(token=token, purpose=purpose, at=at)
    correspondence.use_link(token=token, purpose=LinkPurpose.ANSWER, by=BY, at=clock.now())
    with pytest.raises(correspondence.LinkNotGood):
        correspondence.use_link(token=token, purpose=LinkPurpose.ANSWER, by=BY, at=clock.now())


def test_jobs_events_and_audit_carry_nothing_personal(party: Maker) -> None:
    for who in ("amina", "ruth", "dorothy"):
        row = send(notice(party(who), "question-asked"))
        jobs.carry(row.id)
    written = str(list(AuditEntry.objects.values()))
    with connection.cursor() as cursor:
        for table in ("procrastinate_jobs", "outbox_event"):
            cursor.execute(f"SELECT row_to_json(t)::text FROM {table} t")
            written += str(cursor.fetchall())
    assert "dispatch" in written
    found = [
        w
        for w in ("amina", "example.com", "7700900", "1632960", "Quay", "gate", "/link/")
        if w.lower() in written.lower()
    ]
    assert found == []


def test_what_is_no_longer_true_is_taken_back(party: Maker) -> None:
    row = send(notice(party("amina")))
    correspondence.cancel(dispatch=row.id, by=BY, at=clock.now())
    assert not jobs.carry(row.id)
    with pytest.raises(correspondence.TooLate):
        correspondence.cancel(dispatch=row.id, by=BY, at=clock.now())


def test_a_field_that_looks_like_a_field_or_a_tag_stays_text(party: Maker) -> None:
    nasty = "{{phone}} <script>alert(1)</script>\r\nBcc: all@example.com"
    data = {"reference": "1", "service": nasty, "update": nasty}
    jobs.carry(send(notice(party("amina"), "update", data=data)).id)
    [parcel] = MAIL.taken
    assert "{{phone}}" in parcel.text
    assert "<script>" not in parcel.html
    assert "\n" not in parcel.subject
