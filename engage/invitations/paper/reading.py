"""A whole form on one page: which field belongs to which question, and from what was posted to an entry with everything
that does not fit. What is posted never raises, and nothing of it is dropped unseen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engage.consultations.building.paper import numbers_on_paper
from engage.invitations.paper.entry import Entry
from engage.web.forms import Mistake, Typed
from surveys.answers import SKIPPED, Given, Problem
from surveys.definition import Definition, Group, Question, QuestionKind, Step
from surveys.languages import is_known
from surveys.questions import read
from surveys.questions.again import fields_of
from surveys.questions.posted import ANSWER, QUIET
from surveys.steps import counts_as
from surveys.who import HowAnswered
from surveys.wording import EASY

BETWEEN = "-"  # no id of a question has one
GROUP, HOW, LANGUAGE, QUOTE = "group", "how", "language", "quote"
CHOOSE_WHO = "Choose who filled in the form, as it is ticked at “Who are you?”"
CHOOSE_HOW = "Choose how it was answered, as it is ticked at “How do you answer?”"
CHOOSE_LANGUAGE = "Choose which form it is: Standard, Easy Read or a language"


@dataclass(frozen=True)
class Asked:
    """What stands on the paper: the questions, whom they are for, and the languages it was printed in."""

    definition: Definition
    groups: tuple[Group, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(("en", EASY, *self.definition.languages)))

    @property
    def screens(self) -> tuple[Step, ...]:
        """Every screen that is answered on paper; pages to read are not typed in."""
        return tuple(s for s in self.definition.steps if s.question.kind is not QuestionKind.information)


def field_name(screen: str, field: str = ANSWER) -> str:
    """The name of one field of a question on the page with all of them: `q_4kd2mwpx.s2-answer.day`."""
    return f"{screen}{BETWEEN}{field}"


def fields_at(screen: str, typed: Typed) -> Mapping[str, tuple[str, ...]]:
    """What was posted for one question, in the names a question reads."""
    begins = screen + BETWEEN
    return {name.removeprefix(begins): values for name, values in typed.items() if name.startswith(begins)}


def read_entry(asked: Asked, typed: Typed) -> tuple[Entry, tuple[Mistake, ...]]:
    """The entry, and what is to be put right, in the order of the form."""
    numbers = numbers_on_paper(asked.definition)
    answers: dict[str, Given] = {}
    mistakes = [*_about_mistakes(asked, typed)]
    for step in asked.screens:
        given = read_answer(step.question, typed)
        if isinstance(given, Problem):
            mistakes.append(mistake_at(step, numbers, given))
        elif given != SKIPPED:
            answers[step.id] = given
    return _entry(asked, typed, answers), tuple(mistakes)


def read_answer(question: Question, typed: Typed) -> Given | Problem:
    """One answer. Words count where somebody wrote and ticked a quiet box too."""
    return read(question, fields_at(question.id, typed))


def mistake_at(step: Step, numbers: Mapping[str, str], problem: Problem) -> Mistake:
    """What is to be put right, with the number the question has on paper."""
    field = problem.field if problem.field.partition(".")[0] == ANSWER else ANSWER
    return Mistake(field_name(step.id, field), f"{called(step, numbers)}: {problem.message}")


def called(step: Step, numbers: Mapping[str, str]) -> str:
    """How a question is called beside the paper: `Question 4a`, `Question 6, number 2`."""
    number = numbers.get(counts_as(step.id), "")
    return f"Question {number}, number {step.turn}" if step.turn else f"Question {number}"


def _about_mistakes(asked: Asked, typed: Typed) -> Iterator[Mistake]:
    if _group(asked, typed) is None:
        yield Mistake(GROUP, CHOOSE_WHO)
    if _first(typed, HOW) not in HowAnswered.__members__:
        yield Mistake(HOW, CHOOSE_HOW)
    if _language(asked, typed) is None:
        yield Mistake(LANGUAGE, CHOOSE_LANGUAGE)


def _entry(asked: Asked, typed: Typed, answers: Mapping[str, Given]) -> Entry:
    how = _first(typed, HOW)
    return Entry(
        group=_group(asked, typed),
        how=HowAnswered(how) if how in HowAnswered.__members__ else None,
        language=_language(asked, typed) or "en",
        may_quote=QUOTE in typed,
        answers=answers,
    )


def _group(asked: Asked, typed: Typed) -> Group | None:
    """A form for one group does not ask for it."""
    if len(asked.groups) == 1:
        return asked.groups[0]
    return next((group for group in asked.groups if group.value == _first(typed, GROUP)), None)


def _language(asked: Asked, typed: Typed) -> str | None:
    said = _first(typed, LANGUAGE)
    return said if said in asked.languages and (said in {"en", EASY} or is_known(said)) else None


def _first(typed: Typed, name: str) -> str:
    return (typed.get(name) or ("",))[0]


def typed_again(asked: Asked, entry: Entry) -> Typed:
    """The fields with which `read_entry` gives this entry again."""
    typed: dict[str, tuple[str, ...]] = {LANGUAGE: (entry.language,)}
    if entry.group:
        typed[GROUP] = (entry.group.value,)
    if entry.how:
        typed[HOW] = (entry.how.value,)
    if entry.may_quote:
        typed[QUOTE] = ("yes",)
    for step in asked.screens:
        given = entry.answers.get(step.id)
        fields = fields_of(step.question, given) if given and given != SKIPPED else {}
        typed |= {field_name(step.id, name): values for name, values in fields.items()}
    return typed


def quiet_in(values: tuple[str, ...]) -> str:
    """The quiet choice among the values of a question's main field; "" where there is none."""
    return next((value for value in values if value in QUIET), "")
