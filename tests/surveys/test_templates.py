"""The surveys to start from: complete, easy to read, and free of anything the check page would mention."""

import random

import pytest

from engage.web.sprite import LABELS
from surveys.answers import Given
from surveys.checks import Severity, all_words, minutes, opening_remarks, problems_with
from surveys.definition import EASY, Group, Question
from surveys.journey import Journey
from surveys.questions import control, counted, is_open, read
from surveys.questions.posted import ANSWER, WORDS
from surveys.questions.rank import field_of
from surveys.questions.shape import Control
from surveys.reading import long_sentences, reading_age
from surveys.templates import KEYS, Template, template, templates

SYMBOLS = frozenset(LABELS)
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
        for row in (*question.options, *question.statements):
            assert {"en", EASY} <= row.text.keys(), question.id
            assert row.symbol is None or row.symbol in SYMBOLS, (question.id, row.symbol)


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
    assert one.minutes == minutes(one.definition)


def test_question_ids_differ_between_templates_so_that_they_can_be_joined() -> None:
    ids = [question.id for one in templates() for question in one.definition.questions]
    assert len(set(ids)) == len(ids)


def test_only_advice_is_given_about_ready_made_surveys() -> None:
    remarks = [remark for one in WRITTEN for remark in problems_with(one.definition)]
    assert all(remark.severity is Severity.should for remark in remarks)


def _posted(question: Question, rng: random.Random) -> dict[str, list[str]]:
    """What a page would post for this question: an answer, or one of the ways of not giving one."""
    if rng.random() < 0.15:
        return {ANSWER: [rng.choice(["_dont_know", "_dont_understand", "_skip"])]}
    codes = [option.code for option in counted(question) if not option.exclusive]
    match control(question):
        case Control.radios:
            return {ANSWER: [rng.choice([option.code for option in counted(question)])]}
        case Control.ticks:
            return {ANSWER: rng.sample(codes, rng.randint(1, len(codes)))}
        case Control.ranks:
            return {field_of(code): [str(n)] for n, code in enumerate(rng.sample(codes, 3), start=1)}
        case Control.file:
            return {WORDS: ["In words"]}
        case _:
            return {ANSWER: ["In words"]}


@pytest.mark.parametrize("one", WRITTEN, ids=lambda one: one.key)
def test_a_template_is_answered_from_end_to_end_and_every_screen_is_met_by_somebody(one: Template) -> None:
    rng = random.Random(7)
    met: set[str] = set()
    for _ in range(120):
        answers: dict[str, Given] = {}
        at = Journey(one.definition, {}).first()
        while at is not None:
            step = one.definition.step(at)
            assert step
            given = read(step.question, _posted(step.question, rng))
            assert isinstance(given, Given), (at, given)
            answers[at] = given
            assert len(answers) <= len(one.definition.steps)
            at = Journey(one.definition, answers).next_after(at)
        assert Journey(one.definition, answers).unanswered() == ()
        met |= answers.keys()
    assert met == {step.id for step in one.definition.steps}
