"""When a question or a part is asked and where people go next, as rows of a form: filled from what is stored, read back, told
what is missing. What rows can't say is shown as it is written and kept."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from engage.consultations.building.question_form.lines import (
    Join,
    Line,
    Lines,
    Says,
    condition_of,
    lines_of,
    number_in,
)
from engage.consultations.building.question_form.rows import CONDITIONS, LISTS, ROUTES, numbers
from engage.consultations.building.question_form.topics import Topic
from engage.web.forms import FieldState, Form, Mistake, Typed
from surveys.answers import Problem
from surveys.definition import Route
from surveys.logic import parse

OWN, JOIN = "when_own", "when_join"
_PICK = "Choose an answer for this line, or take it out"


@dataclass(frozen=True)
class RuleRow:
    """One line of a condition, or one way on, as the form shows it. `own` is a condition that lines can't say."""

    rows: str
    number: int
    what: FieldState
    says: FieldState
    count: FieldState
    to: FieldState
    own: str = ""
    was: str = ""

    @property
    def place(self) -> str:
        return f"{self.rows}{self.number}"


def rule_fields(topics: Sequence[Topic], condition: str, routes: Sequence[Route] = ()) -> dict[str, object]:
    """A condition and ways on as the fields of a form."""
    lines = lines_of(condition, _counted(topics))
    shown = lines or Lines()
    values: dict[str, object] = {OWN: condition if lines is None else "", JOIN: shown.join.value}
    values[LISTS[CONDITIONS]] = [str(n) for n, _ in enumerate(shown.lines, start=1)]
    for number, line in enumerate(shown.lines, start=1):
        values |= _line_fields(f"{CONDITIONS}{number}_", line)
    values[LISTS[ROUTES]] = [str(n) for n, _ in enumerate(routes, start=1)]
    for number, route in enumerate(routes, start=1):
        values |= _route_fields(f"{ROUTES}{number}_", route, _counted(topics))
    return values


def _line_fields(start: str, line: Line) -> dict[str, object]:
    return {f"{start}what": line.what, f"{start}says": line.says.value, f"{start}count": line.number}


def _route_fields(start: str, route: Route, counted: Collection[str]) -> dict[str, object]:
    lines = lines_of(route.when, counted)
    values: dict[str, object] = {f"{start}to": route.to}
    if lines is None or len(lines.lines) > 1:
        return {**values, f"{start}own": route.when}
    line = _line_fields(start, lines.lines[0]) if lines.lines else {}
    return {**values, **line, f"{start}was": route.when}


def rule_rows(form: Form, rows: str) -> tuple[RuleRow, ...]:
    """The lines of the condition, or the ways on."""
    return tuple(_row(form, rows, number) for number in numbers(form.typed, rows))


def _row(form: Form, rows: str, number: int) -> RuleRow:
    start = f"{rows}{number}_"
    fields = {name: form[f"{start}{name}"] for name in ("what", "says", "count", "to")}
    return RuleRow(rows, number, **fields, own=form[f"{start}own"].value, was=form[f"{start}was"].value)


def read_condition(typed: Typed, topics: Sequence[Topic], before: str) -> tuple[str, tuple[Mistake, ...]]:
    """The condition that was put together; `before` as it was when nothing was changed."""
    own = (typed.get(OWN) or ("",))[0].strip()
    if own:
        read = parse(own)
        return (own, ()) if not isinstance(read, Problem) else (own, (Mistake(OWN, f"{read.message}."),))
    known = {value for topic in topics for value in topic.values}
    stored = {line.what for line in (lines_of(before, _counted(topics)) or Lines()).lines}
    read_lines = [
        _read_line(typed, f"{CONDITIONS}{number}_", known | stored) for number in numbers(typed, CONDITIONS)
    ]
    if mistakes := tuple(line for line in read_lines if isinstance(line, Mistake)):
        return before, mistakes
    lines = tuple(line for line in read_lines if isinstance(line, Line))
    join = Join.any if (typed.get(JOIN) or ("",))[0] == Join.any else Join.all
    whole = Lines(lines, join if len(lines) > 1 else Join.all)
    return condition_of(whole, _several(topics), _counted(topics), before), ()


def read_routes(
    typed: Typed, topics: Sequence[Topic], targets: Mapping[str, str], before: Sequence[Route]
) -> tuple[tuple[Route, ...], tuple[Mistake, ...]]:
    """The ways on, the first that holds first. `targets` are the places that lie ahead, by id."""
    known = {value for topic in topics for value in topic.values}
    for route in before:
        known |= {line.what for line in (lines_of(route.when, _counted(topics)) or Lines()).lines}
    places = {*targets, *(route.to for route in before)}
    routes: list[Route] = []
    mistakes: list[Mistake] = []
    for number in numbers(typed, ROUTES):
        start = f"{ROUTES}{number}_"
        when = _read_when(typed, start, known, topics, before)
        if isinstance(when, Mistake):
            mistakes.append(when)
        to = (typed.get(f"{start}to") or ("",))[0]
        if to not in places:
            mistakes.append(Mistake(f"{start}to", "Choose where people go next, or take this way out"))
        elif isinstance(when, str):
            routes.append(Route(when=when, to=to))
    return tuple(routes), tuple(mistakes)


def _read_when(
    typed: Typed, start: str, known: set[str], topics: Sequence[Topic], before: Sequence[Route]
) -> str | Mistake:
    own = (typed.get(f"{start}own") or ("",))[0]
    if own:  # kept also when somebody took it out meanwhile: what is on the page is what is saved
        read = parse(own)
        is_stored = any(route.when == own for route in before)
        return (
            own if is_stored or not isinstance(read, Problem) else Mistake(f"{start}to", f"{read.message}.")
        )
    if not (typed.get(f"{start}what") or ("",))[0]:
        return ""  # in any case
    line = _read_line(typed, start, known)
    if isinstance(line, Mistake):
        return line
    whole, counted = Lines((line,)), _counted(topics)
    was = (typed.get(f"{start}was") or ("",))[0]
    stored = was if any(route.when == was for route in before) else ""
    return condition_of(whole, _several(topics), counted, stored)


def _read_line(typed: Typed, start: str, known: set[str]) -> Line | Mistake:
    what, says, count = ((typed.get(f"{start}{name}") or ("",))[0] for name in ("what", "says", "count"))
    if what not in known:
        return Mistake(f"{start}what", _PICK)
    how = Says(says) if says in set(Says) else Says.said
    if what.split(":")[1] != "number":
        if how not in {Says.said, Says.else_}:
            return Mistake(
                f"{start}says", "Choose “said” or “said something else than”: this answer is no number"
            )
        return Line(what, how)
    number = number_in(count)
    if number is None:
        return Mistake(f"{start}count", "Write a number, such as 5")
    return Line(what, how, number)


def _several(topics: Sequence[Topic]) -> frozenset[str]:
    return frozenset(topic.name for topic in topics if topic.takes_several)


def _counted(topics: Sequence[Topic]) -> frozenset[str]:
    return frozenset(topic.name for topic in topics if topic.is_counted)
