"""Rows of a form that can be added, moved and taken out by buttons, without a script and without losing a letter:
answers (`o`), statements (`s`), conditions (`c`) and ways on (`r`)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from engage.consultations.building.question_form.parts import standard_answers
from engage.web.forms import FieldState, Form, Mistake, Typed
from surveys.beginnings import NONE_OF_THESE, SOMETHING_ELSE
from surveys.definition import MOST_OPTIONS, Option, Question
from surveys.wording import EASY

ANSWERS, STATEMENTS, CONDITIONS, ROUTES = "o", "s", "c", "r"
# the field that lists the numbers of the rows, in the order they stand
LISTS: Mapping[str, str] = {
    ANSWERS: "rows",
    STATEMENTS: "statement_rows",
    CONDITIONS: "condition_rows",
    ROUTES: "route_rows",
}
_NAMES = {ANSWERS: "an answer", STATEMENTS: "a statement", CONDITIONS: "a line", ROUTES: "a way"}
MOST: Mapping[str, int] = {ANSWERS: MOST_OPTIONS, STATEMENTS: MOST_OPTIONS, CONDITIONS: 10, ROUTES: 10}
_PLACE = re.compile("([oscr])([0-9]{1,3})")
_READY: Mapping[str, Option] = {"none": NONE_OF_THESE, "other": SOMETHING_ELSE}


@dataclass(frozen=True)
class Press:
    """Which button was pressed: `save`, `kind`, `own`; or `add`, `none`, `other` in a set of rows; or `up`, `down`,
    `remove` on one row of it."""

    name: str
    rows: str = ""
    number: int = 0


SAVE = Press("save")


def pressed(typed: Typed) -> Press:
    """The button; anything unknown saves, because that loses nothing."""
    name, _, place = (typed.get("do") or ("save",))[0].partition(":")
    if name in {"save", "kind", "own"}:
        return Press(name)
    if name == "add" and place in LISTS:
        return Press(name, place)
    if name in _READY:
        return Press(name, ANSWERS)
    found = _PLACE.fullmatch(place)
    if found and name in {"up", "down", "remove"}:
        return Press(name, found[1], int(found[2]))
    return SAVE


def numbers(typed: Typed, rows: str = ANSWERS) -> tuple[int, ...]:
    """The numbers of a set of rows, in the order they stand; nonsense is passed over."""
    found = (int(raw) for raw in typed.get(LISTS[rows], ()) if re.fullmatch("[0-9]{1,3}", raw))
    return tuple(dict.fromkeys(found))[: MOST[rows]]


def reshaped(typed: Typed, press: Press) -> tuple[Form, str]:
    """The form after a button on rows, with everything typed; and the row to go on in, such as `o3` ("" for none)."""
    order = list(numbers(typed, press.rows))
    if press.name in {"add", *_READY}:
        if len(order) >= MOST[press.rows]:
            many = f"Take {_NAMES[press.rows]} out first. {MOST[press.rows]} are the most"
            return Form(typed, (Mistake(_heading(press.rows), many),)), ""
        number = next(n for n in range(1, 1000) if n not in order)
        fresh = {**_without(typed, press.rows, number), **_ready(press, number)}
        return _listed(fresh, press.rows, [*order, number]), f"{press.rows}{number}"
    if press.number not in order:
        return Form(typed), ""
    place = order.index(press.number)
    order.pop(place)
    if press.name == "remove":
        return _listed(_without(typed, press.rows, press.number), press.rows, order), ""
    order.insert(max(place - 1, 0) if press.name == "up" else place + 1, press.number)
    return _listed(typed, press.rows, order), f"{press.rows}{press.number}"


def _heading(rows: str) -> str:
    """The part of the page a mistake about a whole set of rows is told at."""
    return {ANSWERS: "answers", STATEMENTS: "statements", CONDITIONS: "when", ROUTES: "onwards"}[rows]


def _listed(typed: Typed, rows: str, order: list[int]) -> Form:
    return Form({**typed, LISTS[rows]: tuple(map(str, order))})


def _without(typed: Typed, rows: str, number: int) -> dict[str, tuple[str, ...]]:
    return {name: values for name, values in typed.items() if not name.startswith(f"{rows}{number}_")}


def _ready(press: Press, number: int) -> dict[str, tuple[str, ...]]:
    option = _READY.get(press.name)
    if option is None:
        return {}
    return {name: (value,) for name, value in row_fields(press.rows, number, option).items() if value}


def row_fields(rows: str, number: int, option: Option) -> dict[str, str]:
    """One answer, line or statement as the fields of its row."""
    start = f"{rows}{number}_"
    return {
        f"{start}code": option.code,
        f"{start}text": option.text.get("en", ""),
        f"{start}easy": option.text.get(EASY, ""),
        f"{start}symbol": option.symbol or "",
        f"{start}picture": option.picture or "",
        f"{start}alone": "yes" if option.exclusive else "",
        f"{start}says": "yes" if option.says else "",
    }


@dataclass(frozen=True)
class Row:
    """One answer, line or statement, as the form shows it. `standard` are the words it has when it is left empty."""

    rows: str
    number: int
    text: FieldState
    easy: FieldState
    symbol: FieldState
    picture: FieldState
    alone: FieldState
    says: FieldState
    code: str
    standard: Option | None = None

    @property
    def place(self) -> str:
        """Where it stands: `o3`."""
        return f"{self.rows}{self.number}"


def rows_of(form: Form, rows: str = ANSWERS) -> tuple[Row, ...]:
    """The rows of a form."""
    return tuple(row_at(form, rows, number) for number in numbers(form.typed, rows))


def standard_rows(form: Form, question: Question) -> tuple[Row, ...]:
    """A row for each answer that is always the same, for other words; those not in use stay hidden on the page."""
    standard = standard_answers(question)
    return tuple(row_at(form, ANSWERS, n, usual) for n, usual in enumerate(standard, start=1))


def row_at(form: Form, rows: str, number: int, standard: Option | None = None) -> Row:
    """One row of a form."""
    start = f"{rows}{number}_"
    each = {part: form[f"{start}{part}"] for part in ("text", "easy", "symbol", "picture", "alone", "says")}
    return Row(rows, number, **each, code=form[f"{start}code"].value, standard=standard)
