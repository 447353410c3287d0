"""What is sent twice from the desk is done once and answered twice: every form carries the key of its page.

The key, the address and what was typed make one write. A form that was changed after the browser's Back is another.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from markupsafe import Markup

from portreeve.foundation.idempotency import api as idempotency
from portreeve.foundation.idempotency.api import Json
from portreeve.foundation.pure.actor import Actor

FIELD = "page_key"
KEPT = timedelta(hours=12)
"""As long as a page may lie open in a working day."""
OURS = {FIELD, "csrfmiddlewaretoken"}
"""What a form carries beside what somebody typed."""


class Told(HttpResponseRedirect):
    """Leads on after a write, with what came of it, in codes and ids, for the page that it leads to."""

    def __init__(self, to: str, said: Json) -> None:
        """Keep where it leads and what came of it."""
        super().__init__(to)
        self.said = said


def field(key: str = "") -> Markup:
    """Return the hidden field that every form of a page carries: with a new key, or one that is to be sent again."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, key or uuid4().hex)


def carried(request: HttpRequest) -> bool:
    """Say whether a posted form has the key of its page."""
    return 16 <= len(request.POST.get(FIELD, "")) <= 64


def once(
    request: Any,
    *,
    by: Actor,
    answer: Callable[[], HttpResponseBase],
    before: Callable[[], HttpResponseBase | None] | None = None,
) -> HttpResponseBase:
    """Answer a posted form; the same form sent again is led to where the first led, and does nothing.

    Only what leads on is kept: a page that says what is wrong, or shows a code once, is made anew. `answer` runs in a
    transaction that every event and seal of the council waits for; what takes long or reaches outside the database,
    such as taking photos in, is done by `before` it, which is not asked of a form that was answered, and whose own
    page, if it returns one, is the answer.
    """
    made: list[HttpResponseBase] = []
    key = key_of(request)
    if before is not None and idempotency.answered(actor=by, key=key) is None:
        refused = before()
        if refused is not None:
            return refused

    def do() -> Json:
        made.append(answer())
        to = made[0]["Location"] if isinstance(made[0], HttpResponseRedirect) else ""
        return {"to": to, "said": made[0].said if isinstance(made[0], Told) else None}

    kept = idempotency.once(actor=by, key=key, body=None, ttl=KEPT, do=do, keep=_leads_on)
    if made:
        return made[0]
    request.session.modified = False  # whoever came first has written it; ours is what it was before
    return HttpResponseRedirect(str(kept["to"]) if isinstance(kept, dict) else "")


def _leads_on(answer: Json) -> bool:
    return isinstance(answer, dict) and bool(answer["to"])


def said(key: str, *, by: Actor) -> dict[str, Json]:
    """Return what came of a write of this member of staff, by its key; nothing for anybody else's or none."""
    kept = idempotency.answered(actor=by, key=key)
    found = kept.get("said") if isinstance(kept, dict) else None
    return found if isinstance(found, dict) else {}


def key_of(request: HttpRequest) -> str:
    """Return what stands for one posted form: its page's key, its address, what was typed and its files."""
    typed = sorted((name, texts) for name, texts in request.POST.lists() if name not in OURS)
    files = [(name, _digest(one)) for name, some in sorted(request.FILES.lists()) for one in some]
    whole = json.dumps([request.POST.get(FIELD, ""), request.path_info, typed, files])
    return hashlib.sha256(whole.encode()).hexdigest()


def _digest(file: Any) -> str:
    """Return what stands for a file's bytes, and leave it to be read from its beginning."""
    whole = hashlib.sha256()
    for part in file.chunks():
        whole.update(part)
    file.seek(0)
    return whole.hexdigest()
