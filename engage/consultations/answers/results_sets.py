"""The statements of a set in one picture: a line for each, cut into pieces by what people said."""

from collections.abc import Mapping, Sequence

from analysis.small_numbers import percent, shown
from engage.consultations.answers import charts
from engage.consultations.answers import results_told as told
from engage.consultations.answers.results_shape import Block, Statement, Table, Together
from surveys.definition import Question, said
from surveys.steps import root_of
from surveys.tally import Cell, Only, QuestionCount, count


def together(
    number: str,
    questions: Sequence[Question],
    cells: Mapping[str, Sequence[Cell]],
    only: Only,
    each: Sequence[Block],
) -> Together:
    """All statements in one picture. One that cannot be shown by itself has no bar here either."""
    counted = [count(question, cells[question.id], only) for question in questions]
    labels = [option.label for option in counted[0].options]
    rows = [
        (
            one.text,
            *(charts.cell(option.n, counts.given) for option in counts.options[: len(labels)]),
            str(shown(counts.given)),
        )
        if one.table
        else (one.text, *("too few" for _ in labels), "")
        for one, counts in zip(each, counted, strict=True)
    ]
    is_shown = any(one.table for one in each)
    return Together(
        id=root_of(questions[0].id),
        number=number,
        text=said(questions[0].stem, "en"),
        sentence=_most_agreed(each, counted) if is_shown else told.TOO_FEW,
        legend=tuple((charts.tone(place, len(labels)), label) for place, label in enumerate(labels)),
        statements=tuple(
            Statement(
                one.id,
                one.text,
                charts.pieces([option.n for option in counts.options[: len(labels)]]) if one.table else (),
                one.base,
            )
            for one, counts in zip(each, counted, strict=True)
        ),
        table=Table(("Statement", *labels, "Answered"), tuple(rows)) if is_shown else None,
        blocks=tuple(each),
    )


def _most_agreed(each: Sequence[Block], counted: Sequence[QuestionCount]) -> str:
    """The statement with most at the first answer of the scale."""
    first = counted[0].options[0].label if counted[0].options else ""
    shares = [
        (percent(counts.options[0].n, counts.given) or 0, block.text)
        for block, counts in zip(each, counted, strict=True)
        if block.table and counts.options
    ]
    most = max(share for share, _ in shares)
    at_top = [text for share, text in shares if share == most]
    if not most or len(at_top) > 1:
        return "Each line is one statement; the longer a piece, the more people said it."
    return f"“{first}” was said most often about “{at_top[0]}”: about {most}%."
