"""A page to read: passing it is all there is to do."""

from surveys.answers import AnswerState, Given
from surveys.definition import QuestionKind
from surveys.questions import columns, gaps, read, show
from tests.surveys.every_type import example

ASKED = example(QuestionKind.information)
GIVEN = AnswerState.given


def test_next_means_it_was_read_and_nothing_else_is_kept() -> None:
    assert read(ASKED, {"answer": ["anything", "_skip"]}) == Given(GIVEN)
    assert columns(ASKED) == ()
    assert show(ASKED, Given(GIVEN), "en") == ""


def test_a_picture_needs_words_and_a_video_its_transcript() -> None:
    bare = example(QuestionKind.information, picture="f" * 32, video="http://x", transcript={})
    assert [gap.field for gap in gaps(bare)] == ["picture_says", "video", "transcript"]
