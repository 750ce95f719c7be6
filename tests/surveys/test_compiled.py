"""The rules as a phone without signal reads them: the script finds the same way as the server, whatever survey, answers
and person Hypothesis comes up with."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from playwright.sync_api import Page, sync_playwright

from engage.web.assets import STATIC
from surveys.answers import Given
from surveys.compiled import compiled, looked_at
from surveys.definition import Definition
from surveys.journey import Journey
from surveys.who import Who
from tests.journeys.conftest import CHROMIUM, FLAGS
from tests.surveys import conditions

CASES = 300
Case = tuple[Definition, dict[str, Given], Who]
WALK = """cases => cases.map(([rules, answers, who]) => {
  const way = wayThrough(rules, new Map(Object.entries(answers)), who);
  const ids = [...rules.steps.map(step => step[0]), 'q_nowhere1'];
  return [way.steps, way.isSettled, ids.map(id => [beside(rules, way, id, false), beside(rules, way, id, true)])];
})"""


@pytest.fixture(scope="module")
def engine() -> Iterator[Page]:
    """A browser that knows the script."""
    assert CHROMIUM, "chromium is missing: `make chromium` installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page()
        page.add_script_tag(content=(STATIC / "offline" / "way.js").read_text("utf-8"))
        yield page
        browser.close()


def drawn(how_many: int) -> list[Case]:
    """Surveys with rules, answers and people, as many as asked for."""
    found: list[Case] = []

    @settings(
        max_examples=how_many,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        deadline=None,
    )
    @given(conditions.surveys, conditions.answers, conditions.whos)
    def collect(definition: Definition, answers: dict[str, Given], who: Who) -> None:
        found.append((definition, answers, who))

    collect()
    return found


def as_sent(case: Case) -> list[Any]:
    definition, answers, who = case
    told = {id: [one.state.value, list(one.choices), one.text] for id, one in answers.items()}
    sent: list[Any] = json.loads(json.dumps([compiled(definition), told, [who.group or "", who.how or ""]]))
    return sent


def by_hand(case: Case) -> list[Any]:
    """The same as the server finds it."""
    journey = Journey(*case)
    ids = [*(step.id for step in case[0].steps), "q_nowhere1"]
    return [
        list(journey.steps),
        journey.is_settled,
        [[journey.next_after(id), journey.before(id)] for id in ids],
    ]


@pytest.mark.browser
def test_the_script_and_the_server_find_the_same_way(engine: Page) -> None:
    cases = drawn(CASES)
    assert len(cases) >= CASES * 0.9
    assert sum(bool(looked_at(case[0])) for case in cases) > CASES / 3, "too few of the surveys have rules"
    walked = engine.evaluate(WALK, [as_sent(case) for case in cases])
    for case, told in zip(cases, walked, strict=True):
        assert told == by_hand(case), case


@given(conditions.surveys, conditions.answers, conditions.whos)
def test_an_answer_that_no_rule_looks_at_steers_nothing(
    definition: Definition, answers: dict[str, Given], who: Who
) -> None:
    named = looked_at(definition)
    passed = {step.id: answers.get(step.id) for step in definition.steps if step.id in answers}
    only = {id: one for id, one in passed.items() if one and id in named}
    every = {id: one for id, one in passed.items() if one}
    assert Journey(definition, only, who).steps == Journey(definition, every, who).steps
