"""The surveys to start from: complete, easy to read, and free of anything the check page would mention."""

import pytest

from surveys.checks import Severity, all_words, opening_remarks, problems_with
from surveys.definition import EASY, Group
from surveys.questions import is_open
from surveys.reading import long_sentences, reading_age
from surveys.templates import KEYS, Template, template, templates

_NAMES = """
school me talk choose private yes some no dunno helper change read listen stopit home money friends food bus health
calendar clock phone plan work house quiet noise break family college teacher question star list
"""
SYMBOLS = frozenset(_NAMES.split())
WRITTEN = [one for one in templates() if one.key != "blank"]


def test_every_template_is_found_by_its_key_and_an_unknown_key_is_nothing() -> None:
    assert [one.key for one in templates()] == list(KEYS)
    assert all(template(key) is not None for key in KEYS)
    assert template("nothing") is None


def test_starting_from_nothing_is_a_survey_still_to_be_written() -> None:
    blank = template("blank")
    assert blank is not None
    assert blank.definition.questions == ()
    assert opening_remarks(blank.definition)


@pytest.mark.parametrize("one", WRITTEN, ids=lambda one: one.key)
def test_a_template_opens_as_it_is_and_the_check_page_has_nothing_to_say(one: Template) -> None:
    assert problems_with(one.definition, one.for_whom) == ()


@pytest.mark.parametrize("one", WRITTEN, ids=lambda one: one.key)
def test_every_word_is_there_in_easy_read_with_pictures_we_have(one: Template) -> None:
    for question in one.definition.questions:
        assert question.text[EASY], question.id
        assert bool(question.hint.get("en")) == bool(question.hint.get(EASY)), question.id
        assert question.symbol in SYMBOLS, question.id
        for option in question.options:
            assert {"en", EASY} <= option.text.keys(), question.id
            assert option.symbol is None or option.symbol in SYMBOLS, (question.id, option.symbol)


@pytest.mark.parametrize("one", WRITTEN, ids=lambda one: one.key)
def test_words_suit_their_readers(one: Template) -> None:
    most = 9 if Group.young_person in one.for_whom else 11
    assert reading_age(all_words(one.definition, "en")) <= most
    assert reading_age(all_words(one.definition, EASY)) <= 7
    assert long_sentences(all_words(one.definition, EASY), 12) == []


@pytest.mark.parametrize("one", WRITTEN, ids=lambda one: one.key)
def test_a_template_asks_at_least_one_question_in_people_s_own_words(one: Template) -> None:
    assert any(is_open(question) for question in one.definition.questions)
    assert 1 <= one.minutes <= 10


def test_question_ids_differ_between_templates_so_that_they_can_be_joined() -> None:
    ids = [question.id for one in templates() for question in one.definition.questions]
    assert len(set(ids)) == len(ids)


def test_only_advice_is_given_about_ready_made_surveys() -> None:
    remarks = [remark for one in WRITTEN for remark in problems_with(one.definition)]
    assert all(remark.severity is Severity.should for remark in remarks)
