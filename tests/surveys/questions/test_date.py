"""A day, from three small fields."""

import pytest

from engage.web.catalogues import catalogue
from surveys.answers import DONT_KNOW, SKIPPED, AnswerState, Given, Problem
from surveys.definition import QuestionKind
from surveys.questions import read, show
from surveys.questions.dating import MONTHS
from tests.surveys.every_type import example

ASKED = example(QuestionKind.date)
GIVEN = AnswerState.given


def day(day: str, month: str, year: str) -> dict[str, list[str]]:
    return {"answer.day": [day], "answer.month": [month], "answer.year": [year]}


@pytest.mark.parametrize("month", ["11", "Nov", "november"])
def test_a_day_is_kept_plain_and_shown_in_words(month: str) -> None:
    given = read(ASKED, day("4", month, "2026"))
    assert given == Given(GIVEN, text="2026-11-04")
    assert show(ASKED, given, "en") == "4 November 2026"


@pytest.mark.parametrize(
    ("name", "month"),
    [("października", 10), ("Pazdziernik", 10), ("maj", 5), ("mai", 5), ("NOIEMBRIE", 11), ("listopada", 11),
     ("ਫਰਵਰੀ", 2), ("ਫ਼ਰਵਰੀ", 2), ("ਮਈ", 5), ("ਜੂਨ", 6), ("ਜੁਲਾਈ", 7), ("مئی", 5), ("مئي", 5), ("اکتوبر", 10), ("جون", 6)],
)  # fmt: skip
def test_a_month_may_be_named_in_a_language_of_the_site(name: str, month: int) -> None:
    assert read(ASKED, day("4", name, "2026")) == Given(GIVEN, text=f"2026-{month:02}-04")


@pytest.mark.parametrize("name", ["ma", "j", "Monday", "", "ma y", "mię"])
def test_what_is_no_month_is_asked_again(name: str) -> None:
    told = read(ASKED, day("4", name, "2026"))
    assert isinstance(told, Problem)
    assert told.field == "answer.month"


def test_the_months_of_every_draft_are_understood() -> None:
    for code in ("pl", "pa", "ur", "ro"):
        draft = catalogue(code)
        for n, english in enumerate(MONTHS, start=1):
            named = draft[english].string
            assert read(ASKED, day("4", str(named), "2026")) == Given(GIVEN, text=f"2026-{n:02}-04"), named


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (day("", "11", "2026"), "answer.day"),
        (day("4", "13", "2026"), "answer.month"),
        (day("4", "11", "26"), "answer.year"),
        (day("31", "2", "2026"), "answer.day"),
    ],
)
def test_the_part_to_put_right_is_named(typed: dict[str, list[str]], field: str) -> None:
    told = read(ASKED, typed)
    assert isinstance(told, Problem)
    assert told.field == field


def test_no_part_at_all_is_a_skip_and_not_knowing_is_not() -> None:
    assert read(ASKED, day("", "", "")) == SKIPPED
    assert read(ASKED, {**day("", "", ""), "answer": ["_dont_know"]}) == DONT_KNOW
