"""Photos and files: handed in elsewhere, named here by their id."""

from __future__ import annotations

from portreeve.foundation.pure.channel import Medium
from portreeve.modules.journeys.rules.answers.asked import Answered, AnswerType, Asked, Outcome, Shown
from portreeve.modules.journeys.rules.answers.fields import read, text_of
from portreeve.modules.journeys.types import InvalidAnswer, Need, NeedKind, Raw


class Uploads(AnswerType):
    """A photo or a file. Only a page can take one; elsewhere an optional one is passed over."""

    media = frozenset({Medium.WEB})

    def take(self, asked: Asked, raw: Raw) -> Outcome:
        """Take the id of what was uploaded, once the files part says what it is."""
        said = read(raw, "upload", limit=100)
        if isinstance(said, InvalidAnswer):
            return said
        if not said:
            kept = asked.known
            return Answered(kept) if isinstance(kept, dict) else InvalidAnswer("missing", part="upload")
        key = f"upload/{asked.path}/{asked.revision}/{said}"
        learned = asked.learned.get(key)
        if learned is None:
            return Need(
                key, NeedKind.UPLOAD, {"question": asked.path, "upload": said, "type": asked.question.type.value}
            )
        problem = text_of(learned.value, "problem")
        if problem or not text_of(learned.value, "file"):
            return InvalidAnswer(f"file-{problem or 'unknown'}", part="upload")
        return Answered({part: text_of(learned.value, part) for part in ("file", "name", "kind")})

    def show(self, shown: Shown) -> str:
        """Return the file's name."""
        return text_of(shown.value, "name")
