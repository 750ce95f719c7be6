"""Says what a group of texts is about: the phrases that mark it off from the other groups, and a name made of them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.prepare import WORD, words
from analysis.stopwords import STOPWORDS

LONGEST_PHRASE = 3
_GLUE = frozenset({"of", "for", "to", "with", "and", "in", "at", "on", "from", "the", "a"})
_NO_START = frozenset({"not", "never", "cannot", "can't", "cant", "without"})
# words that judge or measure without saying what: never the end of a phrase, so never a phrase of their own
_NO_END = frozenset(
    """
    no not never nothing everything anything none cannot can't cant good better best great bad worse worst nice
    very bit hard absolutely honest honestly always first last next different certain particular full four three
    improve improved improves improvement improvements takes called came told asked happened day days year years week weeks month months hour hours minute minutes mr mrs ms dr big small today
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
_PRAISE = frozenset(
    """
    amazing brilliant caring comfortable considerate courteous efficient efficiently excellent exceptional fab fabulous
    fantastic fine friendly grateful happy helpful kind kindness lovely patient perfect pleasant pleased polite
    professional prompt reassuring satisfied satisfactory superb supportive understanding wonderful
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
# a word that often follows one of these stands for a thing; "to fix", "too high" and "is late" do not
_BEFORE_THINGS = frozenset(
    """
    the a an of for my our your their his her its this these those more less no better on in with about and other
    some any all every each new good bad local public from by at
    """.split()  # noqa: SIM905 - a list of words reads best as words
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of words in lower case and as written. `opens` says that it starts a sentence, where a capital means
    nothing; `before` is the word in front of it in lower case."""

    lower: str
    written: str
    opens: bool
    before: str


def phrases(text: str) -> Iterator[Phrase]:
    """Each word, and run of up to three words, that can stand alone."""
    found = [
        (m.group().lower().replace("’", "'"), m.group(), m.start(), m.end()) for m in WORD.finditer(text)
    ]
    for first in range(len(found)):
        for last in range(first, min(first + LONGEST_PHRASE, len(found))):
            run = found[first : last + 1]
            if last > first and text[run[-2][3] : run[-1][2]].strip(" -/&"):
                break
            if _stands_alone([word for word, _, _, _ in run]):
                yield Phrase(
                    lower=" ".join(word for word, *_ in run),
                    written=" ".join(raw for _, raw, *_ in run),
                    opens=_opens_a_sentence(text, run[0][2]),
                    before=found[first - 1][0] if first else "",
                )


def _opens_a_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 6) : start].rstrip(" \t\"'“‘(")
    return not before or before[-1] in ".!?:;\n•–-"


def _stands_alone(run: Sequence[str]) -> bool:
    edges_speak = all(word not in STOPWORDS and len(word) > 1 for word in (run[0], run[-1]))
    inner_holds = all(word not in STOPWORDS or word in _GLUE for word in run[1:-1])
    starts_well = not run[0].isdigit() and run[0] not in _NO_START
    return edges_speak and inner_holds and starts_well and run[-1] not in _NO_END and not run[-1].isdigit()


class GroupPhrases:
    """Class TF-IDF over groups of texts (Grootendorst 2022): how often a group uses a phrase against how rare it is."""

    def __init__(self, texts: Sequence[str], labels: Sequence[int], questions: Sequence[str] = ()) -> None:
        echo = _echoed(questions)
        self.by_group: dict[int, Counter[str]] = {}
        self.everywhere: Counter[str] = Counter()
        self._written: dict[str, Counter[str]] = {}
        self._as_thing: Counter[str] = Counter()
        self._uses: Counter[str] = Counter()
        for text, label in zip(texts, labels, strict=True):
            found = [
                phrase
                for phrase in phrases(text)
                if not {_stem(word) for word in phrase.lower.split()} <= echo
            ]
            seen = {phrase.lower for phrase in found}
            self.by_group.setdefault(label, Counter()).update(seen)
            self.everywhere.update(seen)
            self._note_uses(found)
            if text.upper() != text:
                self._note_forms(found)
        self._texts = len(texts)
        self._mean = sum(self.everywhere.values()) / max(1, len(self.by_group))

    def _note_uses(self, found: Sequence[Phrase]) -> None:
        for phrase in found:
            if " " not in phrase.lower and not phrase.opens:
                self._uses[phrase.lower] += 1
                self._as_thing[phrase.lower] += phrase.before in _BEFORE_THINGS

    def is_thing(self, phrase: str) -> bool:
        """Whether a phrase can stand in a name: several words, or a word mostly used for a thing."""
        uses = self._uses[phrase]
        return " " in phrase or (uses >= 2 and self._as_thing[phrase] >= 0.35 * uses)

    def _note_forms(self, found: Sequence[Phrase]) -> None:
        for phrase in found:
            if not phrase.opens or phrase.written[1:] != phrase.written[1:].lower():
                self._written.setdefault(phrase.lower, Counter())[phrase.written] += 1

    def ranked(self, label: int, size: int) -> list[tuple[str, float]]:
        """Phrases of a group with their weight, strongest first. A phrase said once in a group of six does not count."""
        counts = self.by_group.get(label, Counter())
        least = 2 if size >= 6 else 1
        scored = [
            (phrase, self._weight(phrase, count, size)) for phrase, count in counts.items() if count >= least
        ]
        return sorted((pair for pair in scored if pair[1] > 0), key=lambda pair: (-pair[1], pair[0]))

    def _weight(self, phrase: str, count: int, size: int) -> float:
        length = 1 + 0.35 * phrase.count(" ")  # two words say more than one
        share, share_of_all = count / size, self.everywhere[phrase] / self._texts
        lift = max(0.0, 1 - share_of_all / share)  # what everybody says tells nothing about one group
        return length * lift * share * math.log(1 + self._mean / self.everywhere[phrase])

    def fuller(self, label: int, phrase: str) -> str:
        """The phrase, or a longer one that holds it and makes up a good part of its uses in the group."""
        if " " in phrase:
            return phrase
        counts = self.by_group.get(label, Counter())
        longer = [
            (count, other)
            for other, count in counts.items()
            if " " in other and phrase in other.split() and count >= max(3, 0.3 * counts[phrase])
        ]
        return max(sorted(longer, key=lambda pair: pair[1]), key=lambda pair: pair[0], default=(0, phrase))[1]

    def as_written(self, phrase: str) -> str:
        """The phrase the way most people wrote it inside a sentence, so that names keep their capitals."""
        forms = self._written.get(phrase)
        return max(sorted(forms), key=lambda form: forms[form]) if forms else phrase


def _echoed(questions: Sequence[str]) -> frozenset[str]:
    """Stems of the words of a question that most texts answer: repeating the question tells nothing."""
    counted = Counter(questions)
    usual = [question for question, count in counted.items() if count >= 0.3 * len(questions)]
    return frozenset(_stem(word) for question in usual for word in words(question))


def telling_phrases(groups: GroupPhrases, label: int, size: int, wanted: int = 6) -> tuple[str, ...]:
    """The strongest phrases that do not repeat each other's words, as people wrote them."""
    return tuple(groups.as_written(phrase) for phrase in _strongest(groups, label, size, wanted))


def _strongest(groups: GroupPhrases, label: int, size: int, wanted: int) -> list[str]:
    chosen: list[str] = []
    for ranked, _ in groups.ranked(label, size):
        phrase = groups.fuller(label, ranked) if len(chosen) < 2 else ranked
        stems = {_stem(word) for word in phrase.split()} - _GLUE
        if any(stems & {_stem(word) for word in other.split()} for other in chosen):
            continue
        chosen.append(phrase)
        if len(chosen) == wanted:
            break
    return chosen


def _stem(word: str) -> str:
    for ending in ("ements", "ement", "ings", "ing", "ies", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def name_of(groups: GroupPhrases, label: int, size: int) -> str:
    """ "Waiting list and speech therapy": a plain name from the strongest phrases that stand for things, two at most."""
    strongest = _strongest(groups, label, size, 6)
    praise = [phrase for phrase in strongest if phrase in _PRAISE]
    if praise and (strongest[0] in _PRAISE or len(praise) >= 3):
        things = [phrase for phrase in strongest[:3] if phrase not in _PRAISE and groups.is_thing(phrase)]
        about = groups.as_written(things[0]) if things else "praise"
        return f"{about[0].upper()}{about[1:]}: {' and '.join(praise[:2])}"
    parts = [phrase for phrase in strongest[:4] if groups.is_thing(phrase)][:2] or strongest[:2]
    if not parts:
        return "Other things people said"
    written = " and ".join(groups.as_written(phrase) for phrase in parts)
    return written[0].upper() + written[1:]
