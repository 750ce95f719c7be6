"""A question as the fields of its form."""

from engage.consultations.building.question_form.parts import has_rows, standard_answers
from engage.consultations.building.question_form.rows import ANSWERS, LISTS, STATEMENTS, row_fields
from engage.web.forms import Form, filled
from surveys.definition import EASY, Option, Question

_TWINS = ("text", "hint", "unit", "picture_says", "transcript")


def form_of(question: Question) -> Form:
    """Every field the form of this question has, filled with what the question says."""
    values: dict[str, object] = {
        "symbol": question.symbol or "",
        "kind": question.kind.value,
        "offers": [name for name in ("dont_know", "dont_understand") if getattr(question, f"offers_{name}")],
        "points": question.points,
        "most": question.most,
        "low": _plain(question.low),
        "high": _plain(question.high),
        "decimals": question.decimals,
        "max_length": question.max_length,
        "picture": question.picture or "",
        "video": question.video,
    }
    for name in _TWINS:
        text = getattr(question, name)
        values |= {name: text.get("en"), f"{name}_easy": text.get(EASY)}
    values |= _rows(ANSWERS, question.options if has_rows(question.kind) else ())
    values |= _rows(STATEMENTS, question.statements)
    for number, usual in enumerate(standard_answers(question), start=1):
        if own := question.option(usual.code):
            values |= row_fields(ANSWERS, number, own)
    return filled(values)


def _rows(rows: str, options: tuple[Option, ...]) -> dict[str, object]:
    values: dict[str, object] = {LISTS[rows]: [str(n) for n, _ in enumerate(options, start=1)]}
    for number, option in enumerate(options, start=1):
        values |= row_fields(rows, number, option)
    return values


def _plain(number: float | None) -> str | None:
    """`20` and not `20.0`."""
    if number is None:
        return None
    return str(int(number)) if number == int(number) else repr(number)
