"""Whoever changes the audit behind our back is found out, even if they recompute the whole chain."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import DatabaseError, transaction

from integration.audit.audit_trial import AT, BY, act, recompute, run, unprotected
from portreeve.foundation.audit import api as audit
from portreeve.foundation.audit import heads, signing
from portreeve.foundation.audit.models import AuditEntry, AuditSeal
from portreeve.foundation.pure.actor import resident
from portreeve.foundation.pure.refusals import NotAllowed

pytestmark = pytest.mark.usefixtures("own_home")


def test_an_untouched_audit_is_intact() -> None:
    act(5)
    act(3)
    verdict = audit.verify()
    assert verdict.intact
    assert (verdict.entries, verdict.seals, verdict.unsealed) == (8, 2, 0)


def test_the_database_refuses_to_change_or_delete_an_entry_or_a_seal() -> None:
    act(2)
    for sql in (
        "UPDATE portreeve_audit_auditentry SET actor = 'somebody else'",
        "DELETE FROM portreeve_audit_auditentry",
        "UPDATE portreeve_audit_auditseal SET number = 7",
        "DELETE FROM portreeve_audit_auditseal",
    ):
        with pytest.raises(DatabaseError, match="only ever added to"):
            run(sql)
    assert audit.verify().intact


def test_an_altered_entry_is_named() -> None:
    entries = act(5)
    with unprotected():
        run("UPDATE portreeve_audit_auditentry SET actor = 'somebody else' WHERE id = %s", entries[2])
    assert audit.verify().altered == (entries[2],)


def test_an_entry_moved_in_time_is_altered_and_not_one_missing_and_one_added() -> None:
    entries = act(5)
    act(5)
    with unprotected():
        run(
            "UPDATE portreeve_audit_auditentry SET transaction ="
            " (SELECT max(transaction::text::bigint) FROM portreeve_audit_auditentry)::text::xid8 WHERE id = %s",
            entries[1],
        )
    verdict = audit.verify()
    assert (verdict.altered, verdict.missing, verdict.added) == ((entries[1],), (), ())


def test_a_removed_entry_is_named() -> None:
    entries = act(5)
    with unprotected():
        run("DELETE FROM portreeve_audit_auditentry WHERE id = %s", entries[0])
    assert audit.verify().missing == (entries[0],)


def test_an_entry_slipped_in_among_sealed_ones_is_named() -> None:
    (first, *_) = act(5)
    new = audit.append(act="case.opened", subject_type="case", subject=None, by=BY, at=AT)
    with unprotected():
        run(
            "UPDATE portreeve_audit_auditentry SET transaction ="
            " (SELECT transaction FROM portreeve_audit_auditentry WHERE id = %s) WHERE id = %s",
            first,
            new,
        )
        run("UPDATE portreeve_audit_auditentry SET id = '00000000-0000-7000-8000-000000000001' WHERE id = %s", new)
    assert [str(id) for id in audit.verify().added] == ["00000000-0000-7000-8000-000000000001"]


def test_the_last_entries_removed_together_with_their_seal_are_missed() -> None:
    act(3)
    last = act(2)
    with unprotected():
        run("DELETE FROM portreeve_audit_auditentry WHERE id = ANY(%s)", last)
        run("DELETE FROM portreeve_audit_auditseal WHERE number = 2")
    verdict = audit.verify()
    assert (verdict.removed_seals, verdict.missing) == ((2,), ())
    act(1)
    assert audit.verify().removed_seals == (2,), "Sealing goes on under a new number and covers nothing up."


def test_a_seal_removed_from_the_middle_breaks_the_chain() -> None:
    act(1)
    act(1)
    act(1)
    with unprotected():
        run("DELETE FROM portreeve_audit_auditseal WHERE number = 2")
    verdict = audit.verify()
    assert (verdict.removed_seals, verdict.broken_seals) == ((2,), (3,))


def test_a_chain_recomputed_with_another_key_is_forged() -> None:
    entries = act(4)
    act(2)
    forger = Ed25519PrivateKey.generate()
    with unprotected():
        run("UPDATE portreeve_audit_auditentry SET actor = 'nobody' WHERE id = %s", entries[0])
        recompute(forger)
    verdict = audit.verify()
    assert (verdict.altered, verdict.broken_seals) == ((), ()), "The forged chain is sound in itself,"
    assert verdict.forged_seals == (1, 2), "but is not signed by us,"
    assert verdict.differing_seals == (1, 2), "and is not what we published."


def test_a_forger_who_also_rewrites_the_file_of_heads_is_found_by_the_signatures(own_home: Path) -> None:
    entries = act(4)
    forger = Ed25519PrivateKey.generate()
    with unprotected():
        run("UPDATE portreeve_audit_auditentry SET actor = 'nobody' WHERE id = %s", entries[0])
        recompute(forger)
    heads.heads_file().unlink()
    audit.publish()
    verdict = audit.verify()
    assert (verdict.forged_seals, verdict.forged_lines) == ((1,), (1,))


def test_a_forged_note_of_disposal_does_not_excuse_what_is_missing() -> None:
    entries = act(2)
    with unprotected():
        run("DELETE FROM portreeve_audit_auditentry WHERE id = %s", entries[0])
    with heads.heads_file().open("a") as writer:
        writer.write('{"note": "disposed", "first": 1, "last": 1, "at": "", "signature": "00"}\nnot even json\n')
    verdict = audit.verify()
    assert (verdict.missing, verdict.forged_lines) == ((entries[0],), (2, 3))


def test_entries_of_a_transaction_still_open_wait_and_the_unsealed_tail_is_told() -> None:
    act(1)
    new = audit.append(act="case.opened", subject_type="case", subject=None, by=BY, at=AT)
    verdict = audit.verify()
    assert verdict.intact
    assert (verdict.unsealed, verdict.unsealed_since) == (1, AT)
    with transaction.atomic():
        audit.append(act="case.opened", subject_type="case", subject=None, by=BY, at=AT)
        assert audit.seal(at=AT) == 1, "Only what is finished, not what this transaction has still to commit."
        assert new in AuditSeal.objects.order_by("-number")[0].entries
    assert audit.seal(at=AT) == 1


def test_a_head_that_a_crash_kept_from_the_file_is_written_with_the_next() -> None:
    act(1)
    lines = heads.heads_file().read_text().splitlines()
    heads.heads_file().write_text("")
    assert audit.verify().intact, "The last seals may be unpublished for a moment."
    act(1)
    written = heads.heads_file().read_text().splitlines()
    assert written[0] == lines[0]
    assert len(written) == 2


def test_entries_are_disposed_of_under_the_retention_rule_and_nothing_is_missed() -> None:
    old = act(3)
    new = audit.append(act="case.opened", subject_type="case", subject=None, by=BY, at=AT)
    audit.seal(at=AT + timedelta(days=400))
    assert audit.dispose(before=AT + timedelta(days=365), by=BY, at=AT + timedelta(days=800)) == 3
    assert set(AuditEntry.objects.values_list("id", flat=True)) & {*old, new} == {new}
    audit.seal(at=AT + timedelta(days=801))
    verdict = audit.verify()
    assert verdict.intact
    assert (verdict.disposed, verdict.entries) == (3, 2)
    with pytest.raises(DatabaseError, match="only ever added to"):
        run("DELETE FROM portreeve_audit_auditentry")


def test_a_restored_backup_lacks_seals_until_a_person_accepts_it() -> None:
    act(3)
    lost = act(2)
    with unprotected():  # what a backup taken before the second seal looks like
        run("DELETE FROM portreeve_audit_auditentry WHERE id = ANY(%s)", lost)
        run("DELETE FROM portreeve_audit_auditseal WHERE number = 2")
    assert not audit.verify().intact
    assert audit.accept_restore(by=BY, at=AT) == (2,)
    audit.seal(at=AT)
    assert audit.verify().intact
    assert AuditSeal.objects.order_by("-number")[0].number == 3


def test_without_its_key_the_sealer_refuses_to_make_another(own_home: Path) -> None:
    act(1)
    signing.key_file().unlink()
    audit.append(act="case.opened", subject_type="case", subject=None, by=BY, at=AT)
    with pytest.raises(audit.KeyMissing):
        audit.seal(at=AT)
    assert not signing.key_file().exists()


def test_the_key_is_readable_by_its_owner_only() -> None:
    act(1)
    assert signing.key_file().stat().st_mode & 0o077 == 0


def test_only_those_who_may_dispose_and_read() -> None:
    nobody = resident(None)
    for refused in (
        lambda: audit.dispose(before=AT, by=nobody, at=AT),
        lambda: audit.accept_restore(by=nobody, at=AT),
        lambda: audit.entries_by("x", actor=nobody),
    ):
        with pytest.raises(NotAllowed):
            refused()
