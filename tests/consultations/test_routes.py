"""The route map: rules in words and drawn, warnings with the way to mend them."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from benchmarks.routing import a_survey
from engage.consultations.building import drafts
from engage.consultations.building.drafts import Act
from engage.consultations.building.route_drawing import SHEET, drawing_of
from engage.database import writing
from surveys.definition import Definition, Route
from surveys.editing import changed, replace_question
from surveys.logic.naming import END
from surveys.logic.route_map import route_map
from tests.cast import Cast
from tests.consultations.makers import FEELING, GOOD, HARD, HELP, draft, seen_by
from tests.promises import tree
from tests.visitor import Visitor


@pytest.fixture
async def priya(visitor: Visitor, cast: Cast) -> Visitor:
    visitor.sign_in(await cast.session("Priya"))
    return visitor


def ruled(definition: Definition) -> Definition:
    """School and you with a condition and two routes; the second leads back."""
    hard, help = definition.question(HARD), definition.question(HELP)
    assert hard
    assert help
    routes = (Route(when=f"{HELP} is no", to=GOOD), Route(when=f"{HELP} is yes", to=FEELING))
    with_condition = replace_question(definition, changed(hard, show_if=f"{HELP} is not yes"))
    return replace_question(with_condition, changed(help, routes=routes))


async def keep(cast: Cast, here: str, change: Callable[[Definition], Definition]) -> None:
    async with writing():
        await drafts.edit(
            await cast.actor("Priya"),
            await seen_by(cast, "Priya", here),
            change,
            Act("question:changed", "Changed the rules"),
            now=datetime.now(UTC),
        )


def _text(html: str) -> str:
    return " ".join("".join(tree(html).itertext()).split())


async def test_a_survey_without_rules_says_that_everybody_is_asked_everything(
    priya: Visitor, cast: Cast
) -> None:
    here = await draft(cast)
    html = (await priya.get(f"{here}/routes")).text
    assert "no rules: everybody is asked every question, in this order." in _text(html)
    assert '<svg class="sheet"' not in html


async def test_every_rule_stands_in_the_list_and_in_the_drawing_under_its_number(
    priya: Visitor, cast: Cast
) -> None:
    here = await draft(cast)
    await keep(cast, here, ruled)
    html = (await priya.get(f"{here}/routes")).text
    text = _text(html)
    assert "Rule 1 People who said “No” go on to “" in text
    assert "Rule 2 People who said “Yes” go on to “" in text
    assert "(nobody goes this way yet)" in text
    assert "Rule 3 Only shown to people who gave another answer than “" in text
    assert html.count('class="rule-text"') == 3
    assert f'href="#{GOOD}"' in html


async def test_a_route_that_leads_back_is_told_on_top_with_the_way_to_mend_it(
    priya: Visitor, cast: Cast
) -> None:
    here = await draft(cast)
    await keep(cast, here, ruled)
    html = (await priya.get(f"{here}/routes")).text
    assert "A route leads back to “" in _text(html)
    assert f'href="{here}/questions/{HELP}#onwards"' in html


async def test_an_officer_who_may_not_read_the_answers_does_not_see_the_map(
    visitor: Visitor, cast: Cast
) -> None:
    here = await draft(cast)
    visitor.sign_in(await cast.session("Nia"))
    assert (await visitor.get(f"{here}/routes")).status_code in {403, 404}


def test_every_question_and_every_way_ahead_is_on_the_map() -> None:
    definition = a_survey()
    map = route_map(definition)
    assert [stop.id for stop in map.stops] == [question.id for question in definition.questions]
    assert [rule.number for rule in map.rules] == [*range(1, 41)]
    straight = [(edge.start, edge.to) for edge in map.edges if edge.rule is None]
    ids = [*(stop.id for stop in map.stops), END]
    assert straight == [*pairwise(ids)]
    assert len([edge for edge in map.edges if edge.rule]) == 10


def test_a_long_survey_is_drawn_in_sheets_where_nothing_overlaps() -> None:
    definition = a_survey()
    drawing = drawing_of(route_map(definition))
    rows = [row for sheet in drawing.sheets for row in sheet.rows]
    assert [row.key for row in rows if row.kind == "stop"] == [
        question.id for question in definition.questions
    ]
    assert all(one.top + one.height <= after.top for one, after in pairwise(rows))
    assert len(drawing.sheets) > 2
    for sheet in drawing.sheets:
        assert sheet.height <= SHEET
        assert all(
            sheet.top <= row.top and row.top + row.height <= sheet.top + sheet.height for row in sheet.rows
        )
        assert sheet.rows[-1].kind != "part"
    arrows = [line for sheet in drawing.sheets for line in sheet.lines if line.arrow]
    assert len(arrows) == 10


def test_two_routes_never_share_a_lane_at_the_same_height() -> None:
    definition = a_survey()
    to_the_end = changed(definition.questions[1], routes=(Route(when="group is other", to=END),))
    drawing = drawing_of(route_map(replace_question(definition, to_the_end)))
    for sheet in drawing.sheets:
        assert len({line.x for line in sheet.lines if line.away}) == len(
            [line for line in sheet.lines if line.away]
        )
    assert {line.away for sheet in drawing.sheets for line in sheet.lines} >= {"", "end"}


def test_an_empty_survey_has_a_map_too() -> None:
    map = route_map(Definition())
    assert (map.stops, map.rules, map.edges) == ((), (), ())
    assert len(drawing_of(map).sheets) == 1
