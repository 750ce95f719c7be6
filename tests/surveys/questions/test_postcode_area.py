"""The first half of a postcode, and never more."""

import pytest

from surveys.answers import AnswerState, Given, Problem
from surveys.definition import QuestionKind
from surveys.questions import is_open, read, show
from tests.surveys.every_type import example

ASKED = example(QuestionKind.postcode_area)
GIVEN = AnswerState.given


@pytest.mark.parametrize("typed", ["WV1", "wv1", "WV1 1AA", "wv11aa", " w v 1 "])
def test_only_the_first_half_is_ever_kept(typed: str) -> None:
    assert read(ASKED, {"answer": [typed]}) == Given(GIVEN, text="WV1")


@pytest.mark.parametrize("typed", ["Wolverhampton", "12345", "WV", "WV1 1A"])
def test_what_is_no_postcode_says_what_to_write(typed: str) -> None:
    told = read(ASKED, {"answer": [typed]})
    assert told == Problem("answer", "Write the first half of your postcode, such as WV1")


def test_it_is_counted_as_no_free_text() -> None:
    assert not is_open(ASKED)
    assert show(ASKED, Given(GIVEN, text="WV1"), "en") == "WV1"
