"""What it costs to decide what comes next: a survey of 60 questions with 40 rules, at every question of many different
ways through it, each decision from nothing but the answers so far and made five times, of which the quickest counts: the
others also measure what else the machine does. `python -m benchmarks.routing`"""

import random
import statistics
import time

from benchmarks.site import say
from surveys.answers import DONT_KNOW, SKIPPED, AnswerState, Given
from surveys.checks import problems_with
from surveys.definition import Definition, Group, Option, Question, QuestionKind, Route, Section
from surveys.journey import Journey
from surveys.logic import reading
from surveys.who import HowAnswered, Who

QUESTIONS, RULES, PEOPLE, TIMES = 60, 40, 60, 5
KINDS = (
    QuestionKind.single_choice,
    QuestionKind.many,
    QuestionKind.number,
    QuestionKind.yes_no,
    QuestionKind.long_text,
)
OPTIONS = tuple(Option(code=code, text={"en": code.title()}) for code in ("yes", "some", "no", "never"))


def _id(n: int) -> str:
    return f"q_routes{n:02}"


def _condition(n: int) -> str:
    """What a person sees of the closed questions before the n-th: tests of one, two or three answers."""
    looked = [_id(n - back) for back in (5, 10, 15) if n >= back]
    tests = (
        f"{looked[0]} is any of (yes, some)",
        f"not {looked[-1]} is never",
        "group is young_person or how is helped",
    )
    return " and ".join(f"({test})" for test in tests[: 1 + n % 3])


def a_survey() -> Definition:
    """60 questions in six parts; 28 with a condition, 10 with a route ahead, and two parts with a condition."""
    questions = [
        Question(
            id=_id(n),
            kind=KINDS[n % len(KINDS)],
            text={"en": f"Question {n}?"},
            options=OPTIONS,
            low=0,
            high=50,
        )
        for n in range(QUESTIONS)
    ]
    for n in range(5, 5 + 2 * 14, 2):
        questions[n] = questions[n].model_copy(
            update={"show_if": _condition(n - n % 5 + 5) if n % 5 else f"{_id(n - 5)} is yes"}
        )
    for n in range(34, 34 + 14):
        questions[n] = questions[n].model_copy(
            update={"show_if": f"{_id(n // 5 * 5 - 5)} is not never or {_id(n // 5 * 5 - 3)} is at least 5"}
        )
    for n in range(0, 50, 5):
        route = Route(when=f"{_id(n)} is no and group is any of (young_person, parent_carer)", to=_id(n + 3))
        questions[n] = questions[n].model_copy(update={"routes": (route,)})
    sections = [Section(id=f"s_{n}", questions=tuple(questions[10 * n : 10 * n + 10])) for n in range(6)]
    sections[4] = sections[4].model_copy(update={"show_if": f"{_id(0)} is answered"})
    sections[5] = sections[5].model_copy(update={"show_if": "not group is other"})
    return Definition(title={"en": "Routes"}, sections=tuple(sections))


def rules_of(definition: Definition) -> list[str]:
    """Every condition and route."""
    found = [section.show_if for section in definition.sections]
    found += [question.show_if for question in definition.questions]
    return [text for text in found if text] + [
        route.when for one in definition.questions for route in one.routes
    ]


def _answer(question: Question, rng: random.Random) -> Given:
    if rng.random() < 0.2:
        return rng.choice([SKIPPED, DONT_KNOW])
    if question.kind is QuestionKind.number:
        return Given(AnswerState.given, text=str(rng.randint(0, 50)))
    if question.kind is QuestionKind.long_text:
        return Given(AnswerState.given, text="A quiet place at lunch.")
    codes = [option.code for option in question.options]
    chosen = rng.sample(codes, 2) if question.kind is QuestionKind.many else [rng.choice(codes)]
    return Given(AnswerState.given, tuple(chosen))


def decided(
    definition: Definition, answers: dict[str, Given], who: Who, here: str
) -> tuple[str | None, float]:
    """What comes next, and the milliseconds it takes."""
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        after = Journey(definition, answers, who).next_after(here)
        taken.append(1000 * (time.perf_counter() - began))
    return after, min(taken)


def decisions(definition: Definition, rng: random.Random) -> list[float]:
    """Milliseconds of each decision on one person's way, from the first question to the page to check."""
    who = Who(rng.choice([*Group]), rng.choice([*HowAnswered]))
    answers: dict[str, Given] = {}
    here = Journey(definition, answers, who).first()
    taken = []
    while here is not None:
        question = definition.question(here)
        assert question is not None
        answers[here] = _answer(question, rng)
        here, milliseconds = decided(definition, answers, who, here)
        taken.append(milliseconds)
    return taken


def main() -> None:
    """Measure and print: the first decision of a process, which reads every condition, is told apart."""
    definition = a_survey()
    rules = rules_of(definition)
    assert (len(definition.questions), len(rules)) == (QUESTIONS, RULES), (
        len(definition.questions),
        len(rules),
    )
    began = time.perf_counter()
    for rule in rules:
        reading.parse(rule)
    read = 1000 * (time.perf_counter() - began)
    rng = random.Random(7)
    decisions(definition, rng)  # warm
    taken = [one for _ in range(PEOPLE) for one in decisions(definition, rng)]
    began = time.perf_counter()
    problems_with(definition)
    say(
        decisions=len(taken),
        next_ms_median=statistics.median(taken),
        next_ms_p99=statistics.quantiles(taken, n=100)[98],
        next_ms_most=max(taken),
        read_40_rules_ms=read,
        check_page_ms=1000 * (time.perf_counter() - began),
    )


if __name__ == "__main__":
    main()
