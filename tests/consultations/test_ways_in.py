"""How people came and how they answered stand beside every count, protected like every other number."""

import csv
import io

import pytest

from engage.consultations.answers.protecting import may_narrow
from engage.consultations.answers.results_how import how_rows, how_words
from engage.database import rows, writing
from surveys.answers import AnswerState, Format, HowAnswered
from surveys.channels import Channel
from surveys.definition import Group
from surveys.tally import Cell, Only
from tests.cast import Cast
from tests.consultations.makers import answered, opened
from tests.visitor import Visitor

YOUNG, PARENT = Group.young_person, Group.parent_carer


def cell(n: int, how: HowAnswered = HowAnswered.alone, group: Group = YOUNG, *, marked: bool = False) -> Cell:
    return Cell("q_feelings", AnswerState.given, "", group, how, Format.std, n, is_marked=marked)


def test_each_way_but_alone_has_a_row_of_protected_numbers() -> None:
    cells = [cell(30), cell(12, HowAnswered.helped), cell(3, HowAnswered.scribed), cell(25, group=PARENT)]
    assert how_rows(cells, Only(), (YOUNG, PARENT)) == (
        ("of them with help", "10", "10", "0"),
        ("of them written down by somebody", "*", "*", "0"),
    )
    assert how_words(cells, Only()) == "Of them about 10 with help and fewer than 8 written down by somebody."
    assert how_rows(cells, Only(how_answered=HowAnswered.helped), ()) == ()


def test_nothing_is_said_of_how_too_few_answered_or_where_all_were_alone() -> None:
    assert how_rows([cell(5), cell(4, HowAnswered.helped)], Only(), ()) == ()
    assert how_rows([cell(50)], Only(), ()) == ()
    assert how_words([cell(50)], Only()) == ""


def test_a_few_who_are_marked_can_be_left_out_but_not_looked_at_alone() -> None:
    cells = [cell(40), cell(3, marked=True)]
    assert may_narrow(cells, Only(is_marked=False))
    assert not may_narrow(cells, Only(is_marked=True))
    many = [cell(40), cell(12, marked=True)]
    assert may_narrow(many, Only(is_marked=True))
    assert not may_narrow([*cells, cell(3, group=PARENT)], Only(group=YOUNG, is_marked=False))


@pytest.fixture
async def here(cast: Cast) -> str:
    """Forty people, twelve of them with a card, eleven with help."""
    path = await opened(cast)
    for n in range(40):
        how = HowAnswered.helped if n < 11 else HowAnswered.alone
        await answered(cast, path, f"Words of number {n}", how=how, help="no" if n % 2 else "yes")
    async with writing():
        await rows(
            "UPDATE response SET channel = 'card' WHERE id IN (SELECT id FROM response ORDER BY started_at LIMIT 12)"
            " RETURNING id"
        )
    return path


async def test_results_can_be_narrowed_to_a_way_in(visitor: Visitor, cast: Cast, here: str) -> None:
    visitor.sign_in(await cast.session("Priya"))
    shown = await visitor.get(f"{here}/answers")
    assert "How they came to answer" in shown.text
    assert "Code card" in shown.text
    assert "of them with help" in shown.text
    cards = await visitor.get(f"{here}/answers?channel=card")
    assert "Only: Code card" in cards.text
    assert "People who answered" in cards.text
    nonsense = await visitor.get(f"{here}/answers?channel=pigeon&marked=maybe")
    assert "Only:" not in nonsense.text
    words = await visitor.get(f"{here}/answers/words?channel=card")
    assert "Words of number 3" in words.text
    assert "Words of number 30" not in words.text
    home = await visitor.get(here)
    assert "How they came to answer" in home.text


async def test_a_file_says_of_each_person_how_they_came_and_answered(
    visitor: Visitor, cast: Cast, here: str
) -> None:
    visitor.sign_in(await cast.session("Priya"))
    taken = await visitor.post(f"{here}/answers/file", {"file": "csv", "why": "report"})
    found = [*csv.DictReader(io.StringIO(taken.text.removeprefix("\ufeff")))]
    assert sum(row["How they came to answer"] == "Code card" for row in found) == 12
    assert sum(row["How it was answered"] == "With help" for row in found) == 11
    assert {Channel(row["channel"]) for row in await rows("SELECT channel FROM response")} == {Channel.card, Channel.link}  # fmt: skip
