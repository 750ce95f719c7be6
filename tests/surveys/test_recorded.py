"""Which recording reads which words: every place has a key of its own, and taking a recording out leaves the rest as it was."""

from surveys.definition import Definition, Option, Question, QuestionKind, Section
from surveys.recorded import read_aloud, spots, tongues, used_at, without_recording

ID, OTHER = "a" * 32, "b" * 32
SET = Question(
    id="q_thingst1",
    kind=QuestionKind.statement_set,
    text={"en": "How much do you agree?"},
    statements=(Option(code="s1", text={"en": "I feel safe"}), Option(code="s2", text={"en": "I am heard"})),
)
PICK = Question(
    id="q_whatplc1",
    kind=QuestionKind.single_choice,
    text={"en": "Where?"},
    options=(Option(code="park", text={"en": "In the park"}), Option(code="home", picture=OTHER)),
)
SURVEY = Definition(
    languages=("en", "en-simple", "pl-simple"), sections=(Section(id="s_1", questions=(SET, PICK)),)
)


def test_every_question_answer_and_statement_is_a_place() -> None:
    assert [(spot.key, spot.words) for spot in spots(SURVEY)] == [
        ("q_thingst1", "How much do you agree?"),
        ("q_thingst1/s/s1", "I feel safe"),
        ("q_thingst1/s/s2", "I am heard"),
        ("q_whatplc1", "Where?"),
        ("q_whatplc1/a/park", "In the park"),
        ("q_whatplc1/a/home", "home"),
    ]


def test_a_recording_goes_to_every_place_and_away_again() -> None:
    for spot in spots(SURVEY):
        heard = read_aloud(SURVEY, spot.key, "en", ID)
        assert heard
        assert used_at(heard, ID) == (spot.words,)
        both = read_aloud(heard, spot.key, "pl", OTHER)
        assert both
        assert next(one for one in spots(both) if one.key == spot.key).audio == {"en": ID, "pl": OTHER}
        assert without_recording(heard, ID) == SURVEY


def test_a_place_that_is_not_there_gets_nothing() -> None:
    for key in (
        "q_nothere1",
        "q_thingst1/a/s1",
        "q_whatplc1/a/moon",
        "q_whatplc1/x/park",
        "",
        "/",
        "q_whatplc1/",
    ):
        assert read_aloud(SURVEY, key, "en", ID) is None or key == "q_whatplc1/"


def test_a_picture_is_used_where_it_stands() -> None:
    assert used_at(SURVEY, OTHER) == ("home",)


def test_a_recording_can_be_in_each_language_easy_or_not() -> None:
    assert tongues(SURVEY) == ("en", "en-simple", "pl-simple", "pl")
