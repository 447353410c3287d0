"""Doing a write once, however often it is asked for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from django.db import connection, transaction

from portreeve.foundation.clock import api as clock
from portreeve.foundation.idempotency.models import Answered
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.refusals import Refusal

Json: TypeAlias = str | int | bool | None | list["Json"] | dict[str, "Json"]
_LONGEST_KEY = 120
_CLAIM = """
INSERT INTO portreeve_idempotency_answered (actor, key, body_hash, expires_at) VALUES (%s, %s, %s, %s)
ON CONFLICT (actor, key) DO NOTHING
"""


class KeyReused(Refusal):
    """The key was used before for something else: the sender has mixed up two requests, and neither is guessed at."""

    code = "key-reused"


def always(_: Json) -> bool:
    """Keep whatever was answered."""
    return True


def once(  # noqa: PLR0913 - a write, who asks for it, and what is kept of it
    *,
    actor: Actor,
    key: str,
    body: object,
    ttl: timedelta,
    do: Callable[[], Json],
    keep: Callable[[Json], bool] = always,
) -> Json:
    """Do a write and return its answer; asked again with the same key within `ttl`, return that answer and do nothing.

    The write and its answer are committed together. Of two at once the second waits for the first, and does the write
    itself only if the first failed. A refusal is not kept: what was refused may be tried again. `body` is what was
    asked for: bytes, text, or anything JSON can carry. An answer that `keep` turns down is not kept either, though what
    was written stays. Raises KeyReused, and whatever `do` raises.
    """
    who, wanted, now = _who(actor), _body_hash(body), clock.now()
    name = _name(key)
    with transaction.atomic():
        if not _claim(who, name, wanted, now + ttl):
            kept = Answered.objects.select_for_update().filter(actor=who, key=name).first()
            if kept is not None and kept.expires_at > now:
                if kept.body_hash != wanted:
                    raise KeyReused
                return _json(kept.answer)
            Answered.objects.filter(actor=who, key=name).delete()
            _claim(who, name, wanted, now + ttl)
        answer = do()
        ours = Answered.objects.filter(actor=who, key=name)
        if keep(answer):
            ours.update(answer=answer)
        else:
            ours.delete()
    return answer


def answered(*, actor: Actor, key: str) -> Json:
    """Return the answer kept under a key of this actor's; None where there is none any more."""
    kept = Answered.objects.filter(actor=_who(actor), key=_name(key), expires_at__gt=clock.now()).first()
    return _json(kept.answer) if kept else None


def tidy(*, at: datetime) -> int:
    """Delete answers that have expired; returns how many."""
    gone, _ = Answered.objects.filter(expires_at__lte=at).delete()
    return gone


def _who(actor: Actor) -> str:
    return f"{actor.kind}:{actor.id}"


def _name(key: str) -> str:
    return key if len(key) <= _LONGEST_KEY else hashlib.sha256(key.encode()).hexdigest()


def _claim(actor: str, key: str, body_hash: str, expires_at: datetime) -> bool:
    """Claim a key; waits while another transaction holds it, and says whether it is now ours."""
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [actor, key, body_hash, expires_at])
        return bool(cursor.rowcount)


def _body_hash(body: object) -> str:
    if isinstance(body, bytes):
        content = b"b" + body
    elif isinstance(body, str):
        content = b"s" + body.encode()
    else:
        content = b"j" + json.dumps(body, sort_keys=True, ensure_ascii=False, default=str).encode()
    return hashlib.sha256(content).hexdigest()


def _json(answer: Any) -> Json:
    """Return a stored answer as what was stored."""
    found: Json = answer
    return found
