"""Makes texts comparable without changing what was written: a clean copy, what says nothing, what is said twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

# zero-width and direction marks are dropped; the joiner inside emoji (U+200D) and in Indic scripts is kept
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACE = re.compile(r"\s+")
# a letter or digit, then letters, digits, vowel signs of Arabic and South Asian scripts, and inner apostrophes
_MARKS = "\u0300-\u036f\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0980-\u0dff\u0e30-\u0e4e\u200d"
WORD = re.compile(rf"[^\W_](?:[\w{_MARKS}]|['’](?=[^\W\d_]))*")

_POLAR = re.compile(
    r"^(do|does|did|is|are|was|were|have|has|had|can|could|will|would|should|may)\b", re.IGNORECASE
)
_NOTHING = frozenset(
    """
    na|n a|n.a|not applicable|not relevant|none|non|nope|nothing|nothing much|nothing really|nothing else|
    nothing else to add|nothing to add|nothing to say|nothing to report|nothing further|nothing more|nil|null|no|
    no comment|no comments|no further comment|no further comments|no answer|no response|no reply|no thanks|no thank you|
    no other comments|no not really|not really|not at the moment|not at this time|not this time|none at present|
    none at the moment|nothing at the moment|nothing at this time|nothing at present|nothing springs to mind|
    nothing comes to mind|cant think of anything|can't think of anything|can't think|cant think|
    did not answer|not answered|unanswered|skip|skipped|pass|blank|empty|tbc|tba|to be confirmed|unknown|
    don't know|dont know|dont no|don't no|do not know|dunno|idk|i don't know|i dont know|i dont no|i do not know|
    not sure|unsure|no idea|no opinion|no view|no views|prefer not to say|rather not say|i don't want to say|
    as above|as before|see above|same as above|same as before|same as last time|same again|same|ditto|as stated|
    see previous answer|see previous|as previous|yes|yeah|yep|y|n|x|xx|xxx|test|testing|
    nichts|keine|keine angabe|rien|nada|nic|brak|nu|nimic|کچھ نہیں|ਕੁਝ ਨਹੀਂ|لا شيء|কিছু না|कुछ नहीं
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
_SPEAKS_BESIDE_A_YES_NO_QUESTION = frozenset(
    {"no", "yes", "yeah", "yep", "nope", "not really", "no not really", "y", "n"}
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """Distinct texts with content, in a fixed order, and where every passage went.

    `of_passage[i]` is the index of passage i in `texts`, or -1 where it says nothing. `counts[j]` is the number of
    passages that said text j.
    """

    texts: tuple[str, ...]
    questions: tuple[str, ...]
    of_passage: tuple[int, ...]
    counts: tuple[int, ...]


def clean(text: str) -> str:
    """One line without control, direction and zero-width marks; lone surrogates become the replacement sign."""
    text = _SURROGATE.sub("\ufffd", text)
    text = _CONTROL.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text)))
    return _SPACE.sub(" ", text).strip()


def word_spans(text: str) -> list[tuple[str, int, int]]:
    """Each word in lower case with its start and end in `text`."""
    return [(m.group().lower().replace("’", "'"), m.start(), m.end()) for m in WORD.finditer(text)]


def words(text: str) -> list[str]:
    """The words of a text in lower case."""
    return [word for word, _, _ in word_spans(text)]


def same_text_key(text: str) -> str:
    """Texts with one key say the same thing in the same words."""
    return " ".join(words(clean(text))) or clean(text)


def says_nothing(text: str, question: str = "") -> bool:
    """Whether there is nothing here to theme: "n/a", a dot, "don't know". "No" beside a yes-or-no question is an answer."""
    key = " ".join(words(clean(text)))
    if key in _NOTHING:
        return not (key in _SPEAKS_BESIDE_A_YES_NO_QUESTION and _POLAR.match(question.strip()))
    if any(unicodedata.category(char) == "So" for char in text):
        return False  # a face or a thumb is an answer
    letters = [char for char in key if char.isalpha()]
    return not letters or (len(letters) == 1 and letters[0].isascii()) or _is_keyboard_noise(key)


def _is_keyboard_noise(key: str) -> bool:
    if not key.isascii() or " " in key or len(key) < 4:
        return False
    runs = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    return len(set(key)) == 1 or any(key in run * 2 for run in runs)


def prepare(texts: Sequence[str], questions: Sequence[str]) -> Prepared:
    """Group passages that say the same beside the same question; the order of the result ignores that of the rows."""
    keys = [
        None if says_nothing(text, question) else (same_text_key(text), clean(question).casefold())
        for text, question in zip(texts, questions, strict=True)
    ]
    members: dict[tuple[str, str], list[int]] = {}
    for row, key in enumerate(keys):
        if key is not None:
            members.setdefault(key, []).append(row)
    order = sorted(members)
    place = {key: index for index, key in enumerate(order)}
    shown = [min((clean(texts[row]), clean(questions[row])) for row in members[key]) for key in order]
    return Prepared(
        texts=tuple(text for text, _ in shown),
        questions=tuple(question for _, question in shown),
        of_passage=tuple(-1 if key is None else place[key] for key in keys),
        counts=tuple(len(members[key]) for key in order),
    )
