"""Two people type a form: what differs, what counts, and that nothing typed is ever lost. Pure."""

from collections.abc import Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from engage.invitations.paper.comparing import is_same, mismatches, settled
from engage.invitations.paper.counting import off_the_way
from engage.invitations.paper.entry import Entry, as_json, from_json
from engage.invitations.paper.reading import (
    Asked,
    field_name,
    fields_at,
    read_entry,
    typed_again,
)
from engage.invitations.paper.sheet import sheet
from surveys.answers import DONT_KNOW, SKIPPED, AnswerState, Given
from surveys.definition import Definition, Group, Route, Section
from surveys.editing import changed, replace_question
from surveys.questions import read
from surveys.who import HowAnswered
from tests.consultations.every_type import EVERY_SURVEY
from tests.respond.road import CHANGE, FEEL, HARD, HELP, definition
from tests.surveys.every_type import any_form

BOTH = (Group.young_person, Group.parent_carer)
EVERY = Asked(EVERY_SURVEY, BOTH)
ABOUT = {"group": ("parent_carer",), "how": ("helped",), "language": ("en",)}


@st.composite
def entries(draw: st.DrawFn, asked: Asked = EVERY) -> Entry:
    """A form as anybody could have typed it."""
    answers: dict[str, Given] = {}
    for step in asked.screens:
        given = read(step.question, draw(any_form(step.question)))
        if isinstance(given, Given) and given != SKIPPED:
            answers[step.id] = given
    return Entry(
        draw(st.sampled_from(BOTH)), draw(st.sampled_from(HowAnswered)), draw(st.sampled_from(["en", "ur"])),
        draw(st.booleans()), answers,
    )  # fmt: skip


@st.composite
def posts(draw: st.DrawFn, asked: Asked = EVERY) -> Mapping[str, tuple[str, ...]]:
    """Anything that could be posted at a whole form."""
    typed: dict[str, tuple[str, ...]] = {}
    for step in draw(st.lists(st.sampled_from(asked.screens), max_size=8, unique_by=lambda s: s.id)):
        for name, values in draw(any_form(step.question)).items():
            typed[field_name(step.id, name)] = (values,) if isinstance(values, str) else tuple(values)
    for name in ("group", "how", "language", "quote", "go"):
        typed[name] = tuple(
            draw(st.lists(st.text(max_size=8) | st.sampled_from(["alone", "en"]), max_size=2))
        )
    return typed


@given(entries())
def test_equal_entries_have_no_mismatch_and_come_back_from_where_they_are_kept(entry: Entry) -> None:
    assert mismatches(EVERY_SURVEY, entry, entry) == ()
    again = from_json(as_json(entry), "en")
    assert again == entry
    assert mismatches(EVERY_SURVEY, entry, again) == ()


@given(entries(), entries(), st.data())
def test_one_changed_answer_is_exactly_one_mismatch(entry: Entry, other: Entry, data: st.DataObject) -> None:
    step = data.draw(st.sampled_from(EVERY.screens))
    slipped = entry.with_answer(step.id, other.answer(step.id))
    differing = mismatches(EVERY_SURVEY, entry, slipped)
    assert differing == (() if is_same(entry.answer(step.id), other.answer(step.id)) else (step.id,))


@given(entries(), entries())
def test_choosing_one_person_everywhere_gives_what_they_typed(first: Entry, second: Entry) -> None:
    differing = mismatches(EVERY_SURVEY, first, second)
    assert mismatches(EVERY_SURVEY, settled(first, dict.fromkeys(differing, second)), second) == ()
    assert mismatches(EVERY_SURVEY, settled(first, dict.fromkeys(differing, first)), first) == ()


@given(entries())
def test_a_form_opened_again_reads_as_it_was_kept(entry: Entry) -> None:
    again, mistakes = read_entry(EVERY, typed_again(EVERY, entry))
    assert not [one for one in mistakes if one.field not in {"language"}]
    assert mismatches(EVERY_SURVEY, entry, again) == ()


@given(posts())
def test_whatever_is_posted_is_read_or_told_and_stays_on_the_page(
    typed: Mapping[str, tuple[str, ...]],
) -> None:
    entry, mistakes = read_entry(EVERY, typed)
    wrong = {one.field.partition("-")[0] for one in mistakes if "-" in one.field}
    assert not wrong & set(entry.answers)
    shown = {
        ask.id: ask for part in sheet(EVERY, "en-simple", typed) for stem in part.stems for ask in stem.asks
    }
    for step in EVERY.screens:
        known = {option.code for option in step.question.options}
        ticked = set(fields_at(step.id, typed).get("answer", ())) & known
        if step.id in shown and shown[step.id].control in {"radios", "ticks"}:
            assert ticked <= {choice.code for choice in shown[step.id].choices}


def test_spaces_line_ends_and_quotation_marks_are_the_typists() -> None:
    one = Given(AnswerState.given, text="It’s loud.\nI can’t  think")
    assert is_same(one, Given(AnswerState.given, text="It's loud. I can't think"))
    assert not is_same(one, Given(AnswerState.given, text="It’s loud. I can think"))
    assert not is_same(SKIPPED, DONT_KNOW)


def test_a_mistake_is_named_by_the_number_on_the_paper() -> None:
    asked = Asked(definition(), BOTH)
    typed = {**ABOUT, field_name(HARD): ("noise", "none")}
    entry, mistakes = read_entry(asked, typed)
    assert [one.message for one in mistakes] == [
        "Question 3: Choose “None of these” on its own, or take its tick off"
    ]
    assert HARD not in entry.answers


def test_answers_the_rules_lead_past_are_named() -> None:
    asked = definition()
    help_ = asked.question(HELP)
    assert help_
    routed = replace_question(asked, changed(help_, routes=(Route(when=f"{HELP} is yes", to=CHANGE),)))
    said = {
        FEEL: Given(AnswerState.given, ("good",)),
        HELP: Given(AnswerState.given, ("yes",)),
        HARD: Given(AnswerState.given, ("noise",)),
    }
    entry = Entry(Group.parent_carer, HowAnswered.alone, answers=said)
    assert off_the_way(routed, entry) == (HARD,)
    assert off_the_way(asked, entry) == ()


def test_a_survey_for_one_group_does_not_ask_who_it_was() -> None:
    survey = Definition(sections=(Section(id="s_1", questions=definition().questions[:1]),))
    entry, mistakes = read_entry(
        Asked(survey, (Group.parent_carer,)), {"how": ("alone",), "language": ("en",)}
    )
    assert (entry.group, mistakes) == (Group.parent_carer, ())


def test_fields_of_one_question_never_reach_another() -> None:
    typed: dict[str, Any] = {
        "q_a1b2c3d4.1-answer": ("x",),
        "q_a1b2c3d4.10-answer": ("y",),
        "q_a1b2c3d4-answer": ("z",),
    }
    assert fields_at("q_a1b2c3d4.1", typed) == {"answer": ("x",)}
    assert fields_at("q_a1b2c3d4", typed) == {"answer": ("z",)}
