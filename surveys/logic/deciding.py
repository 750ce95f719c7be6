"""Whether a condition can hold at all, and whether it can fail: by trying every kind of answer to the questions it looks
at, and to those on whose conditions they depend.

Answers that no test tells apart are tried once. Routes, "none of these" and how many may be chosen are left out, so a few
combinations are tried that nobody can give: "nobody" and "everybody" are always true, but not all of them are found.
Several turns of a repeat looked at from outside, and more than `MOST` combinations, are not decided: then both are said.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations, product
from math import prod

from surveys.answers import DONT_KNOW, AnswerState, Given, Problem
from surveys.definition import Definition, Question, QuestionKind
from surveys.logic.expression import GROUP, HOW, All, Chose, Counts, Expression, Test, names, tests
from surveys.logic.holding import Known, holds
from surveys.logic.reading import NUMBER, parse
from surveys.logic.writing import number_words
from surveys.questions import counted, takes_several
from surveys.steps import root_of
from surveys.who import Group, HowAnswered, Who

MOST = 1_500
MOST_CODES = 6
BOTH = frozenset({True, False})


@dataclass(frozen=True)
class Operand:
    """A question a condition looks at, what it may be answered with, and the conditions under which it is asked."""

    name: str
    answers: tuple[Given | None, ...]
    conditions: tuple[Expression, ...]


@dataclass(frozen=True)
class Decider:
    """Decides for one survey; what it found is kept for as long as it lives."""

    definition: Definition
    _found: dict[tuple[Expression, str], frozenset[bool]] = field(default_factory=dict)

    def can_be(self, expression: Expression, at: str) -> frozenset[bool]:
        """Whether it can hold, can fail, or both, at the question with the id `at`."""
        if (expression, at) not in self._found:
            self._found[expression, at] = self._try(expression, at)
        return self._found[expression, at]

    def nobody(self, expression: Expression, at: str) -> bool:
        """Whether it is certain that nobody meets it."""
        return True not in self.can_be(expression, at)

    def everybody(self, expression: Expression, at: str) -> bool:
        """Whether it is certain that everybody meets it."""
        return False not in self.can_be(expression, at)

    def shown(self, question: Question) -> Expression | None:
        """The conditions of a question and its part together; None when there are none that can be read."""
        found = _conditions(question, self.definition)
        return All(found) if len(found) > 1 else next(iter(found), None)

    def _try(self, expression: Expression, at: str) -> frozenset[bool]:
        operands = self._operands(expression, at)
        if operands is None:
            return BOTH
        looks_at = {test.name for test in tests(expression)}
        looks_at |= {test.name for one in operands for part in one.conditions for test in tests(part)}
        groups: Sequence[Group | None] = [*Group] if GROUP in looks_at else [None]
        hows: Sequence[HowAnswered | None] = [*HowAnswered] if HOW in looks_at else [None]
        whos = [Who(group, how) for group in groups for how in hows]
        if len(whos) * prod(len(one.answers) for one in operands) > MOST:
            return BOTH
        found: set[bool] = set()
        for answers in product(*(one.answers for one in operands)):
            for who in whos:
                found.add(holds(expression, _met(operands, answers, who)))
            if len(found) == 2:
                break
        return frozenset(found)

    def _operands(self, expression: Expression, at: str) -> tuple[Operand, ...] | None:
        """What it depends on, in the order of the survey; None when that can't be tried out."""
        wanted = self._closure(expression, at)
        if wanted is None:
            return None
        order = {step.id: place for place, step in enumerate(self.definition.steps)}
        looked = [
            test
            for one in (expression, *(c for each in wanted.values() for c in each))
            for test in tests(one)
        ]
        found = []
        for name in sorted(wanted, key=lambda name: order.get(name, order.get(f"{name}.1", -1))):
            step = self.definition.named(name)
            about = [test for test in looked if test.name == name]
            if step and _has_too_many(step.question, about):
                return None
            answers = tuple(_possible(step.question, about)) if step else ()
            found.append(Operand(name, (None, *answers), wanted[name]))
        return tuple(found)

    def _closure(self, expression: Expression, at: str) -> Mapping[str, tuple[Expression, ...]] | None:
        """Every name it depends on, with the conditions of that question."""
        found: dict[str, tuple[Expression, ...]] = {}
        waiting = [(name, root_of(at)) for name in names(expression)]
        while waiting:
            name, place = waiting.pop()
            if name in found:
                continue
            if len(found) > 2 * MOST_CODES or self.definition.looks_into_repeat(name, place):
                return None
            root = self.definition.question(root_of(name))
            found[name] = _conditions(root, self.definition) if root else ()
            waiting += [(more, root_of(name)) for part in found[name] for more in names(part)]
        return found


def _met(operands: Sequence[Operand], answers: Sequence[Given | None], who: Who) -> Known:
    """What is known of somebody who gives these answers where they are asked."""
    met: dict[str, Given] = {}
    facts = Known(met, who)
    for operand, given in zip(operands, answers, strict=True):
        if given is not None and all(holds(one, facts) for one in operand.conditions):
            met[operand.name] = given
    return facts


def _conditions(question: Question, definition: Definition) -> tuple[Expression, ...]:
    section = definition.section_of(question.id)
    written = (section.show_if if section else "", question.show_if)
    read = [parse(text) for text in written if text.strip()]
    return tuple(one for one in read if not isinstance(one, Problem))


def _codes(about: Sequence[Test]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for test in about if isinstance(test, Chose) for code in test.codes))


def _has_too_many(question: Question, about: Sequence[Test]) -> bool:
    """Whether one can choose in more ways than are tried."""
    options = [option.code for option in counted(question)]
    return takes_several(question) and len(_looked_at(options, _codes(about))) > MOST_CODES


def _possible(question: Question, about: Sequence[Test]) -> Iterator[Given]:
    """One answer of every kind that these tests can tell apart, but for no answer."""
    if question.offers_dont_know or question.offers_dont_understand:
        yield DONT_KNOW
    codes = _codes(about)
    if question.kind is QuestionKind.number:
        yield from (_given(text=number_words(one)) for one in _numbers(question, about, codes))
    elif options := tuple(option.code for option in counted(question)):
        yield from _choices(question, options, codes)
        if question.kind is QuestionKind.repeat:
            yield from (_given(code) for code in options if code not in codes)
    else:
        yield from (_given(text=text) for text in (*codes, "~"))


def _choices(question: Question, options: Sequence[str], codes: Sequence[str]) -> Iterator[Given]:
    """The codes that are looked at, and one of the others for all of them."""
    looked = _looked_at(options, codes)
    if not takes_several(question):
        yield from (_given(code) for code in looked)
        return
    for size in range(1, len(looked) + 1):
        for chosen in combinations(looked, size):
            firsts = range(size if question.kind is QuestionKind.rank else 1)
            yield from (_given(*chosen[n:], *chosen[:n]) for n in firsts)


def _looked_at(options: Sequence[str], codes: Sequence[str]) -> tuple[str, ...]:
    others = tuple(code for code in options if code not in codes)[:1]
    return (*(code for code in options if code in codes), *others)


def _numbers(question: Question, about: Sequence[Test], codes: Sequence[str]) -> Sequence[Decimal]:
    """The numbers that are looked at with those right beside them, and the ends of the range."""
    step = Decimal(1).scaleb(-question.decimals)
    low, high = (Decimal(str(end)) if end is not None else None for end in (question.low, question.high))
    looked = {test.number for test in about if isinstance(test, Counts)}
    looked |= {Decimal(code) for code in codes if NUMBER.fullmatch(code)}
    points = {near for one in looked for near in (one - step, one, one + step)} or {Decimal(0)}
    points |= {end for end in (low, high) if end is not None}
    inside = {one for one in points if (low is None or one >= low) and (high is None or one <= high)}
    return sorted(inside)


def _given(*choices: str, text: str = "") -> Given:
    return Given(AnswerState.given, choices, text)
