"""Changing a draft: each edit gives a new definition and leaves the old one as it was."""

import random

import pytest

from surveys.answers import Problem
from surveys.definition import Definition, Option, Question, QuestionKind
from surveys.editing import (
    Direction,
    NoSuchPart,
    add_option,
    add_question,
    changed,
    move_option,
    move_question,
    new_option_code,
    new_question,
    remove_option,
    remove_question,
    replace_option,
    replace_question,
    set_intro,
    set_title,
)
from tests.surveys.makers import FEEL, HARD, HELP, MANY, SCHOOL, SINGLE, WHERE, WHY

UP, DOWN = Direction.up, Direction.down


def order(definition: Definition | Problem) -> list[str]:
    assert isinstance(definition, Definition)
    return [question.id for question in definition.questions]


def codes(question: Question | Problem) -> list[str]:
    assert isinstance(question, Question)
    return [option.code for option in question.options]


def test_title_and_introduction_change_in_one_language_only() -> None:
    edited = set_intro(set_title(SCHOOL, "en", "New title"), "en-simple", "Hello.")
    assert edited.title == {"en": "New title", "en-simple": "Your school"}
    assert edited.intro == {"en": "Tell us about school.", "en-simple": "Hello."}
    assert SCHOOL.title["en"] == "School and you"
    assert set_title(SCHOOL, "en-simple", "  ").title == {"en": "School and you"}


def test_a_question_is_added_at_the_end_or_after_another_also_to_an_empty_survey() -> None:
    new = new_question(QuestionKind.long_text, random.Random(1))
    assert order(add_question(SCHOOL, new)) == [FEEL, HELP, HARD, WHERE, WHY, new.id]
    assert order(add_question(SCHOOL, new, after=FEEL)) == [FEEL, new.id, HELP, HARD, WHERE, WHY]
    assert order(add_question(Definition(), new)) == [new.id]


def test_a_new_question_to_choose_from_starts_with_two_answers_to_word() -> None:
    assert codes(new_question(QuestionKind.many, random.Random(1))) == ["a1", "a2"]
    assert codes(new_question(QuestionKind.feeling_scale, random.Random(1))) == []


def test_a_full_survey_says_to_take_a_question_out_first() -> None:
    rng, survey = random.Random(1), Definition()
    for _ in range(200):
        grown = add_question(survey, new_question(QuestionKind.short_text, rng))
        assert isinstance(grown, Definition)
        survey = grown
    refused = add_question(survey, new_question(QuestionKind.short_text, rng))
    assert refused == Problem("kind", "Take a question out first. A survey can have 200")


def test_moving_walks_through_sections_and_stops_at_both_ends() -> None:
    down = move_question(SCHOOL, HARD, DOWN)
    assert [[q.id for q in section.questions] for section in down.sections] == [
        [FEEL, HELP],
        [HARD, WHERE, WHY],
    ]
    assert move_question(down, HARD, UP) == SCHOOL
    assert order(move_question(SCHOOL, HELP, UP)) == [HELP, FEEL, HARD, WHERE, WHY]
    assert move_question(SCHOOL, FEEL, UP) == SCHOOL
    assert move_question(SCHOOL, WHY, DOWN) == SCHOOL


def test_a_question_is_replaced_where_it_stands_and_removed_for_good() -> None:
    reworded = changed(SINGLE, text={"en": "Is there help?"})
    edited = replace_question(SCHOOL, reworded)
    assert order(edited) == order(SCHOOL)
    assert edited.question(HELP) == reworded
    assert order(remove_question(SCHOOL, HELP)) == [FEEL, HARD, WHERE, WHY]


def test_an_edit_of_something_that_is_gone_says_so() -> None:
    with pytest.raises(NoSuchPart):
        remove_question(SCHOOL, "q_goneaway")
    with pytest.raises(NoSuchPart):
        remove_option(SINGLE, "gone")
    with pytest.raises(NoSuchPart):
        add_question(SCHOOL, new_question(QuestionKind.many, random.Random(1)), after="q_goneaway")


def test_options_are_added_before_none_of_these_reworded_moved_and_removed() -> None:
    assert codes(add_option(MANY, Option(code="travel"))) == ["noise", "work", "travel", "none"]
    louder = replace_option(MANY, Option(code="noise", text={"en": "Loud rooms"}))
    assert louder.options[0].text == {"en": "Loud rooms"}
    assert codes(move_option(MANY, "work", UP)) == ["work", "noise", "none"]
    assert codes(move_option(MANY, "noise", UP)) == codes(MANY)
    assert codes(remove_option(MANY, "none")) == ["noise", "work"]


def test_an_option_code_is_made_of_its_words_and_never_of_another_options_code() -> None:
    assert new_option_code(SINGLE, "A quiet place!") == "a_quiet_place"
    assert new_option_code(SINGLE, "Yes") == "yes_2"
    assert new_option_code(SINGLE, "جی ہاں") == "a1"
    long = new_option_code(SINGLE, "x" * 300)
    assert Option(code=long).code == long
