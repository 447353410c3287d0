"""Conditions of a service file, run on plain maps that we build from the answers (design §4.1)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from portreeve.foundation.expressions.api import (
    ExpressionFailed,
    ExpressionRefused,
    evaluate,
    now_bindings,
    parse,
    paths,
)
from portreeve.modules.catalogue.types import Question, QuestionType, Service
from portreeve.modules.journeys.types import Json, Need, NeedKind, State

OWN_FIELDS: Mapping[QuestionType, frozenset[str]] = {
    QuestionType.ADDRESS: frozenset({"uprn", "line", "postcode", "ward", "street", "lat", "long", "manual"}),
    QuestionType.PLACE: frozenset({"text", "detail", "lat", "long", "usrn", "uprn", "ward", "street"}),
    QuestionType.PERSON: frozenset(
        {"name", "email", "phone", "contact", "post", "language", "format", "on_behalf", "tell", "about"}
        | {"not_before", "not_after", "say_nothing"}
    ),
    QuestionType.PHOTO: frozenset({"file", "name", "kind"}),
    QuestionType.FILE: frozenset({"file", "name", "kind"}),
    QuestionType.DECLARATION: frozenset({"agreed", "read"}),
}
"""What an answer itself holds; anything else asked of it is a fact."""


class RuleFailed(Exception):
    """A condition could not be run: never a pass (design §4.1)."""


class FactWanted(Exception):
    """A condition reads a fact that nobody has asked for yet."""

    def __init__(self, need: Need) -> None:
        """Keep what is to be found out."""
        super().__init__(need.key)
        self.need = need


@lru_cache(maxsize=4096)
def _paths(expression: str) -> frozenset[tuple[str, ...]]:
    """Return every path that a condition mentions. Raises RuleFailed."""
    try:
        return paths(parse(expression))
    except ExpressionRefused as refused:
        raise RuleFailed(refused.text) from refused


@lru_cache(maxsize=4096)
def reads(expression: str) -> frozenset[str]:
    """Return the names that a condition reads: questions, and `now`. Raises RuleFailed."""
    return frozenset(path[0] for path in _paths(expression))


class Conditions:
    """One reading of a service's conditions against one state. Answers to questions that no longer apply are null."""

    def __init__(self, service: Service, state: State) -> None:
        """Read nothing yet: a service without conditions costs nothing."""
        self.service = service
        self._state = state
        self._answers: dict[str, Json] = {}
        self._applies: dict[str, bool] = {}

    def applies(self, question: Question) -> bool:
        """Say whether a question is to be asked, given those before it. Raises FactWanted, RuleFailed."""
        for each in self.service.questions:
            if each.id not in self._applies:
                self._judge(each)
            if each.id == question.id:
                break
        return self._applies[question.id]

    def _judge(self, question: Question) -> None:
        """Decide about one question, those before it being decided."""
        passed = f"question.{question.id}" in self._state.passed
        wanted = not question.when or passed or self.holds(question.when)
        self._applies[question.id] = wanted
        self._answers[question.id] = self._state.answers.get(question.id) if wanted else None

    def moment(self, expression: str) -> datetime:
        """Return when a condition is judged: as the last answer it reads was given; before any, at the beginning."""
        names = reads(expression)
        times = [one.at for path, one in self._state.given.items() if path.split(".")[0] in names]
        return max(times, default=self._state.started_at)

    def holds(
        self,
        expression: str,
        *,
        at: datetime | None = None,
        since: datetime | None = None,
        item: Mapping[str, Json] | None = None,
    ) -> bool:
        """Say whether a condition is true.

        `at`: judge as of this time and not as of the last answer. `since`: facts learned earlier do not count.
        `item`: the answers of one repeat of a group, read by the names of its own questions.
        Raises FactWanted, RuleFailed.
        """
        names = reads(expression)
        bound: dict[str, Json] = {
            question.id: self._with_facts(question, expression, since)
            for question in self.service.questions
            if question.id in names
        }
        bound["now"] = dict(now_bindings((at or self.moment(expression)).astimezone(ZoneInfo(self._state.zone))))
        try:
            return evaluate(expression, bound | dict(item or {}))
        except ExpressionFailed as failed:
            raise RuleFailed(failed.reason) from failed

    def _with_facts(self, question: Question, expression: str, since: datetime | None) -> Json:
        """Return an answer with the facts that a condition asks of it. Raises FactWanted."""
        answer = self._answers.get(question.id)
        if not isinstance(answer, dict) or question.type not in OWN_FIELDS:
            return answer
        bound = dict(answer)
        wanted = {path[1] for path in _paths(expression) if path[0] == question.id and len(path) > 1}
        for name in sorted(wanted - OWN_FIELDS[question.type]):
            bound[name] = self._fact(question.id, name, answer, expression, since)
        return bound

    def _fact(self, question: str, name: str, answer: dict[str, Json], expression: str, since: datetime | None) -> Json:
        """Return a fact about the answer as it stood when the last answer that the condition reads was given.

        That is also the time at which the condition is judged: who comes back to a draft a day after giving the
        address is not told what was true of yesterday. Raises FactWanted.
        """
        names = reads(expression)
        revision = max(
            (one.revision for path, one in self._state.given.items() if path.split(".")[0] in names), default=0
        )
        key = f"fact/{question}.{name}/{revision}"
        learned = self._state.learned.get(key)
        if learned is None or (since is not None and learned.at < since):
            about: dict[str, Json] = {"name": name, "question": question, "answer": answer}
            raise FactWanted(Need(key, NeedKind.FACT, about | {"version": self.service.version}))
        return learned.value
