"""What the check page says about each type of question: what it must have, and what it is often got wrong in."""

import random
from typing import Any

import pytest

from surveys.checks import minutes, opening_remarks, problems_with
from surveys.definition import Definition, Option, Question, QuestionKind, Section
from surveys.editing import changed, new_question
from tests.consultations.every_type import EVERY_TYPE

EASY = "en-simple"


def asked(kind: str, words: str = "What is it like?", **fields: Any) -> Definition:
    question = Question(
        id="q_aaaaaaaa",
        kind=QuestionKind(kind),
        text={"en": words, EASY: words},
        symbol="me",
        **fields,
    )
    return Definition(
        title={"en": "A survey", EASY: "A survey"}, sections=(Section(id="s_1", questions=(question,)),)
    )


def rows(count: int, words: str = "Answer {}", prefix: str = "a") -> tuple[Option, ...]:
    return tuple(
        Option(code=f"{prefix}{n}", text={"en": words.format(n), EASY: words.format(n)}) for n in range(count)
    )


def said(survey: Definition) -> list[str]:
    return [remark.message for remark in problems_with(survey)]


@pytest.mark.parametrize(
    ("survey", "start"),
    [
        (asked("number"), "Give the lowest and the highest number"),
        (asked("number", low=0), "Give the lowest and the highest number"),
        (asked("date", "When was your child born?"), "This looks like a birthday"),
        (asked("date", "What is your date of birth?"), "This looks like a birthday"),
        (asked("month", "When is your birthday?"), "This looks like a birthday"),
        (asked("feeling_scale", "How do you rate us?"), "Ask about a feeling in plain words"),
        (asked("agreement_scale", "Is it good here?"), "People agree with a sentence, not with a question."),
        (
            asked("statement_set", statements=rows(9, "Statement {}", "s")),
            "Leave some statements out. 9 are many",
        ),
        (
            asked("statement_set", statements=rows(2, "Is it {}?", "s")),
            "People agree with a sentence, not with a question.",
        ),
        (asked("single_choice", options=rows(10)), "Offer fewer answers. 10 are many"),
        (asked("rank", options=rows(12)), "Offer fewer answers. 12 are many"),
        (asked("who_answers", options=rows(13)), "Offer fewer answers. 13 are many"),
        (asked("voice"), "Say why you ask for this and who will see it"),
        (asked("photo"), "Say why you ask for this and who will see it"),
        (asked("drawing"), "Say why you ask for this and who will see it"),
        (asked("repeat"), "Say what each one is called, such as “Child”"),
        (asked("information", hint={"en": "word " * 130}), "Make this page shorter."),
        (asked("yes_no", offers_dont_know=False), "Let people say “I don’t know”"),
    ],
)
def test_what_a_type_is_often_got_wrong_in_gets_its_hint(survey: Definition, start: str) -> None:
    assert any(message.startswith(start) for message in said(survey)), said(survey)


@pytest.mark.parametrize(
    "survey",
    [
        asked("number", low=0, high=52),
        asked("date", "When did the letter come?"),
        asked("agreement_scale", "It is good here."),
        asked("statement_set", statements=rows(8, "Statement {}.", "s")),
        asked("statement_set", statements=rows(2, "Is it {}?", "s"), options=rows(2)),
        asked("single_choice", options=rows(9)),
        asked("postcode_area", "What is the first half of your postcode?"),
        asked("drawing", hint={"en": "Only we see it.", EASY: "Only we see it."}),
        asked("repeat", unit={"en": "Child"}),
    ],
)
def test_a_type_used_well_gets_no_hint(survey: Definition) -> None:
    assert said(survey) == []


@pytest.mark.parametrize("question", EVERY_TYPE, ids=lambda one: one.kind.value)
def test_a_finished_question_of_every_type_may_be_asked(question: Question) -> None:
    survey = Definition(title={"en": "T"}, sections=(Section(id="s_1", questions=(question,)),))
    assert opening_remarks(survey) == ()


@pytest.mark.parametrize(
    "kind", ["single_choice", "many", "picture_choice", "rank", "statement_set"], ids=str
)
def test_a_question_still_without_answers_keeps_a_survey_from_opening(kind: str) -> None:
    fresh = changed(new_question(QuestionKind(kind), random.Random(1)), text={"en": "Q"})
    survey = Definition(title={"en": "T"}, sections=(Section(id="s_1", questions=(fresh,)),))
    assert opening_remarks(survey)


def test_a_page_to_read_is_asked_for_its_heading() -> None:
    page = Definition(
        title={"en": "T"}, sections=(Section(id="s_1", questions=(changed(EVERY_TYPE[15], text={}),)),)
    )
    assert "Enter a heading" in said(page)


def test_a_survey_that_takes_long_is_told_so_in_minutes() -> None:
    many = tuple(
        Question(id=f"q_aaaaaa{n:02}", kind=QuestionKind.drawing, text={"en": "Draw it."}) for n in range(9)
    )
    survey = Definition(title={"en": "T"}, sections=(Section(id="s_1", questions=many),))
    assert minutes(survey) > 10
    assert any("minutes; many people stop after 10" in message for message in said(survey))


def test_only_one_turn_of_a_repeat_counts_for_how_long_it_takes() -> None:
    repeat, why = EVERY_TYPE[-1], EVERY_TYPE[9]
    for most in (1, 10):
        survey = Definition(sections=(Section(id="s_1", questions=(changed(repeat, most=most), why)),))
        assert minutes(survey) == 2
