"""Reads the English of a service as a plain-English editor would. Everything here is a warning."""

from __future__ import annotations

import re

from portreeve.modules.catalogue.rules.read.draft import Draft

LONGEST_SENTENCE = 25
"""Words. Longer ones are misread by many people."""
PLAINER = {
    "additional": "more",
    "assist": "help",
    "assistance": "help",
    "commence": "start",
    "complete the form": "fill in the form",
    "consult": "ask",
    "dispatch": "send",
    "ensure": "make sure",
    "facilitate": "help",
    "forthwith": "straight away",
    "in accordance with": "by, or under",
    "in order to": "to",
    "in respect of": "about",
    "in the event of": "if",
    "liaise": "talk to",
    "necessitate": "need",
    "notify": "tell",
    "obtain": "get",
    "prior to": "before",
    "pursuant to": "under",
    "purchase": "buy",
    "referral": "asking another team to help",
    "regarding": "about",
    "reside": "live",
    "residing": "living",
    "shall": "must, or will",
    "terminate": "end",
    "utilise": "use",
    "via": "by, or through",
    "whilst": "while",
}
"""Words that officials like, and what people say."""
_LATIN = {"e.g.": "for example", "i.e.": "that is", "etc": "a full list, or `such as`", "n.b.": "nothing, just say it"}
_SENTENCE = re.compile(r"[^.!?]+[.!?]?")
_WORD = re.compile(r"[A-Za-z0-9£'’-]+")
_SHOUT = re.compile(r"\b[A-Z]{5,}\b")
_UNSPEAKABLE = re.compile(r"\b(click|button|on (?:this|the) page|below|above|https?:|www\.|on the map|tick)\b", re.I)


def check_english(draft: Draft) -> None:
    """Warn of sentences and words that many would stumble over."""
    if not draft.service.language.startswith("en"):
        return
    words = draft.service.words[draft.service.language]
    for key, text in words.text.items():
        line = draft.lines.get(key, 1)
        _sentences(draft, key, text, line)
        _vocabulary(draft, key, text, line)
        if key.startswith(("question.", "stop.")) and not key.endswith(".hint") and key not in words.spoken:
            _speech(draft, key, text, line)


def _sentences(draft: Draft, key: str, text: str, line: int) -> None:
    """Warn of long sentences."""
    for sentence in _SENTENCE.findall(text):
        count = len(_WORD.findall(sentence))
        if count > LONGEST_SENTENCE:
            begin = " ".join(sentence.split()[:5])
            advice = f"“{begin} …” in `{key}` has {count} words. Make two sentences of it."
            draft.problems.warn(line, "long-sentence", advice)


def _vocabulary(draft: Draft, key: str, text: str, line: int) -> None:
    """Warn of official words, Latin and capitals."""
    plain = text.casefold()
    for word, plainer in PLAINER.items():
        if re.search(rf"\b{re.escape(word)}\b", plain):
            draft.problems.warn(line, "official-word", f"`{key}` says “{word}”. People say “{plainer}”.")
    for word, plainer in _LATIN.items():
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", plain):
            draft.problems.warn(line, "latin", f"`{key}` says “{word}”, which is read aloud badly. Write {plainer}.")
    for shout in _SHOUT.findall(text):
        draft.problems.warn(
            line, "shouting", f"`{key}` has “{shout}” in capitals, which is hard to read. Use small letters."
        )


def _speech(draft: Draft, key: str, text: str, line: int) -> None:
    """Warn of words that make no sense on the telephone."""
    found = _UNSPEAKABLE.search(text)
    if found:
        advice = f"`{key}` says “{found[0]}”, which means nothing on the phone. Add `say:` with words for the ear."
        draft.problems.warn(line, "not-for-the-ear", advice)
