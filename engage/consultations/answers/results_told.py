"""What a question's counts say, as plain sentences: the first thing to read of every result. Only protected numbers go in,
so a sentence never tells more than the table."""

from collections.abc import Sequence
from decimal import Decimal

from analysis.small_numbers import SMALLEST_BASE, SMALLEST_SHOWN, in_words, percent, shown
from engage.consultations.words import joined
from surveys.amounts import Bin, middle
from surveys.questions.number import plain
from surveys.ranking import Ranked
from surveys.results import FilesCount
from surveys.tally import QuestionCount

TOO_FEW = (
    f"Too few to show: numbers are shown for {SMALLEST_BASE} people or more, and where they lead to nobody."
)
SMALLEST_SPLIT = 2 * SMALLEST_BASE  # a median has this many answers at least, so ten or more lie on each side
_EASIER = 10  # per cent who did not understand, from which on it is worth a remark


def of(n: int, base: int, noun: str = "people") -> str:
    """`about 20 of 35 people`."""
    part, whole = shown(n), shown(base)
    if part.number is None:
        return f"fewer than {SMALLEST_SHOWN} of {whole} {noun}"
    return f"about all {whole} {noun}" if part == whole else f"about {part} of {whole} {noun}"


SAID, CHOSE, FIRST = "said “{}”", "chose “{}”", "put “{}” first"
_ALIKE = 2  # per cent of the people two answers may lie apart and still be told as alike


def chosen(options: Sequence[tuple[str, int]], base: int, noun: str = "people", phrase: str = SAID) -> str:
    """What most people chose, and what came next. Numbers that are nearly the same are told as the same."""
    by_size = sorted(options, key=lambda one: -(shown(one[1]).number or 0))
    most = shown(by_size[0][1]).number if by_size else None
    if not most:
        return f"No answer was chosen by {SMALLEST_SHOWN} {noun} or more."
    near = most - (shown(base).number or 0) * _ALIKE // 100
    first = [one for one in by_size if (shown(one[1]).number or 0) >= near]
    if len(first) > 2:
        alike = [label for label, n in options if (shown(n).number or 0) >= near]
        return f"No one answer stands out. {_few(alike)} were about as common."
    if len(first) == 2:
        (one, n), (other, _) = first
        return f"About as many {noun} {phrase.format(one)} as “{other}”: {of(n, base, noun)} each."
    label, n = first[0]
    return f"{_most(n, base, noun, phrase.format(label))}: {of(n, base, noun)}.{_next(by_size[1:])}"


def _most(n: int, base: int, noun: str, phrase: str) -> str:
    share = percent(n, base) or 0
    if share > 90:
        return f"Nearly all {noun} {phrase}"
    return f"Most {noun} {phrase}" if share > 50 else f"More {noun} {phrase} than anything else"


def _few(labels: Sequence[str]) -> str:
    quoted = [f"“{label}”" for label in labels[:3]]
    return joined([*quoted, f"{len(labels) - 3} more"] if len(labels) > 3 else quoted)


def _next(rest: Sequence[tuple[str, int]]) -> str:
    number = shown(rest[0][1]).number if rest else None
    if not number:
        return ""
    after = [label for label, n in rest if shown(n).number == number]
    return f" Next came “{after[0]}”, about {number:,}." if len(after) == 1 else ""


def ranked_first(order: Sequence[Ranked], base: int) -> str:
    """What came first most often."""
    options = [(one.label, one.first) for one in order]
    return chosen(options, base, phrase=FIRST)


def in_the_middle(
    found: Sequence[tuple[Decimal, int]], bins: Sequence[Bin], base: int, unit: str, noun: str
) -> str:
    """The middle answer; where fewer than ten lie on either side only the step it lies in."""
    half = middle(found)
    if half is None:
        return ""
    ending = f" {unit}" if unit else ""
    if base >= SMALLEST_SPLIT:
        return f"The middle answer is {plain(half)}{ending}: half the {noun} said this or less."
    place, step = (base - 1) // 2, iter(bins)
    at = next(step)
    while place >= at.n:
        place, at = place - at.n, next(step)
    return f"The middle answer is {at.label}{ending}."


def ends(bins: Sequence[Bin], unit: str) -> str:
    """Between which steps the answers lie. The least and the most themselves are one person's answer each."""
    ending = f" {unit}" if unit else ""
    if len(bins) < 2:
        return ""
    return f"The smallest answers are {bins[0].label}{ending}, the largest {bins[-1].label}{ending}."


def wrote(given: int) -> str:
    """`About 35 people wrote something.`"""
    return f"{in_words(given)} wrote something."


def sent(given: int, files: FilesCount | None, called: str) -> str:
    """How many answered with a file, and how many are written down."""
    if files is None:
        return f"{in_words(given)} answered, all in words."
    return f"{in_words(given)} answered. {in_words(files.came, called)} came; written down: {shown(files.written_down)}."


def base_words(counted: QuestionCount) -> str:
    """`About 35 people answered. Fewer than 8 skipped it, about 10 said “I don’t know”.`"""
    return _with_quiet(f"{in_words(counted.given)} answered.", counted)


def repeat_words(counted: QuestionCount, people: int, each: str) -> str:
    """`About 60 answers, one for each child, from about 25 people.`"""
    what = f"one for each {each.lower()}" if each else "one for each they told about"
    return _with_quiet(
        f"{in_words(counted.given, 'answers')}, {what}, from {_small(in_words(people))}.", counted
    )


def _with_quiet(first: str, counted: QuestionCount) -> str:
    others = [
        (counted.skipped, "skipped it"),
        (counted.dont_know, "said “I don’t know”"),
        (counted.dont_understand, "did not understand it"),
    ]
    told = joined(f"{_small(in_words(n, '').strip())} {words}" for n, words in others if n)
    return f"{first} {told[0].upper()}{told[1:]}." if told else first


def _small(words: str) -> str:
    return words[0].lower() + words[1:]


def too_hard(counted: QuestionCount) -> str:
    """A remark where many did not understand the question; else empty."""
    share = percent(counted.dont_understand, counted.seen)
    if share is None or share < _EASIER:
        return ""
    return f"About {share}% did not understand this question. Try easier words next time."
