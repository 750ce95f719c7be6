"""How hard a text is to read: the reading age, the long sentences and the hard words with plainer ones to try. A
formula is a hint to look again, never a mark to pass."""

import re
from collections.abc import Mapping
from functools import cache

import pyphen

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\s”’\"')]+|\n+")
_VOWELS = re.compile(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]+")

# Words that official letters like, and what people say instead.
PLAIN: Mapping[str, str] = {
    "accommodate": "make room for",
    "additional": "more",
    "appropriate": "right",
    "approximately": "about",
    "assessment": "check of what you need",
    "assist": "help",
    "assistance": "help",
    "attend": "go to",
    "barriers": "what gets in the way",
    "beneficial": "helpful",
    "clarification": "a clear answer",
    "collaborate": "work together",
    "commence": "start",
    "communicate": "talk",
    "communication": "talking and listening",
    "complete": "fill in",
    "concerning": "about",
    "consult": "ask",
    "consultation": "asking people",
    "currently": "now",
    "demonstrate": "show",
    "effective": "works well",
    "engagement": "taking part",
    "ensure": "make sure",
    "environment": "place",
    "facilitate": "help",
    "feedback": "what you think",
    "frequently": "often",
    "identify": "find",
    "implement": "do",
    "independence": "doing things yourself",
    "individuals": "people",
    "information": "facts",
    "initiate": "start",
    "maintain": "keep",
    "obtain": "get",
    "opportunity": "chance",
    "participate": "take part",
    "participation": "taking part",
    "practitioner": "worker",
    "prior": "before",
    "priorities": "what matters most",
    "professionals": "people who work with you",
    "provide": "give",
    "provision": "help",
    "receive": "get",
    "regarding": "about",
    "require": "need",
    "respond": "answer",
    "satisfied": "happy",
    "stakeholders": "people",
    "strategy": "plan",
    "sufficient": "enough",
    "support": "help",
    "transition": "moving on",
    "utilise": "use",
}
# Plain enough in themselves; only worth a word in Easy Read.
_EASY_ONLY = frozenset({"attend", "complete", "feedback", "information", "support"})
# Long, but everybody knows them.
_KNOWN = frozenset(
    {"anybody", "everybody", "somebody", "sometimes", "education", "university", "television", "supermarket"}
)


@cache
def _dictionary() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_GB")


def words(text: str) -> list[str]:
    """The words of a text, in order; numbers are not words."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The sentences and lines of a text that have words in them."""
    return [part.strip() for part in _SENTENCE_END.split(text) if _WORD.search(part)]


@cache
def syllables(word: str) -> int:
    """About how many syllables: groups of vowels without a silent e, or the places a long word may be hyphenated."""
    plain = word.lower().replace("’", "'").split("'")[0]
    heard = len(_VOWELS.findall(plain))
    if heard > 1 and plain.endswith("e") and not plain.endswith(("le", "ee")):
        heard -= 1
    if heard > 1 and re.search("[^scgxzh]es$", plain):
        heard -= 1
    if heard > 1 and plain.endswith("ed") and not plain.endswith(("ted", "ded")):
        heard -= 1
    split = len(_dictionary().positions(plain)) + 1 if len(plain) > 6 else 1
    return max(heard, split, 1)


def reading_age(text: str) -> int:
    """The age at which most children in Britain read this: Flesch–Kincaid grade (Kincaid et al. 1975) plus five
    years, 5 at least. Says little about fewer than thirty words."""
    found, parts = words(text), sentences(text)
    if not found or not parts:
        return 5
    grade = 0.39 * len(found) / len(parts) + 11.8 * sum(map(syllables, found)) / len(found) - 15.59
    return max(5, round(grade + 5))


def long_sentences(text: str, most: int) -> list[str]:
    """The sentences of more than `most` words."""
    return [sentence for sentence in sentences(text) if len(words(sentence)) > most]


def hard_words(text: str, easy: bool = False) -> Mapping[str, str]:
    """The hard words, each once, with a plainer one to try or an empty string."""
    found: dict[str, str] = {}
    for word in words(text):
        plain = PLAIN.get(word.lower(), "")
        if plain and (easy or word.lower() not in _EASY_ONLY):
            found.setdefault(word, plain)
        elif syllables(word) >= 4 and word.lower() not in _KNOWN:
            found.setdefault(word, "")
    return found
