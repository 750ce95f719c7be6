"""Every way of counting as the page shows it, from cells alone."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engage.consultations.answers import results_told as told
from engage.consultations.answers.charts import drawn, pieces, tone
from engage.consultations.answers.reach_shown import growth
from engage.consultations.answers.results_shape import Block, Came, Together
from engage.consultations.answers.results_shown import blocks
from surveys.all_versions import Asked
from surveys.amounts import Bin
from surveys.answers import AnswerState, Format, HowAnswered
from surveys.definition import Definition, Option, Question, QuestionKind, Section
from surveys.questions import counted
from surveys.results import FilesCount, SoFar
from surveys.tally import Cell, Only, Way, count, way_of
from surveys.who import Group
from tests.surveys.every_type import example
from tests.surveys.makers import NOW

KINDS = QuestionKind
YOUNG, PARENT = Group.young_person, Group.parent_carer


def asked(*questions: Question) -> Asked:
    made = tuple(one.model_copy(update={"id": f"q_{n:08}"}) for n, one in enumerate(questions, start=2))
    definition = Definition(sections=(Section(id="s_1", questions=made),))
    newest = frozenset(one.id for one in definition.counted)
    return Asked(definition.counted, definition.steps, (), newest)


def cells(question: Question, chosen: Mapping[str, int], group: Group = YOUNG, **more: int) -> list[Cell]:
    """People who each chose one answer; `more` are those who gave none."""
    about = (group, HowAnswered.alone, Format.std)
    n = sum(chosen.values())
    found = [Cell(question.id, AnswerState.given, "", *about, n)]
    found += [Cell(question.id, AnswerState.given, code, *about, n, 1) for code, n in chosen.items()]
    return found + [Cell(question.id, AnswerState(state), "", *about, n) for state, n in more.items()]


def worth(question: Question, values: Mapping[str, int]) -> list[Cell]:
    about = (YOUNG, HowAnswered.alone, Format.std)
    return [Cell(question.id, AnswerState.given, "", *about, n, 0, value) for value, n in values.items()]


def only_block(question: Question, found: Mapping[str, int], only: Only = Only()) -> Block:  # noqa: B008
    here = asked(question)
    ways = worth if way_of(question) in {Way.number, Way.month, Way.area, Way.words} else cells
    (block,) = blocks(Came(here, ways(here.questions[0], found)), only)
    assert isinstance(block, Block)
    return block


def test_a_choice_is_a_sentence_bars_and_a_table() -> None:
    block = only_block(example(KINDS.yes_no), {"yes": 18, "no": 16})
    assert block.sentence == "Most people said “Yes”: about 20 of 35 people. Next came “No”, about 15."
    assert [(bar.label, bar.width, bar.words) for bar in block.bars] == [
        ("Yes", 57, "20 (57%)"),
        ("No", 43, "15 (43%)"),
    ]
    assert block.table
    assert block.table.quiet == (("People who answered", "35"),)


def test_a_star_has_an_empty_bar_and_no_share() -> None:
    block = only_block(example(KINDS.yes_no), {"yes": 18, "no": 3})
    assert [(bar.width, bar.words) for bar in block.bars] == [(100, "20 (100%)"), (None, "*")]


@pytest.mark.parametrize("found", [{"yes": 5, "no": 4}, {"yes": 7, "no": 7}])
def test_where_a_number_could_lead_to_somebody_there_is_none(found: dict[str, int]) -> None:
    block = only_block(example(KINDS.yes_no), found)
    assert (block.sentence, block.bars, block.table) == (told.TOO_FEW, (), None)


def test_a_group_in_which_all_said_the_same_is_not_shown_by_itself() -> None:
    here = asked(example(KINDS.yes_no))
    question = here.questions[0]
    found = cells(question, {"yes": 20}) + cells(question, {"yes": 15, "no": 15}, PARENT)
    (block,) = blocks(Came(here, found))
    assert isinstance(block, Block)
    assert block.table
    assert block.table.head == ("Answer", "Everyone")
    (alone,) = blocks(Came(here, found), Only(group=YOUNG))
    assert isinstance(alone, Block)
    assert alone.table is None


def test_many_that_did_not_understand_are_worth_a_remark() -> None:
    here = asked(example(KINDS.yes_no))
    found = cells(here.questions[0], {"yes": 20, "no": 20}, dont_understand=10)
    (block,) = blocks(Came(here, found))
    assert isinstance(block, Block)
    assert block.notes == ("About 20% did not understand this question. Try easier words next time.",)
    assert block.base == "About 40 people answered. About 10 did not understand it."


def test_a_rank_says_what_came_first_and_the_usual_place_in_words() -> None:
    question = example(KINDS.rank, options=tuple(Option(code=c, text={"en": c.upper()}) for c in "abc"))
    here = asked(question)
    about = (YOUNG, HowAnswered.alone, Format.std)
    found = [Cell(here.questions[0].id, AnswerState.given, "", *about, 30)]
    for code, places in {"a": (20, 10, 0), "b": (10, 20, 0), "c": (0, 0, 30)}.items():
        found += [
            Cell(here.questions[0].id, AnswerState.given, code, *about, n, place)
            for place, n in enumerate(places, start=1)
            if n
        ]
    (block,) = blocks(Came(here, found))
    assert isinstance(block, Block)
    assert block.table
    assert block.sentence.startswith("Most people put “A” first: about 20 of 30 people.")
    assert block.table.rows[0] == ("A", "20 (67%)", "30 (100%)", "between first and second")
    assert block.table.rows[2] == ("C", "0", "30 (100%)", "third")


def test_numbers_are_told_by_their_middle_and_drawn_in_equal_steps() -> None:
    block = only_block(example(KINDS.number), {"1": 10, "2": 10, "3": 20, "12.5": 10})
    assert block.sentence.startswith("The middle answer is 3 weeks: half the people said this or less.")
    assert [bar.label for bar in block.bars] == ["0 to 1.9", "2 to 3.9", "4 to 5.9", "6 to 7.9", "8 to 9.9", "10 to 11.9", "12 to 13.9"]  # fmt: skip
    few = only_block(example(KINDS.number, decimals=0), {"1": 4, "2": 4, "9": 4})
    assert (
        few.sentence
        == "The middle answer is 2 to 3 weeks. The smallest answers are 0 to 1 weeks, the largest 8 to 9 weeks."
    )


def test_months_stand_in_order_and_few_people_from_one_place_stand_together() -> None:
    block = only_block(example(KINDS.date), {"2026-03-14": 20, "2026-03-02": 10, "2026-01-31": 12})
    assert [(bar.label, bar.words) for bar in block.bars] == [
        ("January 2026", "10"),
        ("February 2026", "0"),
        ("March 2026", "30"),
    ]
    place = only_block(example(KINDS.postcode_area), {"WV1": 20, "WV2": 12, "WV3": 6, "B1": 6})
    assert [bar.label for bar in place.bars] == ["WV1", "WV2", "Other areas together"]
    one = only_block(example(KINDS.postcode_area), {"WV1": 20, "WV2": 12, "WV3": 6})
    assert [bar.label for bar in one.bars] == ["WV1", "Other areas together"]
    assert "WV3" not in str(one)


def test_words_and_files_are_told_and_led_to() -> None:
    block = only_block(example(KINDS.long_text), {"": 34})
    assert (block.sentence, block.has_words) == ("About 35 people wrote something.", True)
    here = asked(example(KINDS.voice))
    id = here.questions[0].id
    (voice,) = blocks(Came(here, worth(here.questions[0], {"": 20}), {id: FilesCount(15, 12)}))
    assert isinstance(voice, Block)
    assert voice.sentence == "About 20 people answered. About 15 recordings came; written down: 10."
    assert only_block(example(KINDS.single_choice), {"other": 20, "noise": 20}).has_words


def test_a_page_to_read_is_no_result() -> None:
    assert blocks(Came(asked(example(KINDS.information)), [])) == ()


def test_statements_are_shown_together_and_each_by_itself() -> None:
    here = asked(example(KINDS.statement_set))
    safe, heard = here.questions
    found = cells(safe, {"agree_lot": 20, "agree": 20}) + cells(heard, {"agree_lot": 3})
    (block,) = blocks(Came(here, found))
    assert isinstance(block, Together)
    assert (block.number, [one.number for one in block.blocks]) == ("1", ["1.1", "1.2"])
    assert [(piece.start, piece.width, piece.words) for piece in block.statements[0].pieces] == [
        (0, 50, "20"),
        (50, 50, "20"),
    ]
    assert block.statements[1].pieces == ()
    assert block.sentence == "“I agree a lot” was said most often about “I feel safe at school”: about 50%."


def test_the_turns_of_a_repeat_are_answers_of_fewer_people() -> None:
    here = asked(example(KINDS.repeat), example(KINDS.yes_no))
    repeated = here.questions[1]
    found = cells(repeated, {"yes": 40, "no": 20})
    _, block = blocks(Came(here, found, people={repeated.id: people(repeated, 24)}))
    assert isinstance(block, Block)
    assert block.base == "About 60 answers, one for each child, from about 25 people."
    assert block.sentence == "Most answers said “Yes”: about 40 of 60 answers. Next came “No”, about 20."


def people(question: Question, n: int, group: Group = YOUNG) -> list[Cell]:
    return [Cell(question.id, AnswerState.given, "", group, HowAnswered.alone, Format.std, n)]


def test_many_answers_of_few_people_are_few() -> None:
    here = asked(example(KINDS.repeat), example(KINDS.yes_no))
    repeated = here.questions[1]
    found = cells(repeated, {"yes": 20, "no": 10})
    _, block = blocks(Came(here, found, people={repeated.id: people(repeated, 9)}))
    assert isinstance(block, Block)
    assert (block.sentence, block.table, block.bars) == (told.TOO_FEW, None, ())
    found += cells(repeated, {"yes": 60, "no": 40}, PARENT)
    both = {repeated.id: [*people(repeated, 9), *people(repeated, 30, PARENT)]}
    for only, head in (
        (Only(), ("Answer", "Everyone")),
        (Only(group=PARENT), None),
        (Only(group=YOUNG), None),
    ):
        _, block = blocks(Came(here, found, people=both), only)
        assert isinstance(block, Block)
        assert (block.table.head if block.table else None) == head


def test_answers_that_are_nearly_as_many_are_told_as_alike() -> None:
    alike = told.chosen([("A", 980), ("B", 950), ("C", 200)], 2130)
    assert alike == "About as many people said “A” as “B”: about 980 of 2,130 people each."
    none = told.chosen([(one, 100) for one in "ABCDE"], 500)
    assert none == "No one answer stands out. “A”, “B”, “C” and 2 more were about as common."
    assert told.chosen([("A", 3), ("B", 2)], 12) == "No answer was chosen by 8 people or more."


def test_the_middle_of_few_is_only_a_step() -> None:
    from decimal import Decimal

    found = [(Decimal(1), 6), (Decimal(4), 6)]
    bins = (Bin("0 to 2", 6), Bin("3 to 5", 6))
    assert told.in_the_middle(found, bins, 12, "weeks", "people") == "The middle answer is 0 to 2 weeks."


def test_the_ends_of_a_scale_have_the_same_colours_whatever_lies_between() -> None:
    assert [tone(place, 3) for place in range(3)] == [0, 3, 6]
    assert [tone(place, 5) for place in range(5)] == [0, 2, 3, 4, 6]
    assert sum(piece.width for piece in pieces([10, 3, 20, 40])) == pytest.approx(100, abs=0.1)


def test_how_it_grew_is_told_without_stars() -> None:
    found = growth([SoFar(NOW.date(), 12, 7)])
    assert found
    assert found.sentence.endswith("10 people had begun and fewer than 8 had finished.")


def test_how_it_grew_is_drawn_from_rounded_numbers() -> None:
    days = [SoFar(NOW.date().replace(day=day), 3 * day, 2 * day) for day in range(1, 29)]
    found = growth(days)
    assert found
    assert found.sentence == "By 28 May 2026 85 people had begun and 55 had finished."
    assert found.drawing
    assert (found.drawing.started[-1].y, found.drawing.top) == (10, "85")
    assert found.table.rows[0][1:] == ("*", "*")
    assert drawn(days[:1]) is None


@settings(max_examples=40, deadline=None)
@given(st.sampled_from([*KINDS]), st.lists(st.integers(0, 30), min_size=8, max_size=8), st.booleans())
def test_no_exact_small_number_is_on_any_page(
    kind: QuestionKind, people: list[int], is_filtered: bool
) -> None:
    here = asked(example(kind))
    found = []
    for question in here.questions:
        codes = [option.code for option in counted(question)] or ["3", "2026-05", "WV1"]
        chosen = dict(zip(codes, people, strict=False))
        found += worth(question, chosen) if way_of(question) in {Way.number, Way.month, Way.area} else []
        found += cells(question, chosen) + cells(question, dict(zip(codes, people[4:], strict=False)), PARENT)
    for block in blocks(Came(here, found), Only(group=YOUNG) if is_filtered else Only()):
        tables = [one.table for one in getattr(block, "blocks", (block,)) if one.table]
        shown = {
            cell.split(" ")[0] for table in tables for row in (*table.rows, *table.quiet) for cell in row[1:]
        }
        assert not shown & {str(n) for n in range(1, 8)}
    assert all(count(question, found).given >= 0 for question in here.questions)
