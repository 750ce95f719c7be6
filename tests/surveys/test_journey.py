"""The way through a survey: forwards, backwards, around what is not for somebody, and from a stale link."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from surveys.answers import DONT_KNOW, SKIPPED, AnswerState, Given
from surveys.definition import Definition, Group, Question, QuestionKind, Route, Section
from surveys.editing import changed, replace_question
from surveys.journey import Journey
from surveys.who import Who
from tests.surveys import conditions
from tests.surveys.makers import FEEL, HARD, HELP, LONG, MANY, SCHOOL, SHORT, SINGLE, WHERE, WHY

YES, NO = Given(AnswerState.given, ("yes",)), Given(AnswerState.given, ("no",))
CHILDREN, NAME, PLAN, PLAN_GOOD = "q_children", "q_thename1", "q_theplan1", "q_plangood"


def shown_if(question: Question, condition: str) -> Definition:
    return replace_question(SCHOOL, changed(question, show_if=condition))


def routed(question: Question, *routes: tuple[str, str]) -> Definition:
    each = tuple(Route(when=when, to=to) for when, to in routes)
    return replace_question(SCHOOL, changed(question, routes=each))


def way(
    definition: Definition, answers: Mapping[str, Given] | None = None, group: Group | None = None
) -> tuple[str, ...]:
    return Journey(definition, answers or {}, Who(group)).steps


@given(conditions.surveys, conditions.answers, conditions.whos, st.text(max_size=8))
def test_every_way_goes_forward_and_ends_whatever_the_survey_and_the_answers(
    definition: Definition, answers: dict[str, Given], who: Who, stray: str
) -> None:
    journey = Journey(definition, answers, who)
    order = {step.id: place for place, step in enumerate(definition.steps)}
    walked: list[str] = []
    here = journey.first()
    while here is not None:
        assert not walked or order[here] > order[walked[-1]]
        assert journey.before(here) == (walked[-1] if walked else None)
        assert journey.position(here) == (len(walked) + 1, len(journey.steps))
        assert journey.is_asked(here)
        walked.append(here)
        here = journey.next_after(here)
    assert tuple(walked) == journey.steps
    assert journey.asked_ids() == frozenset(walked)
    assert journey.unanswered() == tuple(id for id in walked if id not in answers)
    assert journey.resume() == (journey.unanswered() or (None,))[0]
    assert journey.kept == {id: answers[id] for id in walked if id in answers}
    for id in {*order, stray}:
        if not journey.is_asked(id):
            after = journey.next_after(id)
            assert after is None or id not in order or order[after] > order[id]
            assert journey.position(id)[0] == 0


@given(conditions.surveys, conditions.answers, conditions.whos)
def test_answering_never_changes_the_way_that_lies_behind(
    definition: Definition, answers: dict[str, Given], who: Who
) -> None:
    here, passed = Journey(definition, {}, who).first(), dict[str, Given]()
    behind: list[str] = []
    while here is not None:
        behind.append(here)
        passed[here] = answers.get(here, SKIPPED)
        now = Journey(definition, passed, who)
        assert now.steps[: len(behind)] == tuple(behind)
        here = now.next_after(here)
    assert now.is_settled if behind else True


@given(conditions.surveys, conditions.answers, conditions.whos)
def test_a_settled_way_does_not_change_any_more(
    definition: Definition, answers: dict[str, Given], who: Who
) -> None:
    journey = Journey(definition, answers, who)
    if journey.is_settled:
        every = {**dict.fromkeys(journey.unanswered(), DONT_KNOW), **answers}
        assert Journey(definition, every, who).steps == journey.steps
        assert Journey(definition, dict(journey.kept), who).steps == journey.steps


def test_an_unknown_question_leads_back_to_the_start() -> None:
    journey = Journey(SCHOOL, {})
    assert journey.next_after("q_nothere1") == FEEL
    assert journey.before("q_nothere1") is None
    assert journey.position("q_nothere1") == (0, 5)


def test_an_answer_to_a_question_no_longer_asked_changes_nothing() -> None:
    answers: dict[str, Given] = {FEEL: SKIPPED, "q_goneaway": SKIPPED}
    assert Journey(SCHOOL, answers).unanswered() == (HELP, HARD, WHERE, WHY)


def test_a_survey_without_questions_has_no_first_question() -> None:
    journey = Journey(Definition(), {})
    assert (journey.first(), journey.resume(), journey.unanswered()) == (None, None, ())
    assert journey.next_after("q_aaaaaaaa") is None
    assert journey.is_settled


def test_a_question_with_a_condition_is_asked_only_of_those_it_is_for() -> None:
    survey = shown_if(MANY, f"{HELP} is no")
    assert way(survey, {HELP: NO}) == (FEEL, HELP, HARD, WHERE, WHY)
    for other in (YES, SKIPPED, DONT_KNOW):
        assert way(survey, {HELP: other}) == (FEEL, HELP, WHERE, WHY)


def test_a_whole_part_can_be_for_some_people_only() -> None:
    parts = (SCHOOL.sections[0], changed(SCHOOL.sections[1], show_if="group is parent_carer"))
    survey = changed(SCHOOL, sections=parts)
    assert way(survey, group=Group.parent_carer) == (FEEL, HELP, HARD, WHERE, WHY)
    assert way(survey, group=Group.young_person) == (FEEL, HELP, HARD)


def test_from_a_question_that_is_not_asked_any_more_the_way_goes_on_nearby() -> None:
    journey = Journey(shown_if(MANY, f"{HELP} is no"), {HELP: YES})
    assert journey.next_after(HARD) == WHERE
    assert journey.before(HARD) == HELP
    assert journey.position(HARD) == (0, 4)


def test_the_first_route_that_fits_is_taken() -> None:
    survey = routed(SINGLE, (f"{HELP} is no", "end"), (f"{HELP} is yes", "s_2"), ("", WHY))
    assert way(survey, {HELP: NO}) == (FEEL, HELP)
    assert way(survey, {HELP: YES}) == (FEEL, HELP, WHERE, WHY)
    assert way(survey, {HELP: SKIPPED}) == (FEEL, HELP, WHY)


def test_a_route_that_leads_back_or_nowhere_or_can_not_be_read_is_not_taken() -> None:
    for when, to in (
        (f"{HELP} is yes", FEEL),
        ("", HELP),
        ("", "s_1"),
        ("", "q_nothere1"),
        ("is yes", "end"),
    ):
        assert way(routed(SINGLE, (when, to)), {HELP: YES}) == (FEEL, HELP, HARD, WHERE, WHY)


def test_a_condition_that_can_not_be_read_leaves_nobody_out() -> None:
    assert way(shown_if(MANY, "when it is Tuesday")) == (FEEL, HELP, HARD, WHERE, WHY)


def test_an_answer_that_is_not_on_the_way_any_more_steers_nothing() -> None:
    survey = replace_question(
        shown_if(MANY, f"{HELP} is no"), changed(SHORT, show_if=f"{HARD} includes noise")
    )
    noise = Given(AnswerState.given, ("noise",))
    assert way(survey, {HELP: NO, HARD: noise}) == (FEEL, HELP, HARD, WHERE, WHY)
    journey = Journey(survey, {HELP: YES, HARD: noise})
    assert journey.steps == (FEEL, HELP, WHY)
    assert HARD not in journey.kept


def test_how_many_questions_there_are_is_not_promised_before_it_is_certain() -> None:
    survey = shown_if(LONG, f"{HELP} is no")
    assert Journey(SCHOOL, {}).is_settled
    assert not Journey(survey, {FEEL: SKIPPED}).is_settled
    assert Journey(survey, {HELP: NO}).is_settled
    routes = routed(SINGLE, (f"{HELP} is no", "end"))
    assert Journey(routes, {}).position(FEEL) == (1, 5)
    assert not Journey(routes, {}).is_settled
    assert Journey(routes, {HELP: YES}).is_settled


def _family(*routes: tuple[str, str], after: str = "", inside: str = f"{PLAN} is yes") -> Definition:
    """Up to three children: name, plan, and what is good about the plan; then a last question."""
    return Definition(
        title={"en": "Your children"},
        sections=(
            Section(
                id="s_1",
                questions=(
                    Question(id=CHILDREN, kind=QuestionKind.repeat, most=3),
                    Question(
                        id=PLAN,
                        kind=QuestionKind.yes_no,
                        routes=tuple(Route(when=when, to=to) for when, to in routes),
                    ),
                    Question(id=PLAN_GOOD, kind=QuestionKind.long_text, show_if=inside),
                    Question(id=NAME, kind=QuestionKind.short_text),
                ),
            ),
            Section(id="s_2", questions=(Question(id=WHY, kind=QuestionKind.long_text, show_if=after),)),
            Section(id="s_3", questions=(Question(id=WHERE, kind=QuestionKind.short_text),)),
        ),
    )


TWO = {CHILDREN: Given(AnswerState.given, ("2",))}


def test_each_turn_of_a_repeat_looks_at_its_own_answers() -> None:
    answers = {**TWO, f"{PLAN}.1": NO, f"{PLAN}.2": YES, f"{PLAN}.3": YES}
    first, second = (f"{PLAN}.1", f"{NAME}.1"), (f"{PLAN}.2", f"{PLAN_GOOD}.2", f"{NAME}.2")
    assert way(_family(), answers) == (CHILDREN, *first, *second, WHY, WHERE)


def test_after_a_repeat_one_turn_is_enough_and_no_turn_may_have_what_is_excluded() -> None:
    answers = {**TWO, f"{PLAN}.1": NO, f"{PLAN}.2": YES, f"{PLAN}.3": YES}
    assert WHY in way(_family(after=f"{PLAN} is yes"), answers)
    assert WHY not in way(_family(after=f"{PLAN} is not yes"), answers)
    assert WHY not in way(_family(after=f"{PLAN}.3 is yes"), answers)
    assert WHY in way(_family(after=f"{PLAN} is not yes"), {**answers, f"{PLAN}.2": NO})


def test_a_part_after_a_repeat_looks_at_every_turn_also_when_all_there_are_were_taken() -> None:
    plain = _family()
    after = changed(plain.sections[1], show_if=f"{PLAN} is yes")
    survey = changed(plain, sections=(plain.sections[0], after, plain.sections[2]))
    three = {CHILDREN: Given(AnswerState.given, ("3",)), f"{PLAN}.1": YES, f"{PLAN}.2": NO, f"{PLAN}.3": NO}
    assert WHY in way(survey, three)
    assert WHY not in way(survey, {**three, f"{PLAN}.1": NO})


def test_a_route_out_of_a_repeat_ends_the_turn_and_is_taken_after_the_last() -> None:
    survey = _family((f"{PLAN} is no", "s_3"))
    answers = {**TWO, f"{PLAN}.1": NO, f"{PLAN}.2": YES}
    rest = (f"{PLAN}.2", f"{PLAN_GOOD}.2", f"{NAME}.2", WHY, WHERE)
    assert way(survey, answers) == (CHILDREN, f"{PLAN}.1", *rest)
    answers |= {f"{PLAN}.1": YES, f"{PLAN}.2": NO}
    assert way(survey, answers) == (
        CHILDREN,
        f"{PLAN}.1",
        f"{PLAN_GOOD}.1",
        f"{NAME}.1",
        f"{PLAN}.2",
        WHERE,
    )


def test_a_route_within_a_repeat_stays_in_its_turn() -> None:
    survey = _family((f"{PLAN} is no", NAME), inside="")
    answers = {**TWO, f"{PLAN}.1": NO, f"{PLAN}.2": YES}
    assert way(survey, answers)[1:3] == (f"{PLAN}.1", f"{NAME}.1")
    assert way(survey, answers)[3:6] == (f"{PLAN}.2", f"{PLAN_GOOD}.2", f"{NAME}.2")
    back = _family(("", CHILDREN), inside="")
    assert way(back, TWO) == way(_family(inside=""), TWO)


def test_a_strange_number_of_turns_is_none() -> None:
    for code in ("lots", "-1", "²", "99999999999"):
        assert way(_family(), {CHILDREN: Given(AnswerState.given, (code,))}) == (CHILDREN, WHY, WHERE)


def test_all_statements_of_a_set_are_asked_or_none_and_a_route_follows_the_last() -> None:
    asked = Question(
        id=PLAN,
        kind=QuestionKind.statement_set,
        statements=conditions._options[:2],
        show_if=f"not {PLAN}.yes is answered",
        routes=(Route(when=f"{PLAN}.no is agree", to="end"),),
    )
    survey = Definition(
        title={"en": "T"},
        sections=(Section(id="s_1", questions=(asked, Question(id=WHY, kind=QuestionKind.long_text))),),
    )
    agreed = Given(AnswerState.given, ("agree",))
    assert way(survey, {f"{PLAN}.yes": agreed}) == (f"{PLAN}.yes", f"{PLAN}.no", WHY)
    assert way(survey, {f"{PLAN}.yes": agreed, f"{PLAN}.no": agreed}) == (f"{PLAN}.yes", f"{PLAN}.no")
