"""The form of a question: what goes in comes out, and no button loses a letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage.consultations.question_form import form_of, numbers, pressed, read_question, reshaped, rows_of
from engage.web.forms import Form
from surveys.definition import EASY, MOST_OPTIONS, Question, QuestionKind
from surveys.templates import templates

EVERY = [question for template in templates() for question in template.definition.questions]
HELP = next(question for question in EVERY if question.id == "q_schlhelp")
HARD = next(question for question in EVERY if question.id == "q_schlhard")


@pytest.mark.parametrize("question", EVERY, ids=lambda question: question.id)
def test_a_question_comes_back_from_its_form_as_it_was(question: Question) -> None:
    assert read_question(form_of(question).typed, question) == question


def test_a_new_answer_gets_a_code_of_its_own_and_the_others_keep_theirs() -> None:
    form, row = reshaped(form_of(HELP).typed, "add", 0)
    read = read_question({**form.typed, f"o{row}_text": ("Yes",), f"o{row}_easy": ("",)}, HELP)
    assert isinstance(read, Question)
    assert [option.code for option in read.options] == ["yes", "some", "no", "not_needed", "yes_2"]


def test_an_answer_put_before_its_namesake_does_not_take_its_code() -> None:
    typed = {**form_of(HELP).typed, "rows": ("9", "1", "2"), "o9_text": ("Yes",), "o9_code": ("",)}
    read = read_question(typed, HELP)
    assert isinstance(read, Question)
    assert [(option.code, option.text["en"]) for option in read.options][:2] == [
        ("yes_2", "Yes"),
        ("yes", "Yes"),
    ]


def test_an_empty_row_is_no_answer() -> None:
    form, _ = reshaped(form_of(HELP).typed, "add", 0)
    assert read_question(form.typed, HELP) == HELP


def test_easy_words_without_words_are_asked_for() -> None:
    read = read_question({**form_of(HELP).typed, "o2_text": ("",), "o2_easy": ("Sometimes",)}, HELP)
    assert isinstance(read, Form)
    assert read["o2_text"].error == "Enter words for this answer, or take it out"
    assert read["o2_easy"].value == "Sometimes"


def test_taking_an_answer_out_keeps_the_rest_and_its_words_go() -> None:
    form, row = reshaped({**form_of(HELP).typed, "text": ("Half written",)}, "remove", 2)
    assert (row, [one.text.value for one in rows_of(form)]) == (0, ["Yes", "No", "I don’t need help"])
    assert form["text"].value == "Half written"
    assert "o2_text" not in form.typed


@pytest.mark.parametrize(("do", "order"), [("up", "2134"), ("down", "1324")])
def test_an_answer_moves_one_place(do: str, order: str) -> None:
    form, _ = reshaped(form_of(HELP).typed, do, 2)
    assert "".join(map(str, numbers(form.typed))) == order


def test_at_the_end_an_answer_stays_where_it_is() -> None:
    assert numbers(reshaped(form_of(HELP).typed, "up", 1)[0].typed) == (1, 2, 3, 4)
    assert numbers(reshaped(form_of(HELP).typed, "down", 4)[0].typed) == (1, 2, 3, 4)
    assert numbers(reshaped(form_of(HELP).typed, "down", 77)[0].typed) == (1, 2, 3, 4)


def test_there_is_a_most_of_answers_and_a_sentence_that_says_so() -> None:
    typed = {"rows": tuple(str(n) for n in range(1, MOST_OPTIONS + 1))}
    form, _ = reshaped(typed, "add", 0)
    assert form.mistakes[0].message == "Take an answer out first. 60 are the most"
    assert len(numbers(form.typed)) == MOST_OPTIONS


def test_an_answer_that_stands_alone_comes_last() -> None:
    read = read_question({**form_of(HARD).typed, "o1_alone": ("yes",), "o8_alone": ("",)}, HARD)
    assert isinstance(read, Question)
    assert (read.options[-1].code, read.options[-1].exclusive) == ("noise", True)


def test_choose_one_becomes_choose_several_and_never_own_words() -> None:
    several = read_question({**form_of(HELP).typed, "kind": ("many",)}, HELP)
    assert isinstance(several, Question)
    assert (several.kind, several.options) == (QuestionKind.many, HELP.options)
    refused = read_question({**form_of(HELP).typed, "kind": ("long_text",)}, HELP)
    assert isinstance(refused, Form)
    assert refused["kind"].error == "Choose how people answer"


@pytest.mark.parametrize("name", ["symbol", "o1_symbol"])
def test_a_picture_that_is_not_there_is_refused(name: str) -> None:
    read = read_question({**form_of(HELP).typed, name: ("../../passwd",)}, HELP)
    assert isinstance(read, Form)
    assert read[name].error == "Choose a picture from the list"


def test_the_question_itself_must_be_written() -> None:
    read = read_question({**form_of(HELP).typed, "text": ("  ",), "text_easy": ("Help?",)}, HELP)
    assert isinstance(read, Form)
    assert (read["text"].error, read["text_easy"].value) == ("Enter the question", "Help?")


words = st.text(max_size=30)
names = st.sampled_from(
    [
        "text",
        "text_easy",
        "hint",
        "symbol",
        "kind",
        "offers",
        "rows",
        "do",
        "o1_text",
        "o1_code",
        "o1_easy",
        "o1_symbol",
    ]
)


@given(st.dictionaries(names, st.lists(words, max_size=4).map(tuple)))
def test_whatever_is_posted_is_a_question_or_a_form(typed: dict[str, tuple[str, ...]]) -> None:
    do, number = pressed(typed)
    assert do in {"save", "add", "remove", "up", "down"}
    if do != "save":
        rows_of(reshaped(typed, do, number)[0])
    read = read_question(typed, HELP)
    assert isinstance(read, Form) or ((read.id == HELP.id and EASY not in read.text) or bool(read.text[EASY]))
