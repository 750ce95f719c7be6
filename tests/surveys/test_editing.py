"""Changing a draft: each edit gives a new definition and leaves the old one as it was."""

import random

import pytest

from surveys.answers import Problem
from surveys.definition import Definition, Option, Question, QuestionKind
from surveys.editing import (
    Direction,
    NoSuchPart,
    add_question,
    changed,
    copy_question,
    move_question,
    new_option_code,
    new_question,
    place_question,
    remove_question,
    replace_question,
    set_intro,
    set_title,
)
from surveys.families import as_kind, kinds_like, says, stands_alone
from surveys.questions import gaps
from tests.surveys.makers import FEEL, HARD, HELP, SCHOOL, SINGLE, WHERE, WHY

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
    assert order(add_question(SCHOOL, new, after="q_goneaway")) == order(add_question(SCHOOL, new))
    assert order(add_question(Definition(), new)) == [new.id]


def test_a_new_question_to_choose_from_starts_with_two_answers_to_word() -> None:
    assert codes(new_question(QuestionKind.single_choice, random.Random(1))) == ["a1", "a2"]
    assert codes(new_question(QuestionKind.many, random.Random(1))) == ["a1", "a2", "none"]
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
        move_question(SCHOOL, "q_goneaway", UP)


def test_an_option_code_is_made_of_its_words_and_never_of_another_options_code() -> None:
    taken = {option.code for option in SINGLE.options}
    assert new_option_code("A quiet place!", taken) == "a_quiet_place"
    assert new_option_code("Yes", taken) == "yes_2"
    assert new_option_code("جی ہاں", taken) == "a1"
    assert new_option_code("24 hours", taken, begins_with_letter=True) == "s_24_hours"
    long = new_option_code("x" * 300, taken)
    assert Option(code=long).code == long


@pytest.mark.parametrize("kind", list(QuestionKind))
def test_every_type_begins_with_something_to_change_that_is_not_wrong(kind: QuestionKind) -> None:
    question = new_question(kind, random.Random(1))
    assert question.kind is kind
    worded = changed(
        question,
        text=question.text or {"en": "Words"},
        options=tuple(changed(one, text=one.text or {"en": one.code}) for one in question.options),
        statements=tuple(changed(one, text={"en": one.code}) for one in question.statements),
    )
    missing = {gap.message for gap in gaps(worded)} - {"Choose a picture for every answer"}
    assert not missing


@pytest.mark.parametrize("kind", list(QuestionKind))
def test_a_question_becomes_what_it_is_near_to_and_says_nothing_it_can_not(kind: QuestionKind) -> None:
    question = changed(new_question(kind, random.Random(1)), text={"en": "Words", "ur": "لفظ"})
    for near in kinds_like(kind):
        other = as_kind(question, near)
        assert (other.kind, other.id, other.text) == (near, question.id, question.text)
        assert not any(option.says for option in other.options) or says(near)
        assert not any(option.exclusive for option in other.options) or stands_alone(near)
    assert as_kind(question, kind) is question


def test_yes_and_no_become_answers_that_can_be_changed() -> None:
    yes_no = Question(id="q_aaaaaaaa", kind=QuestionKind.yes_no)
    assert codes(as_kind(yes_no, QuestionKind.single_choice)) == ["yes", "no"]


def test_a_question_goes_straight_to_another_place() -> None:
    first = place_question(SCHOOL, WHY, section=SCHOOL.sections[0].id, after=None)
    assert order(first) == [WHY, FEEL, HELP, HARD, WHERE]
    assert order(place_question(first, WHY, section=SCHOOL.sections[1].id, after=WHERE)) == order(SCHOOL)
    with pytest.raises(NoSuchPart):
        place_question(SCHOOL, WHY, section="s_gone", after=None)


def test_a_copy_stands_behind_its_question_with_an_id_of_its_own() -> None:
    copied = copy_question(SCHOOL, HELP, random.Random(1))
    assert not isinstance(copied, Problem)
    survey, question = copied
    assert order(survey) == [FEEL, HELP, question.id, HARD, WHERE, WHY]
    assert question.options == SINGLE.options
