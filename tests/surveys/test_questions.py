"""Reading, showing and exporting answers of every question type, and that nothing posted can break them."""

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from surveys import questions
from surveys.answers import DONT_KNOW, DONT_UNDERSTAND, SKIPPED, AnswerState, Given, Problem
from surveys.definition import Question
from surveys.editing import changed
from surveys.typed import kept, one_line
from tests.surveys.makers import EVERY_KIND, FEELING, LONG, MANY, SHORT, SINGLE

GIVEN = AnswerState.given
hostile = st.text(st.characters(), max_size=60) | st.sampled_from(
    [
        "yes",
        "noise",
        "none",
        "great",
        "_dont_know",
        "_skip",
        "skip",
        "\x00",
        "\ud83d",
        "a" * 4_000,
        "yes\n",
        "'; --",
    ]
)
forms = st.dictionaries(
    st.sampled_from(["answer", "state", "other", ""]), st.lists(hostile, max_size=5) | hostile, max_size=4
)


@drawn(st.sampled_from(EVERY_KIND), forms)
def test_whatever_is_posted_becomes_an_answer_or_a_sentence(
    question: Question, form: dict[str, list[str]]
) -> None:
    read = questions.read(question, form)
    if isinstance(read, Problem):
        assert read.field == "answer"
        assert len(read.message) > 10
        return
    assert set(read.choices) <= {option.code for option in questions.counted(question)}
    assert len(read.text) <= question.max_length
    read.text.encode("utf-8")
    assert "\x00" not in read.text
    assert bool(read.choices or read.text) == read.is_given
    for language in ("en", "en-simple", "ur"):
        assert questions.show(question, read, language)
    assert len(questions.row(question, read)) == len(questions.columns(question))


@pytest.mark.parametrize("question", EVERY_KIND, ids=lambda q: q.kind)
@pytest.mark.parametrize("form", [{}, {"answer": []}, {"answer": [""]}, {"answer": ["  \n"]}], ids=str)
def test_pressing_next_without_an_answer_is_a_skip_and_never_a_mistake(
    question: Question, form: dict[str, list[str]]
) -> None:
    assert questions.read(question, form) == SKIPPED


@pytest.mark.parametrize("question", EVERY_KIND, ids=lambda q: q.kind)
@pytest.mark.parametrize(
    ("name", "meant"), [("skip", SKIPPED), ("dont_know", DONT_KNOW), ("dont_understand", DONT_UNDERSTAND)]
)
def test_three_ways_of_not_answering_stay_three(question: Question, name: str, meant: Given) -> None:
    assert questions.read(question, {"answer": ["_" + name]}) == meant


def test_a_way_of_not_answering_that_is_not_offered_is_a_skip() -> None:
    question = changed(SINGLE, offers_dont_know=False, offers_dont_understand=False)
    assert questions.read(question, {"answer": ["_dont_know"]}) == SKIPPED
    assert questions.read(question, {"answer": ["_dont_understand"]}) == SKIPPED


def test_written_words_win_over_a_pick_that_can_not_be_taken_off_again() -> None:
    form = {"answer": ["It is loud", "_dont_know"]}
    assert questions.read(LONG, form) == Given(GIVEN, text="It is loud")


def test_one_choice_is_one() -> None:
    assert questions.read(SINGLE, {"answer": ["some"]}) == Given(GIVEN, ("some",))
    assert questions.read(SINGLE, {"answer": ["some", "some"]}) == Given(GIVEN, ("some",))
    assert questions.read(SINGLE, {"answer": ["some", "no"]}) == Problem("answer", "Choose one answer")
    assert questions.read(SINGLE, {"answer": ["some", "_dont_know"]}) == Problem(
        "answer", "Choose one answer"
    )


@pytest.mark.parametrize("question", [SINGLE, MANY, FEELING], ids=lambda q: q.kind)
def test_an_answer_that_was_never_offered_is_refused_with_what_to_do(question: Question) -> None:
    assert questions.read(question, {"answer": ["maybe"]}) == Problem(
        "answer", "Choose from the answers on this page"
    )


def test_many_choices_come_in_the_order_of_the_question() -> None:
    assert questions.read(MANY, {"answer": ["work", "noise"]}) == Given(GIVEN, ("noise", "work"))


def test_none_of_these_stands_alone() -> None:
    assert questions.read(MANY, {"answer": ["none"]}) == Given(GIVEN, ("none",))
    problem = questions.read(MANY, {"answer": ["none", "work"]})
    assert problem == Problem("answer", "Choose “None of these” on its own, or take its tick off")
    both = questions.read(MANY, {"answer": ["work", "_dont_know"]})
    assert isinstance(both, Problem)


def test_text_that_is_too_long_says_how_long_it_may_be_and_is() -> None:
    problem = questions.read(SHORT, {"answer": ["x" * 41]})
    said = "Make your answer shorter. You can write up to 40 letters. You wrote 41"
    assert problem == Problem("answer", said)
    assert questions.read(SHORT, {"answer": ["x" * 40]}) == Given(GIVEN, text="x" * 40)


def test_short_text_is_one_line_and_long_text_keeps_its_lines() -> None:
    typed = {"answer": ["one\r\ntwo  "]}
    assert questions.read(SHORT, typed) == Given(GIVEN, text="one two")
    assert questions.read(LONG, typed) == Given(GIVEN, text="one\ntwo")


def test_a_nul_is_refused_and_a_lone_surrogate_survives_as_a_mark() -> None:
    assert isinstance(questions.read(LONG, {"answer": ["a\x00b"]}), Problem)
    assert questions.read(LONG, {"answer": ["a\ud800b"]}) == Given(GIVEN, text="a\ufffdb")


def test_hidden_letters_go_and_joined_emoji_flags_and_urdu_stay() -> None:
    assert kept("sa\u200bfe\u202e \ufeffword\u2066") == "safe word"
    family, wales = "👩\u200d👧", "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"
    assert kept(family + wales) == family + wales
    assert kept("می\u200cخواهم") == "می\u200cخواهم"
    assert kept("hi" + "".join(chr(0xE0000 + ord(c)) for c in "secret")) == "hi"
    assert one_line("  a \n\t b ") == "a b"


@drawn(st.text(st.characters(), max_size=80))
def test_cleaning_twice_is_cleaning_once(raw: str) -> None:
    assert kept(kept(raw)) == kept(raw)


def test_easy_read_shows_three_faces_and_always_the_one_already_chosen() -> None:
    codes = [option.code for option in questions.offered(FEELING, "en")]
    assert codes == ["great", "good", "ok", "bad", "awful"]
    assert [option.code for option in questions.offered(FEELING, "en-simple")] == ["good", "ok", "bad"]
    chosen = Given(GIVEN, ("awful",))
    easy = questions.offered(FEELING, "en-simple", chosen)
    assert [option.code for option in easy] == ["good", "ok", "bad", "awful"]
    assert questions.show(FEELING, chosen, "en-simple") == "Really bad"


def test_an_answer_is_shown_in_words_also_when_its_option_is_gone() -> None:
    assert questions.show(MANY, Given(GIVEN, ("noise", "work")), "en") == "Noise; The work"
    assert questions.show(MANY, Given(GIVEN, ("gone",)), "en") == "gone"
    assert questions.show(LONG, SKIPPED, "en") == "You skipped this"
    assert questions.show(LONG, DONT_UNDERSTAND, "en-simple") == "I don’t understand this"


def test_an_export_row_tells_apart_answered_skipped_not_known_and_never_reached() -> None:
    assert questions.row(MANY, Given(GIVEN, ("work",))) == ("The work", "0", "1", "0")
    assert questions.row(MANY, SKIPPED) == ("(skipped)", "", "", "")
    assert questions.row(MANY, None) == ("", "", "", "")
    assert questions.row(SINGLE, DONT_KNOW) == ("(don’t know)",)
    assert questions.row(LONG, DONT_UNDERSTAND) == ("(don’t understand)",)
    assert [column.key for column in questions.columns(MANY)][1:] == [
        f"{MANY.id}.{c}" for c in ("noise", "work", "none")
    ]


def test_free_text_is_open_and_choices_are_not() -> None:
    assert [questions.is_open(question) for question in EVERY_KIND] == [False, False, False, True, True]
