"""Conditions and routes in plain English, for staff, in the words of the survey: "Only shown to people who said “Yes” to “Do
you have a plan?”". What it says is what `holding` does: brackets become either … or, and both … and."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from surveys.answers import Problem
from surveys.definition import Definition, Question, Route, Section, said
from surveys.logic.expression import (
    GROUP,
    HOW,
    All,
    Chose,
    Comparison,
    Counts,
    Either,
    Expression,
    Not,
    Relation,
    Standing,
    Stands,
    Test,
)
from surveys.logic.naming import listed, place_words, question_words, short
from surveys.logic.plain import settled
from surveys.logic.reading import parse
from surveys.logic.writing import number_words
from surveys.questions import counted, takes_several
from surveys.steps import counts_as, root_of

GROUPS: Mapping[str, str] = {
    "young_person": "young people",
    "parent_carer": "parents and carers",
    "professional": "people who work with families",
    "other": "people from none of the groups",
}
# how it is answered, as something a person does and does not do
HOWS: Mapping[str, tuple[str, str]] = {
    "alone": ("answer on their own", "do not answer on their own"),
    "helped": ("answer with help", "do not answer with help"),
    "scribed": ("have somebody write for them", "do not have somebody write for them"),
    "behalf": ("have somebody answer for them", "do not have somebody answer for them"),
    "group": ("answer as a group", "do not answer as a group"),
}
_NUMBERS: Mapping[Comparison, str] = {
    Comparison.more: "more than {}",
    Comparison.less: "less than {}",
    Comparison.at_least: "{} or more",
    Comparison.at_most: "{} or less",
}


def shown_to(question: Question, definition: Definition) -> str:
    """The sentence that begins with "Only shown to", or "" for a question that everybody meets or whose condition can't be read."""
    people = _people(question.show_if, definition, question.id)
    return f"Only shown to {people}" if people else ""


def asked_of(section: Section, definition: Definition) -> str:
    """The same for a whole part."""
    first = section.questions[0].id if section.questions else ""
    people = _people(section.show_if, definition, first)
    return f"This part is only for {people}" if people else ""


def goes_on(route: Route, question: Question, definition: Definition) -> str:
    """What a route does: "People who said “No” go on to …"; for some people, where its condition can't be read."""
    where = place_words(route.to, definition)
    if not route.when.strip():
        return f"Everybody goes on to {where}"
    people = _people(route.when, definition, question.id, own=question.id) or "some people"
    return f"{people[0].upper()}{people[1:]} go on to {where}"


def in_english(expression: Expression, definition: Definition, at: str = "", own: str = "") -> str:
    """For whom a condition holds: "young people who said “Yes” to “…”". `at` is the id of the question it stands at,
    `own` of the one whose name can be left out, because the words stand right beside it."""
    return " ".join(_Teller(definition, at, own).people(expression).split())  # a code can hold any spaces


def _people(condition: str, definition: Definition, at: str, own: str = "") -> str:
    """For whom a written condition holds; nothing for an empty one or one that can't be read."""
    read = parse(condition) if condition.strip() else None
    return "" if read is None or isinstance(read, Problem) else in_english(read, definition, at, own)


@dataclass(frozen=True)
class _Teller:
    """Says one condition. A clause is what follows "people who"."""

    definition: Definition
    at: str
    own: str

    def people(self, expression: Expression) -> str:
        plain = settled(expression)
        parts = plain.parts if isinstance(plain, All) else (plain,)
        group = next((part for part in parts if _is_group(part)), None)
        rest = [part for part in parts if part is not group]
        people = self.group(group) if isinstance(group, Chose) else "people"
        is_joined = isinstance(plain, Either)
        clauses = [self.clause(part, is_inside=not is_joined and len(rest) > 1) for part in rest]
        return f"{people} who {listed(clauses, 'and')}" if clauses else people

    def clause(self, expression: Expression, *, is_inside: bool) -> str:
        """`is_inside` another and/or: then it says where it begins."""
        match expression:
            case All(parts):
                inner = listed([self.clause(part, is_inside=True) for part in parts], "and")
                return f"{'both ' if len(parts) == 2 else 'at the same time '}{inner}" if is_inside else inner
            case Either(parts):
                inner = listed([self.clause(part, is_inside=True) for part in parts], "or")
                return f"either {inner}" if is_inside else inner
            case Not(part):
                return (
                    self.test(part, negated=True)
                    if _is_test(part)
                    else self.clause(settled(expression), is_inside=is_inside)
                )
            case Chose() | Counts() | Stands():
                return self.test(expression, negated=False)
            case _:
                assert_never(expression)

    def test(self, test: Expression, *, negated: bool) -> str:
        match test:
            case Chose(name, relation, _) if name == GROUP:
                is_not = relation in _DENIED
                words = self.group(test)
                return f"are {'not ' if negated != is_not else ''}{words}"
            case Chose(name, relation, codes) if name == HOW:
                return _how(codes, is_so=(relation in _DENIED) == negated)
            case Stands(name, standing) if name in {GROUP, HOW}:
                return _told_us(name, standing, negated=negated)
            case Chose():
                return self.chose(test, negated=negated)
            case Counts(name, comparison, number):
                times = _NEVER if negated else _ONCE
                unit = said(question.unit, "en") if (question := self.question(name)) else ""
                amount = _NUMBERS[comparison].format(f"{number_words(number)} {unit}".strip())
                return f"{'did not say' if negated else 'said'} {amount}{self.to(name, times=times)}"
            case Stands(name, standing):
                return self.stands(name, standing, negated=negated)
            case _:
                return self.clause(test, is_inside=True)

    def chose(self, test: Chose, *, negated: bool) -> str:
        question = self.question(test.name)
        answers = listed([self.answer(question, code) for code in test.codes], "or")
        is_ticked = question is not None and takes_several(question)
        did, do = ("chose", "choose") if is_ticked else ("said", "say")
        preposition = "for" if is_ticked else "to"
        once = self.to(test.name, preposition, _ONCE)
        match test.relation:
            case Relation.first:
                times = _NEVER if negated else _ONCE
                return (
                    f"{'did not put' if negated else 'put'} {answers} first{self.to(test.name, 'in', times)}"
                )
            case relation if relation not in _DENIED:
                never = self.to(test.name, preposition, _NEVER)
                return f"did not {do} {answers}{never}" if negated else f"{did} {answers}{once}"
            case _ if negated:
                return f"either {did} {answers}{once}, or gave no answer to it"
            case _ if is_ticked:
                it = "it" if test.name == self.own else self.name(test.name, _ALWAYS)
                return f"answered {it} without choosing {answers}"
            case _:
                return f"gave another answer than {answers}{self.to(test.name, 'to', _ALWAYS)}"

    def stands(self, name: str, standing: Standing, *, negated: bool) -> str:
        times = _NEVER if standing is Standing.not_answered or negated else _ONCE
        it = self.name(name, times) if name != self.own else "it"
        match standing:
            case Standing.answered:
                return f"answered {it}"
            case Standing.not_answered:
                return f"did not answer {it}"
            case Standing.unknown:
                did = "did not say" if negated else "said"
                return f"{did} that they don’t know or don’t understand{f' {it}' if name != self.own else ''}"
            case _:
                assert_never(standing)

    def group(self, test: Chose) -> str:
        return listed([GROUPS.get(code, f"“{code}”") for code in test.codes], "or")

    def question(self, name: str) -> Question | None:
        """The question of a screen; what is asked in every turn is found by its first."""
        step = self.definition.named(name)
        return step.question if step else self.definition.question(name)

    def name(self, name: str, times: str) -> str:
        question = self.question(name)
        if question is None:
            return "a question that is not here any more"
        words = question_words(question.model_copy(update={"id": root_of(question.id)}), self.definition)
        turn = name.rpartition(".")[2] if counts_as(name) != name else ""
        if turn:
            return f"{words} (number {turn})"
        return f"{words}{times if self.definition.looks_into_repeat(name, self.at) else ''}"

    def to(self, name: str, preposition: str = "to", times: str = "") -> str:
        return "" if name == self.own else f" {preposition} {self.name(name, times)}"

    def answer(self, question: Question | None, code: str) -> str:
        options = counted(question) if question else ()
        words = next((said(option.text, "en") for option in options if option.code == code), "")
        return f"“{short(words or code, 50)}”"


_ONCE, _ALWAYS, _NEVER = " at least once", " every time", " even once"
_DENIED = frozenset({Relation.is_not, Relation.none_of, Relation.excludes})


def _is_test(expression: Expression) -> bool:
    return isinstance(expression, Test)


def _is_group(expression: Expression) -> bool:
    return (
        isinstance(expression, Chose)
        and expression.name == GROUP
        and expression.relation not in {*_DENIED, Relation.first}
    )


def _how(codes: Sequence[str], *, is_so: bool) -> str:
    words = [
        HOWS.get(code, (f"answer “{code}”", f"do not answer “{code}”"))[0 if is_so else 1] for code in codes
    ]
    return listed(words, "or" if is_so else "and")


def _told_us(name: str, standing: Standing, *, negated: bool) -> str:
    did = (standing is Standing.answered) != negated
    what = "who they are" if name == GROUP else "how they answer"
    return f"said {what}" if did else f"did not say {what}"
