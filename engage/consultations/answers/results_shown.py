"""Counted answers as a page shows them, purely: for each question a plain sentence, a chart, and a table that says the
same. Every number is protected; where even that would lead to somebody, only the reason is shown."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from analysis.small_numbers import SMALLEST_BASE, may_publish, shown
from engage.consultations.answers import charts, protecting
from engage.consultations.answers import results_told as told
from engage.consultations.answers.results_beside import aligned, beside
from engage.consultations.answers.results_how import how_rows, how_words
from engage.consultations.answers.results_sets import together
from engage.consultations.answers.results_shape import Block, Came, Table, Together
from engage.consultations.words import GROUP_NAMES, KIND_NAMES
from surveys.all_versions import Asked
from surveys.amounts import Bin, area_bins, month_bins, number_bins, numbers, values
from surveys.answers import Format
from surveys.definition import Group, Question, QuestionKind, said
from surveys.joins import Counted
from surveys.questions import counted as options_of
from surveys.questions import yes_no
from surveys.ranking import place_words, ranked
from surveys.steps import root_of
from surveys.tally import ALL, Cell, Only, QuestionCount, Way, count, way_of

_SCALES = frozenset({QuestionKind.feeling_scale, QuestionKind.agreement_scale})
_PICTURED = frozenset({QuestionKind.feeling_scale, QuestionKind.picture_choice})
_CALLED = {
    QuestionKind.voice: "recordings",
    QuestionKind.photo: "pictures or files",
    QuestionKind.drawing: "drawings",
}
OTHER_AREAS = "Other areas together"


def blocks(came: Came, only: Only = ALL) -> tuple[Block | Together, ...]:
    """Each question counted, in order. Cells are sorted by question once, so that a long survey stays quick."""
    by_question: defaultdict[str, list[Cell]] = defaultdict(list)
    for cell in came.cells:
        by_question[cell.question_id].append(cell)
    asked = [one for one in came.asked.questions if way_of(one) is not Way.nothing]
    found: list[Block | Together] = []
    for number, (_, some) in enumerate(groupby(asked, key=lambda one: root_of(one.id)), start=1):
        questions = list(some)
        if not questions[0].stem:
            found += [_block(str(number), one, by_question[one.id], only, came) for one in questions]
            continue
        each = [
            _block(f"{number}.{place}", one, by_question[one.id], only, came)
            for place, one in enumerate(questions, start=1)
        ]
        found.append(together(str(number), questions, by_question, only, each))
    return tuple(found)


def _block(number: str, question: Question, cells: Sequence[Cell], only: Only, came: Came) -> Block:
    counts = count(question, cells, only)
    is_repeat = question.id in came.asked.repeated
    who = came.people.get(question.id, ()) if is_repeat else cells  # one person may have told about several
    people = count(question, who, only).given
    block = Block(
        id=question.id,
        number=number,
        text=said(question.text, "en"),
        kind=KIND_NAMES[question.kind],
        sentence=told.TOO_FEW,
        base=_base(counts, people, came.asked) if is_repeat else told.base_words(counts),
        notes=tuple(_notes(question, counts, cells, only, came.asked)),
        has_words=counts.given > 0
        and (counts.is_open or any(option.says for option in options_of(question))),
        is_feeling=question.kind is QuestionKind.feeling_scale,
    )
    noun = "answers" if is_repeat else "people"
    match counts.way:
        case Way.words:
            return replace(block, sentence=told.wrote(counts.given), notes=_with_how(block, cells, only))
        case Way.files:
            block = replace(block, notes=_with_how(block, cells, only))
            called = _CALLED[question.kind]
            return replace(block, sentence=told.sent(counts.given, came.files.get(question.id), called))
    if not may_publish(people) or not protecting.may_narrow(who, only):
        return block
    match counts.way:
        case Way.one | Way.many:
            return _chosen(block, counts, beside(counts, cells, who, only), cells, only, noun)
        case Way.ranked:
            return _in_order(block, counts, cells, only)
    return _amounts(block, counts, cells, only, noun)


def _with_how(block: Block, cells: Sequence[Cell], only: Only) -> tuple[str, ...]:
    return (*filter(None, [how_words(cells, only)]), *block.notes)


def _base(counts: QuestionCount, people: int, asked: Asked) -> str:
    repeat = asked.repeat_of(counts.question.id)
    return told.repeat_words(counts, people, said(repeat.unit, "en") if repeat else "")


def _notes(
    question: Question, counts: QuestionCount, cells: Sequence[Cell], only: Only, asked: Asked
) -> Iterator[str]:
    if hard := told.too_hard(counts):
        yield hard
    is_easy = any(cell.format is Format.easy and only.has(cell) for cell in cells)
    if question.kind in _SCALES and question.points == 5 and is_easy:
        yield "In Easy Read people choose from three of these answers."
    joins = [
        one for version in asked.versions for one in version.joins if one.question == root_of(question.id)
    ]
    if any(one.join is Counted.together for one in joins):
        yield "This question was changed. Answers from before and after are counted together."
    if apart := next((one for one in joins if one.join is Counted.apart), None):
        yield f"This question was asked in another way before; those answers are counted apart. {apart.why}".strip()
    if question.id not in asked.newest:
        yield "Not asked any more."


def _chosen(
    block: Block, counts: QuestionCount, parts: Mapping[Group, QuestionCount] | None, cells: Sequence[Cell], only: Only,
    noun: str,
) -> Block:  # fmt: skip
    if parts is None:
        return block
    named = [(option.label, option.n) for option in counts.options]
    phrase = told.SAID if counts.way is Way.one else told.CHOSE
    is_pictured = counts.question.kind in _PICTURED
    pictures = {one.code: one.symbol or "" for one in options_of(counts.question)} if is_pictured else {}
    return replace(
        block,
        sentence=told.chosen(named, counts.given, noun, phrase),
        bars=tuple(
            charts.share_bar(option.label, option.n, counts.given, pictures.get(option.code, ""))
            for option in counts.options
        ),
        table=_by_group(counts, parts, cells, only, noun),
    )


def _by_group(
    counts: QuestionCount, parts: Mapping[Group, QuestionCount], cells: Sequence[Cell], only: Only, noun: str
) -> Table:
    columns = [counts, *aligned(counts, parts.values())]
    rows = tuple(
        (option.label, *(charts.cell(column.options[place].n, column.given) for column in columns))
        for place, option in enumerate(counts.options)
    )
    is_yes_no = counts.question.kind is QuestionKind.yes_no
    quiet = [
        (said(yes_no.NOT_SURE, "en") if is_yes_no else "I don’t know", [one.dont_know for one in columns]),
        ("Did not understand it", [one.dont_understand for one in columns]),
        ("Skipped it", [one.skipped for one in columns]),
    ]
    base = (
        f"{noun.capitalize()} who answered" if noun == "people" else "Answers",
        *(str(shown(one.given)) for one in columns),
    )
    return Table(
        head=(
            "Answer",
            "These people" if only.active else "Everyone",
            *(GROUP_NAMES[group] for group in parts),
        ),
        rows=rows,
        quiet=(
            base,
            *how_rows(cells, only, parts),
            *((label, *(str(shown(n)) for n in each)) for label, each in quiet if any(each)),
        ),
    )


def _in_order(block: Block, counts: QuestionCount, cells: Sequence[Cell], only: Only) -> Block:
    order = ranked(counts.question, cells, only)
    if protecting.gives_away([], [one.first for one in order], [counts.given], True):
        return block
    rows = tuple(
        (
            one.label,
            charts.cell(one.first, counts.given),
            charts.cell(one.top, counts.given),
            place_words(one.mean) if one.mean is not None and may_publish(one.placed) else "Too few to say",
        )
        for one in order
    )
    return replace(
        block,
        sentence=told.ranked_first(order, counts.given),
        bars=tuple(charts.share_bar(one.label, one.first, counts.given) for one in order),
        table=Table(
            ("Answer", "Put first", "In the first three", "Usual place"),
            rows,
            (
                ("People who answered", str(shown(counts.given)), "", ""),
                *((*row, "", "") for row in how_rows(cells, only, ())),
            ),
        ),
        notes=(*block.notes, "The bars show how many put each answer first."),
    )


def _amounts(block: Block, counts: QuestionCount, cells: Sequence[Cell], only: Only, noun: str) -> Block:
    found = values(counts.question, cells, only)
    sentence, head, bins = _stepped(counts, found, noun)
    base = sum(one.n for one in bins)
    if not may_publish(base) or protecting.gives_away([], [one.n for one in bins], [base], True):
        return block
    return replace(
        block,
        sentence=sentence,
        bars=charts.scaled_bars([(one.label, one.n) for one in bins]),
        table=Table(
            (head, noun.capitalize()),
            tuple((one.label, charts.cell(one.n, base)) for one in bins),
            (
                (f"{noun.capitalize()} who answered" if noun == "people" else "Answers", str(shown(base))),
                *how_rows(cells, only, ()),
            ),
        ),
    )


def _stepped(counts: QuestionCount, found: Mapping[str, int], noun: str) -> tuple[str, str, tuple[Bin, ...]]:
    """The sentence, what the steps are called, and the steps."""
    if counts.way is Way.number:
        each = numbers(found)
        bins = number_bins(each, counts.question.decimals)
        base, unit = sum(one.n for one in bins), said(counts.question.unit, "en")
        sentence = f"{told.in_the_middle(each, bins, base, unit, noun)} {told.ends(bins, unit)}".strip()
        return sentence, unit.capitalize() or "Number", bins
    if counts.way is Way.month:
        bins = month_bins(found)
        return told.chosen([(one.label, one.n) for one in bins], counts.given, noun), "When", bins
    bins = _large_areas(area_bins(found))
    named = [(one.label, one.n) for one in bins if one.label != OTHER_AREAS]
    return told.chosen(named, counts.given, noun), "Area", bins


def _large_areas(bins: Sequence[Bin]) -> tuple[Bin, ...]:
    """The areas many came from by name; few people from one place stand together, without the place's name."""
    large = [one for one in bins if may_publish(one.n)]
    rest = sum(one.n for one in bins) - sum(one.n for one in large)
    if large and 0 < rest < SMALLEST_BASE:
        rest += large.pop().n
    return (*large, *((Bin(OTHER_AREAS, rest),) if rest else ()))
