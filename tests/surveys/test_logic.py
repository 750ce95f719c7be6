"""The language of conditions: written, read, and what holds for whom."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.answers import DONT_KNOW, DONT_UNDERSTAND, SKIPPED, AnswerState, Given, Problem
from surveys.definition import Group
from surveys.logic import LONGEST, Expression, Known, holds, names, parse, write
from surveys.logic.expression import Not, Standing, Stands
from surveys.who import HowAnswered, Who
from tests.surveys import conditions

PLAN, HOURS = "q_theplan1", "q_thehours"


POSITIVE = (
    "is yes", "is not yes", "is any of (yes)", "is not any of (yes)", "includes yes", "does not include yes",
    "ranks yes first", "is answered", "is unknown", "is more than 0", "is less than 9", "is at least 0", "is at most 9",
)  # fmt: skip


def chosen(*codes: str, text: str = "") -> Given:
    return Given(AnswerState.given, codes, text)


def knows(condition: str, known: Known) -> bool:
    """Whether a condition holds, with `PLAN` as X and `HOURS` as N."""
    read = parse(re.sub(r"\bX\b", PLAN, re.sub(r"\bN\b", HOURS, condition)))
    assert not isinstance(read, Problem), read
    return holds(read, known)


def is_so(condition: str, x: Given | None = None, n: Given | None = None) -> bool:
    """The same, with the answers to both."""
    return knows(condition, Known({name: given for name, given in ((PLAN, x), (HOURS, n)) if given}))


@given(conditions.expressions)
def test_what_is_written_reads_back_as_itself(expression: Expression) -> None:
    assert parse(write(expression)) == expression


@given(conditions.expressions, conditions.answers, conditions.whos, st.none() | st.integers(1, 3))
def test_every_condition_holds_or_not_whatever_the_answers(
    expression: Expression, answers: dict[str, Given], who: Who, turn: int | None
) -> None:
    facts = Known(answers, who, turn)
    assert holds(Not(expression), facts) is not holds(expression, facts)


@given(st.text(max_size=200) | st.text('q_a1() ",“notandoris.', max_size=60))
def test_whatever_is_typed_is_a_condition_or_a_sentence(text: str) -> None:
    read = parse(text)
    if isinstance(read, Problem):
        assert read.message[0].isupper()
        assert "invalid" not in read.message.lower()
        assert len(read.message) < 200
    else:
        assert parse(write(read)) == read


@pytest.mark.parametrize("text", ["(" * 1_500, "not " * 450, f"{PLAN} is yes and " * 90, "a" * (LONGEST + 1)])
def test_hostile_depth_and_length_end_in_a_sentence(text: str) -> None:
    assert isinstance(parse(text), Problem)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Begin a condition with the id of a question, with “group” or with “how”"),
        ("plan is yes", "Begin a condition with the id of a question, with “group” or with “how” (at “plan”, letter 1)"),
        (f"{PLAN} was yes", f"Say what to look for after “{PLAN}”, such as “is yes” or “is answered” (at “was”, letter 12)"),
        (f"{PLAN} is", "Write the code of an answer, such as yes (at the end)"),
        (f"{PLAN} is any of yes", "Write the answers in brackets after “any of”, such as (yes, no) (at “yes”, letter 22)"),
        (f"{PLAN} is more than lots", "Write a number, such as 5 or 2.5 (at “lots”, letter 25)"),
        (f"({PLAN} is yes", "Close the bracket with “)” (at the end)"),
        (f"{PLAN} is yes {PLAN} is no", f"Write “and” or “or” between two conditions (at “{PLAN}”, letter 19)"),
        (f"{PLAN} ranks x", "Write “first” after the answer (at the end)"),
        (f'{PLAN} is "yes', 'Take out ", or close the quotes (at letter 15)'),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place_and_what_to_do(text: str, says: str) -> None:
    assert parse(text) == Problem("show_if", says)


def test_and_binds_closer_than_or_and_not_closest() -> None:
    written = f"not {PLAN} is yes and {HOURS} is answered or group is other"
    read = parse(f"((not ({PLAN} is yes)) and {HOURS} is answered) or group is other")
    assert parse(written) == read
    assert not isinstance(read, Problem)
    assert write(read) == written
    assert parse(f"not {PLAN} is yes and ({HOURS} is answered or group is other)") != read


def test_words_of_the_language_are_quoted_as_codes_and_any_case_is_read() -> None:
    assert parse(f'{PLAN} IS "answered"') != parse(f"{PLAN} is answered")
    read = parse(f"{PLAN} Is Not Answered")
    assert read == Stands(PLAN, Standing.not_answered)
    assert write(read) == f"{PLAN} is not answered"


def test_names_are_the_questions_a_condition_looks_at() -> None:
    read = parse(
        f"{HOURS}.s2 is yes or group is other and ({PLAN} is no or {HOURS}.s2 is answered) or how is alone"
    )
    assert not isinstance(read, Problem)
    assert names(read) == (f"{HOURS}.s2", PLAN)


@pytest.mark.parametrize("nothing", [None, SKIPPED])
@pytest.mark.parametrize("test", POSITIVE)
def test_without_an_answer_only_is_not_answered_holds(test: str, nothing: Given | None) -> None:
    assert not is_so(f"X {test}", nothing)
    assert is_so(f"not X {test}", nothing)
    assert is_so("X is not answered", nothing)


@pytest.mark.parametrize("unknown", [DONT_KNOW, DONT_UNDERSTAND])
def test_not_knowing_is_no_answer_but_is_unknown(unknown: Given) -> None:
    assert is_so("X is unknown", unknown)
    assert is_so("X is not answered", unknown)
    assert not is_so("X is not yes", unknown)
    assert not is_so("X is unknown", chosen("yes"))


def test_choosing_several_is_looked_at_answer_by_answer() -> None:
    both = chosen("noise", "work")
    assert is_so("X includes work", x=both)
    assert is_so("X is noise", x=both)
    assert is_so("X is any of (light, work)", x=both)
    assert not is_so("X is not work", x=both)
    assert not is_so("X does not include noise", x=both)
    assert is_so("X does not include light", x=both)
    assert is_so("X is not any of (light, smell)", x=both)
    assert is_so("X ranks noise first", x=both)
    assert not is_so("X ranks work first", x=both)


def test_numbers_are_compared_as_numbers() -> None:
    five = chosen(text="5.0")
    assert is_so("N is at least 5 and N is at most 5 and N is 5", n=five)
    assert not is_so("N is more than 5 or N is less than 5", n=five)
    assert is_so("N is more than 4.99", n=five)
    assert is_so("N is less than -1", n=chosen(text="-2"))
    assert is_so("N is more than 1", n=chosen("2"))  # how many turns a repeat was given
    assert not is_so("N is more than 0", n=chosen(text="lots"))


def test_dates_and_areas_are_compared_as_they_are_written() -> None:
    assert is_so("X is WV1", x=chosen(text="WV1"))
    assert is_so('X is "2026-11-24"', x=chosen(text="2026-11-24"))
    assert not is_so("X is WV1", x=chosen(text="WV10"))


def test_the_words_beside_an_answer_are_never_looked_at() -> None:
    assert not is_so("X is yes", x=chosen("other", text="yes"))


def test_who_answers_and_how_are_looked_at_too() -> None:
    known = Known(who=Who(Group.young_person, HowAnswered.helped))
    assert knows("group is young_person and how is any of (alone, helped)", known)
    assert not knows("group is not young_person", known)
    assert not is_so("group is young_person or group is not young_person")  # nobody knows


def test_inside_a_repeat_the_same_turn_comes_first_then_the_plain_answer() -> None:
    answers = {PLAN: chosen("no"), f"{PLAN}.2": chosen("yes")}
    assert knows("X is yes", Known(answers, turn=2))
    assert knows("X is no", Known(answers, turn=1))
    assert knows("X is no", Known(answers))
