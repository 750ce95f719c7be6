"""When a question is asked and where people go next, as rows to choose from: what is stored comes back as it was."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engage.consultations.building.question_form import (
    Press,
    place_in,
    read_whole,
    reshaped,
    whole_form,
    within,
)
from engage.consultations.building.question_form.lines import Join, Line, Lines, Says, condition_of, lines_of
from engage.consultations.building.question_form.topics import topics_before
from engage.web.forms import Form
from surveys.definition import Question, QuestionKind, Route
from surveys.editing import changed, replace_question
from surveys.logic import parse, write
from tests.consultations.every_type import EVERY_SURVEY, EVERY_TYPE
from tests.surveys.conditions import conditions, surveys

BY_KIND = {question.kind: question for question in EVERY_TYPE}
LAST = EVERY_TYPE[-1]
YES, MANY, NUMBER = BY_KIND[QuestionKind.yes_no], BY_KIND[QuestionKind.many], BY_KIND[QuestionKind.number]


def typed_of(question: Question) -> Mapping[str, tuple[str, ...]]:
    survey = within(EVERY_SURVEY, question)
    return whole_form(question, place_in(survey, question)).typed


def with_line(question: Question, **fields: str) -> Question | Form:
    """The question after one line was added and filled in."""
    form, row = reshaped(typed_of(question), Press("add", "c"))
    typed = {**form.typed, **{f"{row}_{name}": (value,) for name, value in fields.items()}}
    return read_whole(typed, question, EVERY_SURVEY)


@pytest.mark.parametrize("question", EVERY_TYPE, ids=lambda question: question.kind.value)
def test_a_question_without_rules_has_none_afterwards(question: Question) -> None:
    assert read_whole(typed_of(question), question, EVERY_SURVEY) == question


@pytest.mark.parametrize(
    ("fields", "condition"),
    [
        ({"what": f"{YES.id}:is:yes", "says": "said"}, f"{YES.id} is yes"),
        ({"what": f"{YES.id}:is:yes", "says": "else"}, f"{YES.id} is not yes"),
        ({"what": f"{MANY.id}:is:noise", "says": "said"}, f"{MANY.id} includes noise"),
        ({"what": f"{MANY.id}:is:noise", "says": "else"}, f"{MANY.id} does not include noise"),
        (
            {"what": f"{NUMBER.id}:number:", "says": "more", "count": "20.50"},
            f"{NUMBER.id} is more than 20.5",
        ),
        ({"what": f"{NUMBER.id}:number:", "says": "said", "count": "3"}, f"{NUMBER.id} is 3"),
        ({"what": f"{YES.id}:unknown:", "says": "said"}, f"{YES.id} is unknown"),
        ({"what": f"{YES.id}:answered:", "says": "else"}, f"{YES.id} is not answered"),
        ({"what": f"{YES.id}:unknown:", "says": "else"}, f"{YES.id} is answered"),
        ({"what": "q_every007:first:home", "says": "said"}, "q_every007 ranks home first"),
        ({"what": "group:is:parent_carer", "says": "said"}, "group is parent_carer"),
        ({"what": "q_every006.s2:is:some", "says": "said"}, "q_every006.s2 is some"),
    ],
)
def test_a_line_becomes_a_condition_and_comes_back_as_that_line(
    fields: dict[str, str], condition: str
) -> None:
    asked = with_line(LAST, **fields)
    assert isinstance(asked, Question)
    assert asked.show_if == condition
    again = whole_form(asked, place_in(replace_question(EVERY_SURVEY, asked), asked))
    assert again["c1_what"].value in {fields["what"], f"{YES.id}:not_answered:", f"{YES.id}:answered:"}
    assert read_whole(again.typed, asked, replace_question(EVERY_SURVEY, asked)) == asked


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"what": ""}, "c1_what", "Choose an answer for this line, or take it out"),
        ({"what": "q_nowhere1:is:yes"}, "c1_what", "Choose an answer for this line, or take it out"),
        ({"what": f"{LAST.id}:is:1"}, "c1_what", "Choose an answer for this line, or take it out"),
        (
            {"what": f"{NUMBER.id}:number:", "says": "more", "count": "x"},
            "c1_count",
            "Write a number, such as 5",
        ),
        (
            {"what": f"{YES.id}:is:yes", "says": "more", "count": "2"},
            "c1_says",
            "Choose “said” or “said something else than”: this answer is no number",
        ),
    ],
)
def test_a_line_that_says_nothing_yet_is_asked_for(fields: dict[str, str], field: str, message: str) -> None:
    asked = with_line(LAST, **fields)
    assert isinstance(asked, Form)
    assert asked[field].error == message


def test_two_lines_are_joined_as_chosen() -> None:
    lines = (Line(f"{YES.id}:is:yes"), Line(f"{MANY.id}:is:noise"))
    both = condition_of(Lines(lines, Join.all), several={MANY.id})
    either = condition_of(Lines(lines, Join.any), several={MANY.id})
    assert (both, either) == (
        f"{YES.id} is yes and {MANY.id} includes noise",
        f"{YES.id} is yes or {MANY.id} includes noise",
    )
    assert lines_of(either) == Lines(lines, Join.any)


def test_what_lines_can_not_say_is_kept_as_it_is_and_a_slip_in_it_is_told() -> None:
    own = f"{YES.id} is yes and (group is parent_carer or {MANY.id} includes noise)"
    asked = changed(LAST, show_if=own)
    typed = typed_of(asked)
    assert typed["when_own"] == (own,)
    assert read_whole(typed, asked, EVERY_SURVEY) == asked
    wrong = read_whole({**typed, "when_own": ("when the moon is full",)}, asked, EVERY_SURVEY)
    assert isinstance(wrong, Form)
    assert "Begin a condition with the id of a question" in str(wrong["when_own"].error)
    emptied = read_whole({**typed, "when_own": ("",)}, asked, EVERY_SURVEY)
    assert isinstance(emptied, Question)
    assert emptied.show_if == ""


def test_rules_that_are_not_on_the_page_stay() -> None:
    asked = changed(LAST, show_if=f"{YES.id} is yes")
    typed = {name: values for name, values in typed_of(asked).items() if not name.startswith("when")}
    assert read_whole(typed, asked, EVERY_SURVEY) == asked


def test_ways_lead_ahead_and_the_first_that_fits_is_first() -> None:
    form, row = reshaped(typed_of(YES), Press("add", "r"))
    typed = {**form.typed, f"{row}_what": (f"{YES.id}:is:no",), f"{row}_to": ("end",)}
    form, second = reshaped(typed, Press("add", "r"))
    typed = {**form.typed, f"{second}_what": ("",), f"{second}_to": (LAST.id,)}
    read = read_whole(typed, YES, EVERY_SURVEY)
    assert isinstance(read, Question)
    assert read.routes == (Route(when=f"{YES.id} is no", to="end"), Route(when="", to=LAST.id))
    back = read_whole({**typed, f"{row}_to": (EVERY_TYPE[0].id,)}, YES, EVERY_SURVEY)
    assert isinstance(back, Form)
    assert back[f"{row}_to"].error == "Choose where people go next, or take this way out"


def test_a_way_that_lines_can_not_say_stays_when_somebody_took_it_out_meanwhile() -> None:
    own = f"{YES.id} is no and (group is parent_carer or how is alone)"
    asked = changed(YES, routes=(Route(when=own, to="end"),))
    typed = typed_of(asked)
    assert typed["r1_own"] == (own,)
    read = read_whole(typed, YES, EVERY_SURVEY)
    assert isinstance(read, Question)
    assert read.routes == asked.routes
    wrong = read_whole({**typed, "r1_own": ("when the moon is full",)}, YES, EVERY_SURVEY)
    assert isinstance(wrong, Form)
    assert "Begin a condition with the id of a question" in str(wrong["r1_to"].error)


def test_a_question_can_only_look_at_what_was_asked_before_it() -> None:
    names = [topic.name for topic in topics_before(EVERY_SURVEY, YES.id)]
    assert names == [EVERY_TYPE[0].id, "group", "how"]
    own = [topic.name for topic in topics_before(EVERY_SURVEY, YES.id, itself=True)]
    assert own[:2] == [YES.id, EVERY_TYPE[0].id]
    statements = [topic.name for topic in topics_before(EVERY_SURVEY, BY_KIND[QuestionKind.rank].id)]
    assert {"q_every006.s1", "q_every006.s2", "q_every006.s3"} <= set(statements)


@settings(max_examples=200)
@given(conditions)
def test_every_condition_that_lines_can_say_means_the_same_afterwards(condition: str) -> None:
    lines = lines_of(condition)
    if lines is None:
        return
    assert condition_of(lines, before=condition) == condition
    again = condition_of(lines)
    assert lines_of(again) == lines or not lines.lines
    assert not again or write(parse(again)) == again  # type: ignore[arg-type]


@settings(max_examples=100, deadline=None)
@given(surveys, st.data())
def test_rules_of_any_survey_come_back_from_the_form_as_they_were(survey, data) -> None:  # type: ignore[no-untyped-def]
    if not survey.questions:
        return
    question = data.draw(st.sampled_from(survey.questions))
    form = whole_form(question, place_in(survey, question))
    read = read_whole(form.typed, question, survey)
    if isinstance(read, Question):
        assert read.show_if.strip() == question.show_if.strip()
        assert [(one.when.strip(), one.to) for one in read.routes] == [
            (one.when.strip(), one.to) for one in question.routes
        ]
    else:
        assert read.typed == form.typed


def test_says_has_a_word_for_each_comparison() -> None:
    assert {one.value for one in Says} == {"said", "else", "more", "less", "at_least", "at_most"}
