"""What the check page says about conditions, routes and answers that are said again."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.answers import DONT_KNOW, DONT_UNDERSTAND, SKIPPED, AnswerState, Given
from surveys.checks.ways import about_ways
from surveys.definition import Definition, Option, Question, QuestionKind, Route, Section
from surveys.journey import Journey
from surveys.logic.deciding import Decider
from surveys.logic.expression import Expression
from surveys.logic.holding import Known, holds
from surveys.logic.reaching import passed_over
from surveys.questions import counted
from surveys.who import Group, HowAnswered, Who
from tests.surveys import conditions

PLAN, HARD, HOURS, READ, SAY, WORDS, COUNT, CHILD, LAST = (
    "q_theplan1", "q_thehard1", "q_thehours", "q_toread12", "q_thesay12", "q_thewords", "q_children", "q_thechild", "q_thelast1"
)  # fmt: skip
OPTIONS = (Option(code="noise", text={"en": "Noise"}), Option(code="work", text={"en": "Work"}))


def _ask(id: str, kind: QuestionKind) -> Question:
    return Question(
        id=id, kind=kind, text={"en": f"The {kind}"}, options=OPTIONS, statements=OPTIONS, low=0, high=10
    )


def survey(
    show_if: str = "", at: str = LAST, routes: tuple[tuple[str, str], ...] = (), part: str = "", **texts: str
) -> Definition:
    """Nine questions in four parts, with a condition or routes at one of them and a condition at the last part."""
    asked = {
        "s_1": ((PLAN, QuestionKind.yes_no), (HARD, QuestionKind.many), (HOURS, QuestionKind.number)),
        "s_2": (
            (READ, QuestionKind.information),
            (SAY, QuestionKind.statement_set),
            (WORDS, QuestionKind.long_text),
        ),
        "s_3": ((COUNT, QuestionKind.repeat), (CHILD, QuestionKind.yes_no)),
        "s_4": ((LAST, QuestionKind.consent),),
    }
    worded = {name: {"en": words} for name, words in texts.items()}
    changes = {"show_if": show_if, "routes": tuple(Route(when=when, to=to) for when, to in routes), **worded}
    sections = []
    for id, questions in asked.items():
        made = [_ask(*one) for one in questions]
        made = [one.model_copy(update=changes) if one.id == at else one for one in made]
        sections.append(Section(id=id, questions=tuple(made), show_if=part if id == "s_4" else ""))
    return Definition(title={"en": "T"}, sections=(*sections, Section(id="s_5", title={"en": "Empty"})))  # fmt: skip


def told(definition: Definition) -> list[tuple[str, str | None, str]]:
    return [(one.severity.value, one.question_id, one.message) for one in about_ways(definition)]


def test_a_survey_without_conditions_and_routes_has_nothing_to_say() -> None:
    assert told(survey()) == []
    assert told(Definition()) == []


@pytest.mark.parametrize(
    ("condition", "says"),
    [
        ("is", "can’t be read. Begin a condition with the id of a question, with “group” or with “how” (at “is”, letter 1)"),
        ("q_nowhere1 is yes", "looks at a question that is not here any more. Choose another one, or take the condition out"),
        (f"{LAST} is yes", "looks at the question’s own answer, which nobody has given yet. Look at an earlier question"),
        (f"{READ} is answered", "looks at “The information”, which asks nothing. Look at a question that has answers"),
        (f"{SAY} is noise", f"looks at “The statement_set”, which has several statements. Say which one, such as {SAY}.noise"),
        (f"{SAY}.s9 is noise", "looks at a part of “The statement_set” that is not here any more. Choose another one"),
        (f"{WORDS} is yes", "looks for an answer to “The long_text”, which people answer in their own words. Ask if it is answered"),
        (f"{HARD} is smell", "looks for “smell”, which is no answer to “The many”. Choose one of its answers"),
        (f"{HARD} is more than 2", "asks for a number, but “The many” has none. Choose one of its answers"),
        (f"{HARD} ranks noise first", "asks what comes first, but “The many” does not put things in order. Choose one of its answers"),
        (f"{HOURS} is noise", "looks for “noise”, which is no answer to “The number”. Choose one of its answers"),
        ("group is children", "looks for “children”. Use one of young_person, parent_carer, professional, other"),
        ("how is at least 2", "asks for a number or a first place, but “how” has neither. Use one of alone, helped, scribed, behalf, group"),
        (f"{PLAN} is yes and {PLAN} is no", "is met by nobody. Change it, or take it out"),
        (f"{HOURS} is more than 10", "is met by nobody. Change it, or take it out"),
        (f"{HOURS} is more than 3 and {HOURS} is less than 4", "is met by nobody. Change it, or take it out"),
        (f"not {PLAN} is answered and {PLAN} is yes", "is met by nobody. Change it, or take it out"),
        ("group is young_person and group is parent_carer", "is met by nobody. Change it, or take it out"),
    ],
)  # fmt: skip
def test_a_condition_that_can_not_work_stops_the_survey(condition: str, says: str) -> None:
    assert ("must", LAST, f"The condition {says}") in told(survey(condition))


@pytest.mark.parametrize(
    "condition",
    [
        f"{PLAN} is yes", f"{HARD} is noise and {HARD} is work", f"{HOURS} is at least 10", f"{SAY}.noise is work",
        f"{WORDS} is answered", f"{CHILD} is yes and {CHILD} is no", f"{CHILD}.2 is no", f"{COUNT} is more than 1",
        f"{COUNT} is 2", "group is parent_carer or how is helped", f"{PLAN} is unknown", f"not {PLAN} is yes",
    ],
)  # fmt: skip
def test_a_condition_that_works_is_left_alone(condition: str) -> None:
    assert told(survey(condition)) == []


def test_a_later_question_can_not_be_looked_at() -> None:
    later = "looks at “The number”, which comes later. Move that question up, or look at an earlier one"
    assert told(survey(f"{HOURS} is 2", at=HARD)) == [("must", HARD, f"The condition {later}")]
    assert told(survey(at=HARD, routes=((f"{HARD} is noise or {HOURS} is 2", "s_2"),))) == [
        ("must", HARD, f"The route to part 2 {later}")
    ]


def test_a_condition_of_a_part_is_judged_where_the_part_begins() -> None:
    assert told(survey(part=f"{PLAN} is yes")) == []
    looks = "The condition of a part looks at “The consent”, which comes later. Move that question up, or look at an earlier one"
    assert told(survey(part=f"{LAST} is yes")) == [("must", None, looks)]
    assert ("must", None, "The condition of a part is met by nobody. Change it, or take it out") in told(
        survey(part=f"{PLAN} is yes and {PLAN} is no")
    )


def test_a_question_whose_condition_its_part_excludes_is_shown_to_nobody() -> None:
    says = "The condition is met by nobody who is asked this part. Change it, or move the question"
    assert told(survey(f"{PLAN} is no", part=f"{PLAN} is yes")) == [("must", LAST, says)]


def test_a_condition_on_a_question_that_is_never_asked_then_is_met_by_nobody() -> None:
    definition = survey(f"{HARD} is noise and {PLAN} is no")
    hard = definition.questions[1].model_copy(update={"show_if": f"{PLAN} is yes"})
    first = definition.sections[0].model_copy(
        update={"questions": (definition.questions[0], hard, definition.questions[2])}
    )
    changed = definition.model_copy(update={"sections": (first, *definition.sections[1:])})
    again = Definition.model_validate(changed.model_dump())
    assert told(again) == [("must", LAST, "The condition is met by nobody. Change it, or take it out")]


def test_a_condition_that_everybody_meets_is_advice() -> None:
    says = "The condition is met by everybody. You can take it out"
    assert told(survey(f"{PLAN} is answered or {PLAN} is not answered")) == [("should", LAST, says)]


@pytest.mark.parametrize(
    ("to", "says"),
    [
        ("q_nowhere1", "A route leads to a place that is not here any more. Choose where to go on"),
        ("s_5", "A route leads to the part “Empty”, which has no questions yet. Choose another place"),
        (PLAN, "A route leads back to “The yes_no”. People only go forward: choose a place that comes later"),
        (HARD, "A route leads back to itself. People only go forward: choose a place that comes later"),
        ("s_1", "A route leads back to part 1. People only go forward: choose a place that comes later"),
        (CHILD, "A route leads to “The yes_no”, into the middle of what is asked several times. Go to its beginning"),
    ],
)  # fmt: skip
def test_a_route_that_can_not_be_taken_stops_the_survey(to: str, says: str) -> None:
    assert told(survey(at=HARD, routes=((f"{HARD} is noise", to),))) == [("must", HARD, says)]


def test_a_question_that_every_way_goes_past_is_named() -> None:
    says = "Nobody comes to this question: every way goes past it. Change the routes before it"
    assert told(survey(at=HARD, routes=(("", "s_2"),))) == [("must", HOURS, says)]
    assert told(survey(at=HARD, routes=((f"{HARD} is noise", "s_2"),))) == []
    assert told(survey(f"{PLAN} is yes", at=HARD, routes=(("", "s_2"),))) == []


def test_a_route_that_is_never_taken_is_advice() -> None:
    twice = ((f"{HARD} is noise", "s_2"), (f"({HARD} is noise)", "s_3"))
    assert told(survey(at=HARD, routes=twice)) == [
        (
            "should",
            HARD,
            "Nobody takes the route to part 3: the same people have a route before it. Take one out",
        )
    ]
    after = ((f"{PLAN} is answered or {PLAN} is not answered", HOURS), ("", "s_3"))
    assert (
        "should",
        HARD,
        "Nobody takes the route to part 3: the one before it is for everybody. Take one out",
    ) in told(survey(at=HARD, routes=after))


def test_a_route_past_consent_and_one_to_a_question_not_shown_are_advice() -> None:
    assert told(survey(at=HARD, routes=((f"{HARD} is noise", "end"),))) == [
        (
            "should",
            HARD,
            "The route to the page to check their answers goes past “The consent”. Ask for consent first",
        )
    ]
    definition = survey(f"{PLAN} is yes", at=LAST)
    plan = definition.questions[0].model_copy(update={"routes": (Route(when=f"{PLAN} is no", to=LAST),)})
    first = definition.sections[0].model_copy(
        update={"questions": (plan, *definition.sections[0].questions[1:])}
    )
    routed = Definition.model_validate(
        definition.model_copy(update={"sections": (first, *definition.sections[1:])}).model_dump()
    )
    assert told(routed) == [
        (
            "should",
            PLAN,
            "Whoever takes the route to “The consent” is not shown the question there. Change one of the two",
        )
    ]


@pytest.mark.parametrize(
    ("text", "severity", "says"),
    [
        (f"{{{HARD}|it}}", "", ""),
        (f"{{{CHILD}.1|it}} {{{SAY}.noise|it}}", "", ""),
        (f"{{{CHILD}|it}}", "should", "A text repeats the answer to “The yes_no”, which is asked about each one. Take that out"),
        (f"{{{HARD}}}", "should", f"Say what to write when there is no answer to “The many”, such as {{{HARD}|it}}"),
        (f"{{{WORDS}|it}}", "must", "A text repeats what people write to “The long_text”. Only answers from a list can be repeated"),
        (f"{{{LAST}|it}}", "must", "A text repeats the answer to “The consent”, which is not asked before it. Take that out"),
        (f"{{{SAY}|it}}", "must", "A text repeats the answer to “The statement_set”, which has several. Say which statement"),
        ("{q_nowhere1|it}", "must", "A text repeats the answer to a question that is not here any more. Take that out"),
    ],
)  # fmt: skip
def test_an_answer_that_is_said_again_must_be_known_and_from_a_list(
    text: str, severity: str, says: str
) -> None:
    assert told(survey(hint=text)) == ([(severity, LAST, says)] if says else [])


def test_nothing_can_be_said_again_before_the_first_question() -> None:
    definition = survey().model_copy(update={"intro": {"en": f"Hello {{{PLAN}|you}}"}})
    [(severity, question, message)] = told(definition)
    assert (severity, question) == ("must", None)
    assert "not asked before it" in message


@given(conditions.surveys, conditions.expressions)
def test_any_survey_is_judged_in_kind_words(definition: Definition, expression: Expression) -> None:
    for remark in about_ways(definition):
        assert remark.message[0].isupper()
        assert "invalid" not in remark.message.lower()
        assert remark.question_id is None or definition.question(remark.question_id)


@settings(deadline=None, max_examples=60)
@given(conditions.surveys, conditions.expressions, st.sampled_from(conditions.IDS), st.randoms())
def test_what_nobody_or_everybody_meets_is_so_for_anybody(
    definition: Definition, expression: Expression, at: str, rng: random.Random
) -> None:
    found = Decider(definition).can_be(expression, at)
    if len(found) == 2:
        return
    for _ in range(20):
        who = Who(rng.choice([*Group]), rng.choice([*HowAnswered]))
        journey = Journey(definition, _some_answers(definition, rng), who)
        assert holds(expression, Known(journey.kept, who, turn=1)) in found


@settings(deadline=None, max_examples=60)
@given(conditions.surveys, st.randoms())
def test_nobody_ever_comes_to_a_question_that_every_way_goes_past(
    definition: Definition, rng: random.Random
) -> None:
    over = passed_over(definition, Decider(definition))
    for _ in range(10):
        who = Who(rng.choice([*Group]), rng.choice([*HowAnswered]))
        passed = {
            **dict.fromkeys((step.id for step in definition.steps), SKIPPED),
            **_some_answers(definition, rng),
        }
        journey = Journey(definition, passed, who)
        assert not over & {id.partition(".")[0] for id in journey.steps}


def _some_answers(definition: Definition, rng: random.Random) -> dict[str, Given]:
    """Answers as somebody could give them."""
    each = {step.id: _an_answer(step.question, rng) for step in definition.steps}
    return {id: given for id, given in each.items() if given is not None}


def _an_answer(question: Question, rng: random.Random) -> Given | None:
    codes = [option.code for option in counted(question)]
    way = rng.random()
    if way < 0.3:
        return rng.choice([None, SKIPPED, DONT_KNOW, DONT_UNDERSTAND])
    if question.kind in {QuestionKind.many, QuestionKind.picture_choice, QuestionKind.rank} and codes:
        chosen = rng.sample(codes, rng.randint(1, len(codes)))
        ordered = chosen if question.kind is QuestionKind.rank else sorted(chosen, key=codes.index)
        return Given(AnswerState.given, tuple(ordered))
    if codes:
        return Given(AnswerState.given, (rng.choice(codes),))
    text = (
        str(rng.randint(-1_000, 1_000))
        if question.kind is QuestionKind.number
        else rng.choice(["WV1", "words"])
    )
    return Given(AnswerState.given, (), text)
