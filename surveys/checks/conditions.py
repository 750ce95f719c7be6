"""Whether each condition of a survey can be read, looks at questions that come before it, and at answers they have."""

from collections.abc import Iterator
from dataclasses import dataclass

from surveys.answers import Problem
from surveys.checks.remarks import Remark, Severity
from surveys.definition import Definition, Question, QuestionKind, Section, said
from surveys.logic.deciding import Decider
from surveys.logic.expression import (
    GROUP,
    HOW,
    All,
    Chose,
    Counts,
    Expression,
    Relation,
    Stands,
    Test,
    names,
    tests,
)
from surveys.logic.naming import place_words, question_words
from surveys.logic.reading import NUMBER, parse
from surveys.questions import counted, is_number
from surveys.steps import root_of
from surveys.who import Group, HowAnswered

_PLAIN = frozenset({QuestionKind.number, QuestionKind.date, QuestionKind.month, QuestionKind.postcode_area})


@dataclass(frozen=True)
class Condition:
    """One condition where it stands: `before` is the place of the first question it can't look at."""

    text: str
    about: str
    before: int
    at: str
    question: str | None
    field: str

    def must(self, message: str) -> Remark:
        return Remark(Severity.must, f"{self.about} {message}", self.question, self.field)

    def should(self, message: str) -> Remark:
        return Remark(Severity.should, f"{self.about} {message}", self.question, self.field)


def conditions_of(definition: Definition) -> Iterator[Condition]:
    """Every condition that is written, in the order of the survey."""
    place = 0
    for section in definition.sections:
        if section.show_if.strip():
            yield _of_section(section, place)
        for question in section.questions:
            if question.show_if.strip():
                yield Condition(question.show_if, "The condition", place, question.id, question.id, "show_if")
            for route in question.routes:
                about = f"The route to {place_words(route.to, definition)}"
                if route.when.strip():
                    yield Condition(route.when, about, place + 1, question.id, question.id, "routes")
            place += 1


def _of_section(section: Section, place: int) -> Condition:
    title = said(section.title, "en")
    about = f"The condition of the part “{title}”" if title else "The condition of a part"
    at = section.questions[0].id if section.questions else ""
    return Condition(section.show_if, about, place, at, None, f"section.{section.id}")


def about_conditions(definition: Definition, decider: Decider) -> Iterator[Remark]:
    """What is wrong with each; one that looks at the wrong things is not judged any further."""
    for condition in conditions_of(definition):
        read = parse(condition.text)
        if isinstance(read, Problem):
            yield condition.must(f"can’t be read. {read.message}")
            continue
        wrong = [*_about_tests(condition, read, definition)]
        yield from wrong or _about_people(condition, read, definition, decider)


def _about_tests(condition: Condition, read: Expression, definition: Definition) -> Iterator[Remark]:
    wrong: set[str] = set()
    for name in names(read):
        if message := _about_name(name, condition, definition):
            wrong.add(name)
            yield condition.must(message)
    for test in dict.fromkeys(tests(read)):
        if test.name not in wrong and (message := _about_test(test, definition)):
            yield condition.must(message)


def _about_name(name: str, condition: Condition, definition: Definition) -> str:
    root = definition.question(root_of(name))
    if root is None:
        return "looks at a question that is not here any more. Choose another one, or take the condition out"
    words = question_words(root, definition)
    if root.id == condition.question and condition.field == "show_if":
        return "looks at the question’s own answer, which nobody has given yet. Look at an earlier question"
    if definition.questions.index(root) >= condition.before:
        return f"looks at {words}, which comes later. Move that question up, or look at an earlier one"
    if root.kind is QuestionKind.statement_set and name == root.id:
        return (
            f"looks at {words}, which has several statements. Say which one, such as {root.id}.{_first(root)}"
        )
    if root.kind is QuestionKind.information:
        return f"looks at {words}, which asks nothing. Look at a question that has answers"
    if _asked(name, definition) is None:
        return f"looks at a part of {words} that is not here any more. Choose another one"
    return ""


def _first(question: Question) -> str:
    return question.statements[0].code if question.statements else "s1"


def _asked(name: str, definition: Definition) -> Question | None:
    step = definition.named(name)
    return step.question if step else None


def _about_test(test: Test, definition: Definition) -> str:
    if test.name in {GROUP, HOW}:
        return _about_who(test)
    question = _asked(test.name, definition)
    if question is None or isinstance(test, Stands):
        return ""
    words = question_words(question, definition)
    if isinstance(test, Counts):
        return (
            ""
            if is_number(question)
            else f"asks for a number, but {words} has none. Choose one of its answers"
        )
    return _about_codes(test, question, words)


def _about_codes(test: Chose, question: Question, words: str) -> str:
    options = {option.code for option in counted(question)}
    if not options and question.kind not in _PLAIN:
        return (
            f"looks for an answer to {words}, which people answer in their own words. Ask if it is answered"
        )
    if test.relation is Relation.first and question.kind is not QuestionKind.rank:
        return f"asks what comes first, but {words} does not put things in order. Choose one of its answers"
    strange = [code for code in test.codes if options and code not in options]
    if question.kind is QuestionKind.number:
        strange = [code for code in test.codes if not NUMBER.fullmatch(code)]
    return (
        f"looks for “{strange[0]}”, which is no answer to {words}. Choose one of its answers"
        if strange
        else ""
    )


def _about_who(test: Test) -> str:
    """`group` and `how` have answers of their own."""
    known = [one.value for one in (Group if test.name == GROUP else HowAnswered)]
    if isinstance(test, Counts) or (isinstance(test, Chose) and test.relation is Relation.first):
        return f"asks for a number or a first place, but “{test.name}” has neither. Use one of {', '.join(known)}"
    strange = [code for code in test.codes if code not in known] if isinstance(test, Chose) else []
    return f"looks for “{strange[0]}”. Use one of {', '.join(known)}" if strange else ""


def _about_people(
    condition: Condition, read: Expression, definition: Definition, decider: Decider
) -> Iterator[Remark]:
    """Whether anybody, and not everybody, meets it. For a question, together with the condition of its part."""
    if decider.nobody(read, condition.at):
        yield condition.must("is met by nobody. Change it, or take it out")
    elif decider.everybody(read, condition.at):
        yield condition.should("is met by everybody. You can take it out")
    elif condition.field == "show_if" and (question := definition.question(condition.at)):
        shown = decider.shown(question)
        section = definition.section_of(question.id)
        if (
            isinstance(shown, All)
            and section
            and not _never(section, decider)
            and decider.nobody(shown, question.id)
        ):
            yield condition.must("is met by nobody who is asked this part. Change it, or move the question")


def _never(section: Section, decider: Decider) -> bool:
    read = parse(section.show_if)
    return not isinstance(read, Problem) and decider.nobody(read, section.questions[0].id)
