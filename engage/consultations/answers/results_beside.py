"""Which groups of one question may stand beside everybody, and whether a filtered page may be shown at all: both are the same
question, what somebody learns who takes one number from another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from engage.consultations.answers import protecting
from surveys.definition import Group, Question
from surveys.tally import Cell, Only, QuestionCount, Way, count


def beside(counts: QuestionCount, cells: Sequence[Cell], only: Only) -> Mapping[Group, QuestionCount] | None:
    """The groups that may stand beside everybody, counted; none while a filter is set. None where even the count of
    everybody would give somebody away."""
    everybody = [option.n for option in counts.options]
    adds_up = counts.way is Way.one
    if protecting.gives_away([], everybody, [counts.given], adds_up):
        return None
    if only.active:
        is_safe = not _is_unanimous(counts) and not any(
            _row_gives_away(counts.question, cells, only, name, adds_up) for name in only.active
        )
        return {} if is_safe else None
    groups = {group: count(counts.question, cells, Only(group=group)) for group in Group}
    may = protecting.alone({group: one.given for group, one in groups.items()})
    shown = {group: one for group, one in groups.items() if group in may}
    if sum(one.given > 0 for one in groups.values()) < 2 or any(_is_unanimous(one) for one in shown.values()):
        return {}
    rest = _without(everybody, shown.values())
    base = [*(one.given for one in shown.values()), counts.given - sum(one.given for one in shown.values())]
    columns = [[option.n for option in one.options] for one in aligned(counts, shown.values())]
    return {} if protecting.gives_away(columns, rest, base, adds_up) else shown


def _is_unanimous(counts: QuestionCount) -> bool:
    """Whether everybody here said the same: then the number of a group says what each of them said, and the number of the
    others nearly does."""
    return any(option.n == counts.given for option in counts.options)


def _row_gives_away(question: Question, cells: Sequence[Cell], only: Only, name: str, adds_up: bool) -> bool:
    """Whether the pages that differ in this one filter, laid side by side, pin a small count down."""
    whole = count(question, cells, only.without(name))
    sizes = protecting.bases(cells, name, only.without(name))
    may = protecting.alone(sizes)
    each = [count(question, cells, only.but(name, value)) for value in sizes if value in may]
    if any(_is_unanimous(one) for one in each):
        return True
    columns = [[option.n for option in one.options] for one in aligned(whole, each)]
    rest = _without([option.n for option in whole.options], each)
    base = [*(one.given for one in each), whole.given - sum(one.given for one in each)]
    return protecting.gives_away(columns, rest, base, adds_up)


def aligned(whole: QuestionCount, each: Iterable[QuestionCount]) -> Iterator[QuestionCount]:
    """The same options in the same order for every column."""
    for one in each:
        n = {option.code: option.n for option in one.options}
        yield replace(
            one, options=tuple(replace(option, n=n.get(option.code, 0)) for option in whole.options)
        )


def _without(everybody: Sequence[int], parts: Iterable[QuestionCount]) -> list[int]:
    left = list(everybody)
    for part in parts:
        for place, option in enumerate(part.options[: len(left)]):
            left[place] -= option.n
    return left
