"""What every question type promises, whatever it is made of and whatever is posted at it."""

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from surveys import questions
from surveys.answers import DONT_KNOW, DONT_UNDERSTAND, SKIPPED, Given, Problem, filled_in
from surveys.definition import Question, QuestionKind
from surveys.editing import changed
from surveys.questions.again import fields_of
from surveys.questions.shape import Control
from tests.surveys.every_type import WHOLE, any_form, any_question

ASKING = [question for question in WHOLE if question.kind not in {"information", "statement_set"}]


@drawn(st.data(), any_question)
def test_whatever_is_posted_becomes_an_answer_or_a_sentence(data: st.DataObject, question: Question) -> None:
    read = questions.read(question, data.draw(any_form(question)))
    if isinstance(read, Problem):
        assert read.field.partition(".")[0] == "answer"
        assert len(read.message) > 10
        assert not read.msgid or filled_in(read.msgid, read.values, "en") == read.message
        return
    assert isinstance(read, Given)
    read.text.encode("utf-8")
    assert "\x00" not in read.text
    assert all(len(choice) <= 40 for choice in read.choices)
    assert bool(read.choices or read.text) == (read.is_given and question.kind != "information")
    for language in ("en", "en-simple", "ur"):
        assert questions.show(question, read, language) or question.kind == "information"


@drawn(st.data(), any_question)
def test_an_answer_shown_in_its_controls_and_sent_again_is_the_same(
    data: st.DataObject, question: Question
) -> None:
    read = questions.read(question, data.draw(any_form(question)))
    if isinstance(read, Given) and question.kind != "statement_set":
        fields = fields_of(question, read)
        assert questions.read(question, fields) == read
        assert fields_of(question, read) == fields


@drawn(st.data(), any_question)
def test_a_row_has_a_cell_for_every_column(data: st.DataObject, question: Question) -> None:
    read = questions.read(question, data.draw(any_form(question)))
    wide = len(questions.columns(question))
    keys = [column.key for column in questions.columns(question)]
    assert len(set(keys)) == len(keys)
    for answer in (None, SKIPPED, DONT_KNOW, DONT_UNDERSTAND, read):
        if not isinstance(answer, Problem):
            assert len(questions.row(question, answer)) == wide


@drawn(st.data(), any_question)
def test_what_is_chosen_is_always_among_what_is_shown_and_counted(
    data: st.DataObject, question: Question
) -> None:
    read = questions.read(question, data.draw(any_form(question)))
    chooses = questions.control(question) in {Control.radios, Control.ticks, Control.ranks}
    if isinstance(read, Given) and chooses:
        assert set(read.choices) <= {option.code for option in questions.counted(question)}
        for language in ("en", "en-simple"):
            assert set(read.choices) <= {
                option.code for option in questions.offered(question, language, read)
            }


@drawn(any_question, st.sampled_from(["en", "en-simple", "ur"]))
def test_every_type_has_a_control_a_paper_form_and_says_what_is_missing(
    question: Question, language: str
) -> None:
    assert questions.control(question) in Control
    assert all(len(gap.message) > 10 and gap.field for gap in questions.gaps(question))
    paper = questions.paper(question, language)
    assert paper.boxes or paper.lines or question.kind == "information" or not questions.counted(question)


@pytest.mark.parametrize("question", ASKING, ids=lambda question: question.kind)
@pytest.mark.parametrize(
    ("name", "meant"), [("skip", SKIPPED), ("dont_know", DONT_KNOW), ("dont_understand", DONT_UNDERSTAND)]
)
def test_three_ways_of_not_answering_stay_three_for_every_type(
    question: Question, name: str, meant: Given
) -> None:
    assert questions.read(question, {"answer": ["_" + name]}) == meant
    assert questions.read(question, fields_of(question, meant)) == meant
    assert questions.show(question, meant, "en")


@pytest.mark.parametrize("question", ASKING, ids=lambda question: question.kind)
def test_next_without_an_answer_is_a_skip(question: Question) -> None:
    for form in ({}, {"answer": ()}, {"answer": ("",)}, {"answer": ("  \n",), "answer.day": ("",)}):
        assert questions.read(question, form) == SKIPPED


@pytest.mark.parametrize("kind", QuestionKind)
def test_an_example_of_every_type_has_nothing_missing_and_a_name(kind: QuestionKind) -> None:
    question = next(question for question in WHOLE if question.kind is kind)
    assert questions.gaps(question) == ()
    told = questions.type_of(kind)
    assert told.name
    assert told.about.endswith(".")
    assert not questions.is_open(question) or questions.control(question) in {
        Control.line, Control.box, Control.lines, Control.file
    }  # fmt: skip


@pytest.mark.parametrize("question", ASKING, ids=lambda question: question.kind)
def test_a_way_of_not_answering_that_is_not_offered_is_a_skip_for_every_type(question: Question) -> None:
    strict = changed(question, offers_dont_know=False, offers_dont_understand=False)
    assert questions.read(strict, {"answer": ["_dont_know"]}) == SKIPPED
    assert questions.read(strict, {"answer": ["_dont_understand"]}) == SKIPPED
