"""Answers that are picked: yes or no, one of several, several of several."""

from __future__ import annotations

from collections.abc import Mapping

from portreeve.foundation.pure.channel import Medium
from portreeve.modules.journeys.rules.answers.asked import Answered, AnswerType, Asked, Fields, Outcome, Shown
from portreeve.modules.journeys.rules.answers.fields import read, read_given, read_list
from portreeve.modules.journeys.rules.wording import heard, word
from portreeve.modules.journeys.types import Choice, InvalidAnswer, Raw


def pick(said: str, codes: tuple[str, ...], labels: Mapping[str, str], medium: Medium) -> str:
    """Return the code that was meant: itself; off the web also its number or its label. Empty: none."""
    if said in codes:
        return said
    if medium is Medium.WEB:
        return ""
    if said.isdecimal() and 1 <= int(said) <= len(codes):
        return codes[int(said) - 1]
    plain = said.casefold().rstrip(".")
    return next((code for code in codes if plain in {labels.get(code, code).casefold(), code.casefold()}), "")


def _options(asked: Asked) -> tuple[Choice, ...]:
    """Return the question's options as choices."""
    return tuple(
        Choice(option, asked.labels.get(option, option), asked.hints.get(option, ""))
        for option in asked.question.options
    )


class YesNo(AnswerType):
    """Yes or no."""

    def ask(self, asked: Asked) -> Fields:
        """Offer both."""
        choices = tuple(Choice(code, word(code, asked.language)) for code in ("yes", "no"))
        return Fields(choices=choices, value=asked.known)

    def take(self, asked: Asked, raw: Raw) -> Outcome:
        """Accept the code, the number, or the words of the language."""
        said = read_given(raw, limit=100)
        if isinstance(said, InvalidAnswer):
            return said
        if heard("yes", asked.language, said):
            return Answered(value=True)
        if heard("no", asked.language, said):
            return Answered(value=False)
        return InvalidAnswer("unknown-option", part="answer")

    def show(self, shown: Shown) -> str:
        """Return yes or no."""
        return word("yes" if shown.value else "no", shown.language)


class ChooseOne(AnswerType):
    """One of the question's options."""

    def ask(self, asked: Asked) -> Fields:
        """Offer all options."""
        return Fields(choices=_options(asked), value=asked.known)

    def take(self, asked: Asked, raw: Raw) -> Outcome:
        """Accept one of the options, and nothing else."""
        said = read_given(raw, limit=200)
        if isinstance(said, InvalidAnswer):
            return said
        code = pick(said, asked.question.options, asked.labels, asked.medium)
        return Answered(code) if code else InvalidAnswer("unknown-option", part="answer")

    def show(self, shown: Shown) -> str:
        """Return the option's label."""
        return shown.labels.get(str(shown.value), str(shown.value))


class ChooseSeveral(AnswerType):
    """Any number of the question's options, within its bounds."""

    def ask(self, asked: Asked) -> Fields:
        """Offer all options."""
        return Fields(choices=_options(asked), value=asked.known)

    def take(self, asked: Asked, raw: Raw) -> Outcome:
        """Accept options once each, kept in the file's order."""
        said = self._said(asked, raw)
        if isinstance(said, InvalidAnswer):
            return said
        if not said:
            return InvalidAnswer("missing", part="answer")
        codes = {pick(one, asked.question.options, asked.labels, asked.medium) for one in said}
        if "" in codes:
            return InvalidAnswer("unknown-option", part="answer")
        least, most = asked.question.at_least, asked.question.at_most
        if least.isdigit() and len(codes) < int(least):
            return InvalidAnswer("too-few", {"least": least}, part="answer")
        if most.isdigit() and len(codes) > int(most):
            return InvalidAnswer("too-many", {"most": most}, part="answer")
        return Answered([option for option in asked.question.options if option in codes])

    def _said(self, asked: Asked, raw: Raw) -> list[str] | InvalidAnswer:
        """Return the parts of a reply: a list from a page, one text with separators, keys one by one."""
        said = read_list(raw, "answer")
        if isinstance(said, InvalidAnswer) or asked.medium is Medium.WEB:
            return said
        joined = ",".join(said)
        if asked.medium is Medium.VOICE:
            return [key for key in joined if key not in "*#, "]
        parts = joined.replace(";", ",").replace("\n", ",").split(",")
        if len(parts) == 1 and joined.replace(" ", "").isdecimal():
            parts = joined.split()
        return [part.strip() for part in parts if part.strip()]

    def show(self, shown: Shown) -> str:
        """Return the labels, separated by commas."""
        comma = "، " if shown.language.startswith("ar") else ", "
        return comma.join(
            shown.labels.get(str(v), str(v)) for v in (shown.value if isinstance(shown.value, list) else [])
        )


class Declaration(AnswerType):
    """Something that must be agreed to, and how it was read."""

    def ask(self, asked: Asked) -> Fields:
        """Offer to agree."""
        return Fields(choices=(Choice("yes", word("agreed", asked.language)),), value=asked.known)

    def take(self, asked: Asked, raw: Raw) -> Outcome:
        """Record agreement, with who read it: the person, staff to the person, or the machine."""
        said = read(raw, "answer", limit=100)
        if isinstance(said, InvalidAnswer):
            return said
        if not said or not heard("yes", asked.language, said):
            return InvalidAnswer("not-agreed", part="answer")
        reader = "machine" if asked.medium is Medium.VOICE else "staff" if asked.staff else "self"
        return Answered({"agreed": True, "read": reader})

    def show(self, shown: Shown) -> str:
        """Return that it was agreed."""
        return word("agreed", shown.language)
