"""The form of a question: what goes in comes out, and no button loses a letter."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage.consultations.building.question_form import (
    Press,
    form_of,
    numbers,
    pressed,
    read_question,
    reshaped,
    rows_of,
    shaped,
)
from engage.consultations.building.question_form.rows import LISTS
from engage.web.forms import Form
from surveys.definition import EASY, MOST_OPTIONS, Option, Question, QuestionKind
from surveys.editing import changed, new_question
from surveys.families import kinds_like
from surveys.templates import templates
from tests.consultations.every_type import EVERY_TYPE

EVERY = [question for template in templates() for question in template.definition.questions]
HELP = next(question for question in EVERY if question.id == "q_schlhelp")
HARD = next(question for question in EVERY if question.id == "q_schlhard")
ADD = Press("add", "o")


@pytest.mark.parametrize("question", [*EVERY, *EVERY_TYPE], ids=lambda question: question.id)
def test_a_question_comes_back_from_its_form_as_it_was(question: Question) -> None:
    assert read_question(form_of(question).typed, question) == question


@pytest.mark.parametrize("kind", list(QuestionKind))
def test_a_new_question_of_each_type_only_wants_words(kind: QuestionKind) -> None:
    fresh = new_question(kind, random.Random(1))
    typed = {**form_of(fresh).typed, "text": ("A question",)}
    read = read_question(typed, fresh)
    assert isinstance(read, Question)
    assert (read.kind, read.text["en"]) == (kind, "A question")


def test_a_new_answer_gets_a_code_of_its_own_and_the_others_keep_theirs() -> None:
    form, row = reshaped(form_of(HELP).typed, ADD)
    read = read_question({**form.typed, f"{row}_text": ("Yes",), f"{row}_easy": ("",)}, HELP)
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
    form, _ = reshaped(form_of(HELP).typed, ADD)
    assert read_question(form.typed, HELP) == HELP


def test_easy_words_without_words_are_asked_for() -> None:
    read = read_question({**form_of(HELP).typed, "o2_text": ("",), "o2_easy": ("Sometimes",)}, HELP)
    assert isinstance(read, Form)
    assert read["o2_text"].error == "Enter words for this answer, or take it out"
    assert read["o2_easy"].value == "Sometimes"


def test_taking_an_answer_out_keeps_the_rest_and_its_words_go() -> None:
    form, row = reshaped({**form_of(HELP).typed, "text": ("Half written",)}, Press("remove", "o", 2))
    assert (row, [one.text.value for one in rows_of(form)]) == ("", ["Yes", "No", "I don’t need help"])
    assert form["text"].value == "Half written"
    assert "o2_text" not in form.typed


@pytest.mark.parametrize(("do", "order"), [("up", "2134"), ("down", "1324")])
def test_an_answer_moves_one_place(do: str, order: str) -> None:
    form, row = reshaped(form_of(HELP).typed, Press(do, "o", 2))
    assert ("".join(map(str, numbers(form.typed))), row) == (order, "o2")


def test_at_the_end_an_answer_stays_where_it_is() -> None:
    typed = form_of(HELP).typed
    for press in (Press("up", "o", 1), Press("down", "o", 4), Press("down", "o", 77)):
        assert numbers(reshaped(typed, press)[0].typed) == (1, 2, 3, 4)


def test_there_is_a_most_of_answers_and_a_sentence_that_says_so() -> None:
    typed = {"rows": tuple(str(n) for n in range(1, MOST_OPTIONS + 1))}
    form, _ = reshaped(typed, ADD)
    assert form.mistakes[0].message == "Take an answer out first. 60 are the most"
    assert len(numbers(form.typed)) == MOST_OPTIONS


def test_an_answer_that_stands_alone_comes_last() -> None:
    read = read_question({**form_of(HARD).typed, "o1_alone": ("yes",), "o8_alone": ("",)}, HARD)
    assert isinstance(read, Question)
    assert (read.options[-1].code, read.options[-1].exclusive) == ("noise", True)


def test_none_of_these_and_something_else_are_there_at_one_press() -> None:
    fresh = new_question(QuestionKind.single_choice, random.Random(1))
    form, row = reshaped(
        {**form_of(fresh).typed, "text": ("Why?",), "o1_text": ("Time",)}, Press("other", "o")
    )
    assert form[f"{row}_says"].value == "yes"
    read = read_question(form.typed, fresh)
    assert isinstance(read, Question)
    assert [(one.text["en"], one.says) for one in read.options] == [("Time", False), ("Something else", True)]
    form, row = reshaped(form_of(HARD).typed, Press("none", "o"))
    assert (form[f"{row}_text"].value, form[f"{row}_alone"].value) == ("None of these", "yes")


def test_only_one_answer_has_room_for_words() -> None:
    read = read_question({**form_of(HELP).typed, "o1_says": ("yes",), "o2_says": ("yes",)}, HELP)
    assert isinstance(read, Form)
    assert read["o2_says"].error == "Only one answer can have room for words. Take one tick off"


def test_choose_one_becomes_choose_several_and_never_own_words() -> None:
    several = read_question({**form_of(HELP).typed, "kind": ("many",)}, HELP)
    assert isinstance(several, Question)
    assert (several.kind, several.options) == (QuestionKind.many, HELP.options)
    refused = read_question({**form_of(HELP).typed, "kind": ("long_text",)}, HELP)
    assert isinstance(refused, Form)
    assert refused["kind"].error == "Choose how people answer"


@pytest.mark.parametrize("question", EVERY_TYPE, ids=lambda question: question.id)
def test_what_fits_goes_along_when_a_question_becomes_another_type(question: Question) -> None:
    for kind in kinds_like(question.kind):
        typed = {**form_of(question).typed, "kind": (kind.value,)}
        assert shaped(question, typed).kind is kind
        read = read_question(typed, question)
        assert isinstance(read, Question), (kind, read)
        assert (read.kind, read.text, read.hint, read.symbol) == (
            kind,
            question.text,
            question.hint,
            question.symbol,
        )


def test_other_languages_and_recordings_outlive_a_change_of_words() -> None:
    yes = changed(HELP.options[0], text={**HELP.options[0].text, "ur": "ہاں"}, audio={"en": "a" * 32})
    before = changed(HELP, text={**HELP.text, "ur": "مدد؟"}, options=(yes, *HELP.options[1:]))
    read = read_question({**form_of(before).typed, "text": ("Is there help?",), "o1_text": ("Yes!",)}, before)
    assert isinstance(read, Question)
    assert (read.text["en"], read.text["ur"]) == ("Is there help?", "مدد؟")
    assert (read.options[0].text["en"], read.options[0].text["ur"]) == ("Yes!", "ہاں")
    assert read.options[0].audio == {"en": "a" * 32}


def test_faces_keep_their_usual_words_unless_others_are_written() -> None:
    feel = Question(id="q_aaaaaaaa", kind=QuestionKind.feeling_scale, text={"en": "How is it?"})
    assert read_question(form_of(feel).typed, feel) == feel
    read = read_question({**form_of(feel).typed, "o1_text": ("Brilliant",), "points": ("3",)}, feel)
    assert isinstance(read, Question)
    assert (read.points, read.options) == (3, (Option(code="great", text={"en": "Brilliant"}),))


@pytest.mark.parametrize("name", ["symbol", "o1_symbol"])
def test_a_picture_that_is_not_there_is_refused(name: str) -> None:
    read = read_question({**form_of(HELP).typed, name: ("../../passwd",)}, HELP)
    assert isinstance(read, Form)
    assert read[name].error == "Choose a picture from the list"


def test_a_file_that_is_not_the_survey_s_own_is_refused() -> None:
    read = read_question({**form_of(HELP).typed, "o1_picture": ("f" * 32,)}, HELP)
    assert isinstance(read, Form)
    assert read["o1_picture"].error == "Choose a picture from the list"
    allowed = read_question({**form_of(HELP).typed, "o1_picture": ("f" * 32,)}, HELP, {"f" * 32})
    assert isinstance(allowed, Question)
    assert allowed.options[0].picture == "f" * 32


@pytest.mark.parametrize(
    ("kind", "typed", "field", "message"),
    [
        ("number", {"low": "ten"}, "low", "Write a number, such as 0, or leave it empty"),
        ("number", {"low": "9", "high": "2"}, "high", "Make the highest number larger than the lowest"),
        ("number", {"high": "inf"}, "high", "Write a number, such as 52, or leave it empty"),
        ("many", {"most": "0"}, "most", "Write a number from 1 to 60, or leave it empty"),
        ("repeat", {"most": "11"}, "most", "Write a number from 1 to 10, or leave it empty"),
        ("feeling_scale", {"points": "4"}, "points", "Choose five steps or three"),
        (
            "information",
            {"video": "http://example.org/v"},
            "video",
            "Enter the whole address of the video. It begins with https://",
        ),
        ("information", {"picture": "x"}, "picture", "Choose a picture from the list"),
    ],
)
def test_a_slip_is_told_at_its_field_and_kept(
    kind: str, typed: dict[str, str], field: str, message: str
) -> None:
    fresh = new_question(QuestionKind(kind), random.Random(1))
    posted = {**form_of(fresh).typed, "text": ("Q",), **{name: (value,) for name, value in typed.items()}}
    read = read_question(posted, fresh)
    assert isinstance(read, Form)
    assert read[field].error == message
    assert all(read[name].value == value for name, value in typed.items())


def test_nonsense_in_a_field_the_type_does_not_have_is_passed_over() -> None:
    assert (
        read_question({**form_of(HELP).typed, "low": ("x",), "video": ("y",), "most": ("-3",)}, HELP) == HELP
    )


def test_the_question_itself_must_be_written() -> None:
    read = read_question({**form_of(HELP).typed, "text": ("  ",), "text_easy": ("Help?",)}, HELP)
    assert isinstance(read, Form)
    assert (read["text"].error, read["text_easy"].value) == ("Enter the question", "Help?")


words = st.text(max_size=30)
plain = st.sampled_from(
    [
        *("text", "text_easy", "hint", "symbol", "kind", "offers", "points", "most", "low", "high"),
        *("decimals", "unit", "max_length", "picture", "video", "transcript", "do"),
        *LISTS.values(),
    ]
)
rows = st.builds(
    "{}{}_{}".format,
    st.sampled_from("oscr"),
    st.integers(0, 12),
    st.sampled_from(["code", "text", "easy", "symbol", "picture", "alone", "says"]),
)
buttons = st.builds(
    "{}:{}{}".format,
    st.sampled_from(["add", "up", "down", "remove", "none", "other", "kind"]),
    st.sampled_from(["o", "s", "c", "r", "x", ""]),
    st.sampled_from(["", "1", "2", "99"]),
)
likely = st.one_of(
    words,
    buttons,
    st.sampled_from([*QuestionKind, "yes", "1", "2", "3", "0", "-1", "60", "me", "nan", "a1", "s1"]),
)


@given(
    st.sampled_from([HELP, *EVERY_TYPE]),
    st.dictionaries(st.one_of(plain, rows), st.lists(likely, max_size=4).map(tuple), max_size=20),
)
def test_whatever_is_posted_is_a_question_or_a_form_with_everything_typed(
    question: Question, typed: dict[str, tuple[str, ...]]
) -> None:
    press = pressed(typed)
    if press.rows:
        form, _ = reshaped(typed, press)
        kept = {name for name in typed if not name.startswith(f"{press.rows}{press.number}_")}
        assert kept <= form.typed.keys() or press.name != "remove"
        rows_of(form)
    shaped(question, typed)
    read = read_question(typed, question)
    if isinstance(read, Form):
        assert read.typed == typed
        assert read.mistakes
    else:
        assert read.id == question.id
        assert read.kind in kinds_like(question.kind)
        assert read_question(form_of(read).typed, read) == read
        assert EASY not in read.text or read.text[EASY]
