"""The way through a survey, forwards, backwards and from a stale link."""

from hypothesis import given
from hypothesis import strategies as st

from surveys.answers import SKIPPED, Given
from surveys.definition import Definition
from surveys.journey import Journey
from tests.surveys.makers import FEEL, HARD, HELP, SCHOOL, WHERE, WHY
from tests.surveys.test_definition import definitions


@given(definitions, st.data())
def test_next_visits_every_question_once_and_back_visits_them_in_reverse(
    definition: Definition, data: st.DataObject
) -> None:
    asked = [question.id for question in definition.questions]
    answered = data.draw(st.sets(st.sampled_from(asked))) if asked else set()
    journey = Journey(definition, dict.fromkeys(answered, SKIPPED))
    walked: list[str] = []
    here = journey.first()
    while here is not None and len(walked) <= len(asked):
        assert journey.position(here) == (len(walked) + 1, len(asked))
        assert journey.before(here) == (walked[-1] if walked else None)
        walked.append(here)
        here = journey.next_after(here)
    assert walked == asked
    assert journey.unanswered() == tuple(id for id in asked if id not in answered)
    assert journey.resume() == (journey.unanswered() or (None,))[0]


@given(st.text(max_size=12))
def test_an_unknown_question_leads_back_to_the_start(id: str) -> None:
    journey = Journey(SCHOOL, {})
    if journey.has(id):
        return
    assert journey.next_after(id) == FEEL
    assert journey.before(id) is None
    assert journey.position(id) == (0, 5)


def test_an_answer_to_a_question_no_longer_asked_changes_nothing() -> None:
    answers: dict[str, Given] = {FEEL: SKIPPED, "q_goneaway": SKIPPED}
    assert Journey(SCHOOL, answers).unanswered() == (HELP, HARD, WHERE, WHY)


def test_a_survey_without_questions_has_no_first_question() -> None:
    journey = Journey(Definition(), {})
    assert (journey.first(), journey.resume(), journey.unanswered()) == (None, None, ())
    assert journey.next_after("q_aaaaaaaa") is None
