"""A resident with a browser that keeps cookies and its connection, and neither draws nor runs scripts.

Plain sockets from the standard library: what a visit costs this side is small, and printed beside what it costs the
server. Each visitor has a network address of its own on the loopback, so that limits for one address are not met.
"""

from __future__ import annotations

import http.client
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from urllib.parse import urlencode, urlsplit

Fields = Mapping[str, str | Sequence[str]]
_HIDDEN = re.compile(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"')
_REFERENCE = re.compile(r'class="pr-reference">([\d ]+)<')
_CHOICES = re.compile(r'type="radio" value="([^"]+)"|<option value="([^"]+)"')
MOST_STEPS = 40
PICK: Fields = {"answer": "the first that is offered"}


class Trouble(Exception):
    """No answer, or one that says that the server is in trouble: worth trying again."""


class Surprise(Exception):
    """An answer that no person should have got."""


@dataclass
class Visitor:
    """One browser."""

    port: int
    address: str = "127.0.0.1"
    """Where it comes from."""
    timeout: float = 30.0
    at: str = ""
    page: str = ""
    times: list[float] = field(default_factory=list)
    """Seconds that each answer took."""
    cookies: dict[str, str] = field(default_factory=dict)
    _line: http.client.HTTPConnection | None = None

    def get(self, path: str) -> None:
        """Open a page, following where it leads. Raises Trouble, Surprise."""
        self._ask("GET", path, None)

    def post(self, path: str, fields: Fields) -> None:
        """Send the form of this page, with its hidden fields. Raises Trouble, Surprise."""
        self._ask("POST", path, {**self.hidden(), **fields})

    def once(self, path: str, fields: Fields) -> None:
        """Send a form and go nowhere: one request. Raises Surprise unless the answer leads to another page."""
        status, headers, _ = self._exchange("POST", path, fields)
        if status not in {302, 303} or "Location" not in headers:
            raise Surprise(f"{status} from {path}")

    def hidden(self) -> dict[str, str]:
        """Return the hidden fields of this page that every form of it sends."""
        found = dict(_HIDDEN.findall(self.page))
        return {name: found[name] for name in ("csrfmiddlewaretoken", "revision", "key") if name in found}

    def reference(self) -> str:
        """Return the reference that this page shows, in digits."""
        found = _REFERENCE.search(self.page)
        return found[1].replace(" ", "") if found else ""

    def close(self) -> None:
        """Hang up."""
        if self._line is not None:
            self._line.close()
        self._line = None

    def _ask(self, method: str, path: str, fields: Fields | None) -> None:
        for _ in range(6):
            status, headers, body = self._exchange(method, path, fields)
            if status in {301, 302, 303, 307, 308}:
                parts = urlsplit(headers.get("Location", ""))
                method, path, fields = "GET", parts.path, None
                continue
            self.at, self.page = path, body
            if status >= 500 or status == 409:  # 409: our answer to an older page was taken, and we did not hear
                raise Trouble(f"{status} from {path}")
            if status != 200:
                raise Surprise(f"{status} from {path}")
            return
        raise Surprise(f"{path} leads in circles")

    def _exchange(self, method: str, path: str, fields: Fields | None) -> tuple[int, http.client.HTTPMessage, str]:
        began = time.perf_counter()
        try:
            if self._line is None:
                self._line = http.client.HTTPConnection(
                    "127.0.0.1", self.port, timeout=self.timeout, source_address=(self.address, 0)
                )
            body = urlencode(fields, doseq=True) if fields is not None else None
            headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
            if body is not None:
                headers["Content-Type"] = "application/x-www-form-urlencoded"
            self._line.request(method, path, body, headers)
            answer = self._line.getresponse()
            text = answer.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise Trouble(f"{type(error).__name__} at {path}") from error
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        self.times.append(time.perf_counter() - began)
        return answer.status, answer.headers, text


def give_up(trouble: Trouble) -> None:
    """Have no patience: what is measured must not fail."""
    raise trouble


@dataclass(frozen=True)
class Person:
    """Who reports, and what about."""

    service: str
    name: str
    mobile: str
    answers: Mapping[str, Fields]
    """Replies by the place of the step in its address."""


def person(dice: Random, service: str, *, near: tuple[float, float] = (53.9, -1.6), wide: float = 0.05) -> Person:
    """Make somebody up. Where they point on the map lies within `wide` degrees of `near`."""
    name = f"{dice.choice(('Amina', 'Gwen', 'Ruth', 'Karim', 'Dorothy'))} {dice.randrange(16**6):06x}"
    mobile = f"07700 900{dice.randrange(1000):03d}"
    you = {"name": name, "contact": "text", "phone_text": mobile}
    point = {f: f"{at + dice.uniform(-wide, wide):.6f}" for f, at in zip(("lat", "long"), near, strict=True)}
    missed: dict[str, Fields] = {
        "where": {"action": "manual"},
        "where~manual": {
            "line1": f"{dice.randrange(1, 400)} {dice.choice(('Mill', 'Quay', 'Castle', 'Abbey'))} "
            f"{dice.choice(('Lane', 'Street', 'Road'))} {dice.randrange(1, 400)}",
            "line2": "",
            "town": "Haverstock",
            "postcode": f"HV{dice.randrange(1, 9)} {dice.randrange(1, 9)}AB",
        },
        "~similar": PICK,
        "bin": {"answer": dice.choice(("refuse", "recycling", "garden", "food"))},
        "out": {"answer": "out"},
        "photo": {"action": "skip"},
        "you": you,
    }
    tipped: dict[str, Fields] = {
        "now_happening": {"answer": "no"},
        "place": {**point, "detail": "by the gate"},
        "~similar": {"answer": "apart"},
        "land": {"answer": dice.choice(("road", "park", "alley"))},
        "what": {"answer": dice.sample(("bags", "furniture", "garden", "tyres"), 2)},
        "bags": {"answer": str(dice.randrange(1, 20))},
        "how_much": {"answer": "boot"},
        "blocking": {"answer": "no"},
        "photo": {"action": "skip"},
        "saw": {"answer": "no"},
        "you": you,
    }
    return Person(service, name, mobile, {"missed-bin": missed, "fly-tipping": tipped}[service])


def to_check(visitor: Visitor, who: Person, patience: Callable[[Trouble], None] = give_up) -> int:
    """Go from the service's first page to check answers; returns how many answers were given. Raises Surprise.

    `patience` is told of Trouble: it waits, and the step is tried again from wherever the journey stands then; or it
    raises.
    """
    begin(visitor, who, patience)
    journey = visitor.at.partition("/q/")[0]
    for given in range(MOST_STEPS):
        place = _place(visitor)
        if place == "~check":
            return given
        if place not in who.answers:
            raise Surprise(f"{who.service} asks {place or visitor.at}")
        try:
            visitor.post(visitor.at, _picked(visitor.page, who.answers[place]))
        except Trouble as trouble:
            look_again(visitor, journey, trouble, patience)
    raise Surprise(f"{who.service} does not come to an end")


def begin(visitor: Visitor, who: Person, patience: Callable[[Trouble], None]) -> None:
    """Open the service's page and start: a start whose answer was lost is made again, and only the last is held."""
    while True:
        try:
            visitor.get(f"/s/{who.service}")
            visitor.post(f"/s/{who.service}/start", {})
        except Trouble as trouble:
            patience(trouble)
        else:
            return


def look_again(visitor: Visitor, path: str, trouble: Trouble, patience: Callable[[Trouble], None]) -> None:
    """Open a page after Trouble, until it comes."""
    while True:
        patience(trouble)
        try:
            visitor.get(path)
        except Trouble as more:
            trouble = more
        else:
            return


def _place(visitor: Visitor) -> str:
    """Return the step that a visitor stands at."""
    return visitor.at.rpartition("/q/")[2] if "/q/" in visitor.at else ""


def send(visitor: Visitor, hidden: Fields | None = None) -> None:
    """Send what was checked, with the key of this page, or of an earlier one. Raises Trouble, Surprise."""
    visitor.post(visitor.at.replace("/q/~check", "/send"), hidden or {})


def _picked(page: str, fields: Fields) -> Fields:
    """Return the fields, choosing the first of the page's own choices where that is what is wanted."""
    if fields is not PICK:
        return fields
    found = _CHOICES.search(page)
    return {"answer": found[1] or found[2] if found else "none"}
