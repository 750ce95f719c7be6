"""Conditions read back to staff: short, in the words of the survey, and true."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.answers import Given, Problem
from surveys.definition import Definition, Option, Question, QuestionKind, Route, Section
from surveys.logic import Expression, Known, holds, parse
from surveys.logic.english import asked_of, goes_on, in_english, shown_to
from surveys.logic.plain import opposite, settled
from surveys.who import Who
from tests.surveys import conditions

PLAN, HARD, HOURS, TOP, SAY, CHILDREN, CHILD, LAST = (
    "q_theplan1", "q_thehard1", "q_thehours", "q_thetop12", "q_thesay12", "q_children", "q_thechild", "q_thelast1"
)  # fmt: skip


def _option(code: str, words: str) -> Option:
    return Option(code=code, text={"en": words})


def _ask(id: str, kind: QuestionKind, words: str, *options: Option) -> Question:
    return Question(
        id=id, kind=kind, text={"en": words}, options=options, unit={"en": "hours"}, statements=options
    )


NOISE, WORK = _option("noise", "Noise"), _option("work", "The work")
SURVEY = Definition(
    title={"en": "T"},
    sections=(
        Section(
            id="s_1",
            questions=(
                _ask(PLAN, QuestionKind.yes_no, "Do you have a plan?"),
                _ask(HARD, QuestionKind.many, "What is hard?", NOISE, WORK),
                _ask(HOURS, QuestionKind.number, "How long is the ride?"),
                _ask(TOP, QuestionKind.rank, "What matters most?", NOISE, WORK),
                _ask(SAY, QuestionKind.statement_set, "Do you agree?", NOISE, WORK),
            ),
        ),
        Section(
            id="s_2",
            title={"en": "Your children"},
            questions=(
                _ask(CHILDREN, QuestionKind.repeat, "How many?"),
                _ask(CHILD, QuestionKind.yes_no, "Is school OK?"),
            ),
        ),
        Section(id="s_3", questions=(_ask(LAST, QuestionKind.long_text, ""),)),
    ),
)


def told(condition: str, at: str = LAST) -> str:
    read = parse(condition)
    assert not isinstance(read, Problem), read
    return in_english(read, SURVEY, at)


@pytest.mark.parametrize(
    ("condition", "english"),
    [
        (f"{PLAN} is yes", "people who said “Yes” to “Do you have a plan?”"),
        (f"{PLAN} is not yes", "people who gave another answer than “Yes” to “Do you have a plan?”"),
        (f"not {PLAN} is yes", "people who did not say “Yes” to “Do you have a plan?”"),
        (f"not {PLAN} is not yes", "people who either said “Yes” to “Do you have a plan?”, or gave no answer to it"),
        (f"{HARD} is any of (noise, work)", "people who chose “Noise” or “The work” for “What is hard?”"),
        (f"{HARD} does not include work", "people who answered “What is hard?” without choosing “The work”"),
        (f"{HOURS} is more than 1.5", "people who said more than 1.5 hours to “How long is the ride?”"),
        (f"not {HOURS} is at most 2", "people who did not say 2 hours or less to “How long is the ride?”"),
        (f"{TOP} ranks noise first", "people who put “Noise” first in “What matters most?”"),
        (f"{PLAN} is answered", "people who answered “Do you have a plan?”"),
        (f"not {PLAN} is answered", "people who did not answer “Do you have a plan?”"),
        (f"{PLAN} is unknown", "people who said that they don’t know or don’t understand “Do you have a plan?”"),
        (f"{SAY}.noise is work", "people who said “The work” to “Do you agree? – Noise”"),
        ("group is young_person", "young people"),
        ("group is not young_person", "people who are not young people"),
        ("group is any of (parent_carer, professional)", "parents and carers or people who work with families"),
        (f"{PLAN} is yes and group is young_person", "young people who said “Yes” to “Do you have a plan?”"),
        ("how is helped", "people who answer with help"),
        ("how is not any of (behalf, group)", "people who do not have somebody answer for them and do not answer as a group"),
        (
            f"group is young_person or {PLAN} is yes",
            "people who are young people or said “Yes” to “Do you have a plan?”",
        ),
        (
            f"{PLAN} is no and ({HARD} includes noise or {HOURS} is at least 1)",
            "people who said “No” to “Do you have a plan?” and either chose “Noise” for “What is hard?” or said 1 hours or more to “How long is the ride?”",
        ),
        (
            f"{PLAN} is no and {HARD} includes noise or how is alone",
            "people who both said “No” to “Do you have a plan?” and chose “Noise” for “What is hard?” or answer on their own",
        ),
        (
            f"not ({PLAN} is no or {HARD} is answered)",
            "people who did not say “No” to “Do you have a plan?” and did not answer “What is hard?”",
        ),
        (f"{CHILD} is yes", "people who said “Yes” to “Is school OK?” at least once"),
        (f"{CHILD} is not yes", "people who gave another answer than “Yes” to “Is school OK?” every time"),
        (f"{CHILD}.2 is yes", "people who said “Yes” to “Is school OK?” (number 2)"),
        ("q_nowhere1 is x", "people who said “x” to a question that is not here any more"),
        (f"{LAST} is answered", "people who answered question 8"),
    ],
)  # fmt: skip
def test_a_condition_is_said_in_the_words_of_the_survey(condition: str, english: str) -> None:
    assert told(condition) == english


def test_inside_its_repeat_an_answer_is_the_one_of_the_same_turn() -> None:
    assert told(f"{CHILD} is yes", at=CHILD) == "people who said “Yes” to “Is school OK?”"


def test_what_stands_at_a_question_a_part_and_a_route_are_sentences() -> None:
    plan = SURVEY.questions[0]
    shown = plan.model_copy(update={"show_if": "group is parent_carer"})
    assert shown_to(shown, SURVEY) == "Only shown to parents and carers"
    assert shown_to(plan, SURVEY) == ""
    assert shown_to(plan.model_copy(update={"show_if": "is is"}), SURVEY) == ""
    part = SURVEY.sections[1].model_copy(update={"show_if": f"{PLAN} is no"})
    assert asked_of(part, SURVEY) == "This part is only for people who said “No” to “Do you have a plan?”"
    routes = [
        (f"{PLAN} is no", "s_2"),
        ("", "end"),
        (f"{PLAN} is yes or how is alone", HARD),
        ("what", "s_3"),
        ("", "?"),
    ]
    assert [goes_on(Route(when=when, to=to), plan, SURVEY) for when, to in routes] == [
        "People who said “No” go on to the part “Your children”",
        "Everybody goes on to the page to check their answers",
        "People who said “Yes” or answer on their own go on to “What is hard?”",
        "Some people go on to part 3",
        "Everybody goes on to a place that is not here any more",
    ]


@given(conditions.expressions, conditions.answers, conditions.whos)
def test_the_plain_form_of_a_condition_holds_for_the_same_people(
    expression: Expression, answers: dict[str, Given], who: Who
) -> None:
    facts = Known(answers, who)
    assert holds(settled(expression), facts) is holds(expression, facts)
    assert holds(opposite(expression), facts) is not holds(expression, facts)


@given(conditions.surveys, conditions.expressions, st.sampled_from(conditions.IDS))
def test_any_condition_in_any_survey_is_said(definition: Definition, expression: Expression, at: str) -> None:
    words = in_english(expression, definition, at, own=at)
    assert words.startswith(("people", "young", "parents", "“"))
    assert "  " not in words
