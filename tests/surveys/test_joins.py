"""Deciding what a change of a live survey means: what is published is what was drafted, and counts stay honest."""

import random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from surveys.answers import Problem
from surveys.definition import Definition, Option, QuestionKind, said
from surveys.differences import differences, may_be_correction
from surveys.editing import changed, replace_question, set_intro
from surveys.joins import (
    HOW,
    NOT_A_SLIP,
    NOT_SAME,
    NOTHING,
    ONLY_APART,
    WHY,
    Counted,
    Join,
    Publication,
    Said,
    as_counted,
    decided,
)
from surveys.question import Route
from surveys.renaming import renamed
from tests.surveys.makers import FEEL, FEELING, HELP, MANY, SCHOOL, SINGLE, WHERE
from tests.surveys.wordings import wordings

REWORDED = changed(SINGLE, text={"en": "Do you get the help you want?"})
DRAFT = replace_question(SCHOOL, REWORDED)


def rng() -> random.Random:
    return random.Random(5)


def together(draft: Definition) -> dict[str, Said]:
    return {part.id: Said(Counted.together) for part in differences(SCHOOL, draft) if part.asks_for_join}


@given(wordings(), wordings(), st.booleans())
@settings(max_examples=150, deadline=None)
def test_what_is_published_is_what_was_drafted(one: Definition, other: Definition, slips: bool) -> None:
    assume(one != other)
    parts = differences(one, other)
    says = {
        part.id: Said(Counted.apart if part.must_be_apart else Counted.together, "Other answers")
        for part in parts
    }
    told = decided(one, other, says, only_slips=slips, rng=rng())
    if slips and not may_be_correction(parts):
        assert told == (NOT_A_SLIP,)
        return
    assert isinstance(told, Publication)
    assert told.is_correction == slips
    back = {join.question: join.was for join in told.joins}
    assert renamed(told.definition, back) == other


@given(wordings(), wordings())
@settings(max_examples=150, deadline=None)
def test_a_question_counted_apart_leaves_no_trace_of_its_old_id(one: Definition, other: Definition) -> None:
    parts = [part for part in differences(one, other) if part.asks_for_join]
    assume(parts)
    says = {part.id: Said(Counted.apart, "It asks something else") for part in parts}
    told = decided(one, other, says, only_slips=False, rng=rng())
    assert isinstance(told, Publication)
    published = told.definition.model_dump_json()
    assert not any(part.id in published for part in parts)
    assert {join.was for join in told.joins} == {part.id for part in parts}
    assert len({question.id for question in told.definition.questions}) == len(other.questions)


def test_a_slip_put_right_needs_no_word_about_counting() -> None:
    told = decided(SCHOOL, DRAFT, {}, only_slips=True, rng=rng())
    assert told == Publication(DRAFT, True)


def test_without_a_change_there_is_nothing_to_publish() -> None:
    assert decided(SCHOOL, SCHOOL, {}, only_slips=True, rng=rng()) == (NOTHING,)


def test_each_changed_question_has_to_be_decided() -> None:
    assert decided(SCHOOL, DRAFT, {}, only_slips=False, rng=rng()) == (Problem(f"count-{HELP}", HOW),)
    unsaid = {HELP: Said(Counted.apart)}
    assert decided(SCHOOL, DRAFT, unsaid, only_slips=False, rng=rng()) == (Problem(f"why-{HELP}", WHY),)


def test_new_answers_are_no_slip_and_another_type_is_always_apart() -> None:
    more = replace_question(SCHOOL, changed(SINGLE, options=(*SINGLE.options, Option(code="never"))))
    told = decided(SCHOOL, more, {HELP: Said(Counted.same)}, only_slips=False, rng=rng())
    assert told == (Problem(f"count-{HELP}", NOT_SAME),)
    other = replace_question(SCHOOL, changed(SINGLE, kind=QuestionKind.many))
    told = decided(SCHOOL, other, together(other), only_slips=False, rng=rng())
    assert told == (Problem(f"count-{HELP}", ONLY_APART),)


def test_a_new_introduction_that_means_something_else_is_a_version_without_a_join() -> None:
    draft = set_intro(SCHOOL, "en", "We also share what you say with the council.")
    assert decided(SCHOOL, draft, {}, only_slips=False, rng=rng()) == Publication(draft, False, ())


def test_counted_apart_takes_everything_along_that_named_the_question() -> None:
    shown = changed(FEELING, show_if=f"{HELP} = yes", routes=(Route(when=f"{HELP} = no", to=HELP),))
    piped = changed(SCHOOL.questions[3], text={"en": f"You said {{{HELP}}}. Where is it quiet?"})
    draft = replace_question(replace_question(replace_question(SCHOOL, REWORDED), shown), piped)
    says = {**together(draft), HELP: Said(Counted.apart, "It asks what you want")}
    told = decided(SCHOOL, draft, says, only_slips=False, rng=rng())
    assert isinstance(told, Publication)
    new = next(join for join in told.joins if join.was == HELP)
    assert new == Join(new.question, HELP, Counted.apart, "It asks what you want")
    feeling, where = told.definition.question(FEEL), told.definition.question(WHERE)
    assert feeling is not None
    assert where is not None
    assert feeling.show_if == f"{new.question} = yes"
    assert feeling.routes == (Route(when=f"{new.question} = no", to=new.question),)
    assert said(where.text, "en") == f"You said {{{new.question}}}. Where is it quiet?"
    assert HELP not in told.definition.model_dump_json()


def test_only_whole_ids_are_renamed() -> None:
    draft = set_intro(SCHOOL, "en", f"x{HELP} {HELP}x {HELP}.s1")
    assert said(renamed(draft, {HELP: "q_zzzzzzzz"}).intro, "en") == f"x{HELP} {HELP}x q_zzzzzzzz.s1"


def test_answers_taken_out_are_still_counted_with_those_before() -> None:
    fewer = changed(MANY, options=MANY.options[:1])
    assert [option.code for option in as_counted(fewer, [MANY]).options] == ["noise", "work", "none"]
    assert as_counted(MANY, [fewer]) is MANY
