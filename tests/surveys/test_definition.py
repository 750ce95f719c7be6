"""A survey's wording: languages, ids, and the way through JSON and back."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from surveys.definition import (
    Definition,
    Option,
    Question,
    QuestionKind,
    Section,
    new_question_id,
    said,
)
from tests.surveys.makers import SCHOOL, SINGLE

texts = st.dictionaries(st.sampled_from(["en", "en-simple", "ur", "pl"]), st.text(max_size=60), max_size=4)
options = st.lists(
    st.builds(
        Option,
        code=st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True),
        text=texts,
        exclusive=st.booleans(),
    ),
    max_size=5,
    unique_by=lambda option: option.code,
).map(tuple)
questions = st.builds(
    Question,
    id=st.from_regex(r"q_[a-z0-9]{8}", fullmatch=True),
    kind=st.sampled_from(QuestionKind),
    text=texts,
    hint=texts,
    options=options,
)
definitions = st.lists(questions, max_size=8, unique_by=lambda question: question.id).map(
    lambda asked: Definition(title={"en": "T"}, sections=(Section(id="s_1", questions=tuple(asked)),))
)


@given(definitions)
def test_a_definition_comes_back_from_json_exactly_as_it_was(definition: Definition) -> None:
    json = definition.model_dump_json()
    again = Definition.model_validate_json(json)
    assert again == definition
    assert again.model_dump_json() == json


def test_the_order_languages_were_written_in_makes_no_difference() -> None:
    one, other = Definition(title={"en": "a", "ur": "b"}), Definition(title={"ur": "b", "en": "a"})
    assert one.model_dump_json() == other.model_dump_json()


def test_words_fall_back_from_easy_read_to_plain_to_the_first_language_there_is() -> None:
    assert said({"en": "Hello", "en-simple": "Hi"}, "en-simple") == "Hi"
    assert said({"en": "Hello"}, "en-simple") == "Hello"
    assert said({"en": "Hello", "pl": "Cześć"}, "pl-simple") == "Cześć"
    assert said({"en": "Hello"}, "ur") == "Hello"
    assert said({"ur": "سلام"}, "en") == "سلام"
    assert said({}, "en") == ""


def test_blank_wording_is_no_wording_and_hidden_letters_are_taken_out() -> None:
    question = Question(
        id="q_aaaaaaaa", kind=QuestionKind.long_text, text={"en": "Wh\u200by?\u202e", "en-simple": "  "}
    )
    assert question.text == {"en": "Why?"}


def test_two_questions_of_one_id_and_two_options_of_one_code_are_refused_in_kind_words() -> None:
    with pytest.raises(ValidationError, match="Give each question its own id"):
        Definition(sections=(Section(id="s_1", questions=(SINGLE, SINGLE)),))
    with pytest.raises(ValidationError, match="Give each answer its own code"):
        Question(id="q_aaaaaaaa", kind=QuestionKind.many, options=(Option(code="a"), Option(code="a")))


def test_a_definition_can_not_be_changed_in_place() -> None:
    with pytest.raises(ValidationError):
        SCHOOL.sections = ()  # type: ignore[misc]


def test_new_ids_have_the_right_shape_and_do_not_repeat() -> None:
    rng = random.Random(3)
    ids = {new_question_id(rng) for _ in range(1_000)}
    assert len(ids) == 1_000
    assert all(re.fullmatch("q_[a-z0-9]{8}", id) for id in ids)


def test_a_question_is_found_by_its_id_and_an_unknown_id_is_nothing() -> None:
    assert SCHOOL.question(SINGLE.id) == SINGLE
    assert SCHOOL.question("q_nothere1") is None
    section = SCHOOL.section_of(SINGLE.id)
    assert section is not None
    assert section.id == "s_1"
    assert SCHOOL.section_of("nonsense") is None
