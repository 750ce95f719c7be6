"""Which groups of one question may stand beside everybody, and whether a filtered page may be shown at all: both are the same
question, what somebody learns who takes one number from another."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from engage.consultations.answers import protecting
from surveys.definition import Group, Question
from surveys.tally import Cell, Only, QuestionCount, Way, count


def beside(
    counts: QuestionCount, cells: Sequence[Cell], who: Sequence[Cell], only: Only
) -> Mapping[Group, QuestionCount] | None:
    """The groups that may stand beside everybody, counted; none while a filter is set. None where even the count of
    everybody would give somebody away. `who` are the people behind the answers: the same cells, but for a repeat."""
    everybody = [option.n for option in counts.options]
    adds_up = counts.way is Way.one
    if protecting.gives_away([], everybody, [counts.given], adds_up):
        return None
    if only.active:
        is_safe = not _is_unanimous(counts) and not any(
            _row_gives_away(counts.question, cells, who, only, name, adds_up) for name in only.active
        )
        return {} if is_safe else None
    groups = {group: count(counts.question, cells, Only(group=group)) for group in Group}
    may = protecting.alone({group: count(counts.question, who, Only(group=group)).given for group in Group})
    shown = {group: one for group, one in groups.items() if group in may}
    if sum(one.given > 0 for one in groups.values()) < 2 or any(_is_unanimous(one) for one in shown.values()):
        return {}
    return {} if _gives_away(counts, shown.values(), adds_up) else shown


def _is_unanimous(counts: QuestionCount) -> bool:
    """Whether everybody here said the same: then the number of a group says what each of them said, and the number of the
    others nearly does."""
    return any(option.n == counts.given for option in counts.options)


def _row_gives_away(
    question: Question, cells: Sequence[Cell], who: Sequence[Cell], only: Only, name: str, adds_up: bool
) -> bool:
    """Whether the pages that differ in this one filter, laid side by side, pin a small count down."""
    whole = count(question, cells, only.without(name))
    sizes = protecting.bases(who, name, only.without(name))
    # without the few that are marked beside with them: two pages, of which the second is never shown for a few
    may = protecting.alone(sizes) | ({False} if name == "is_marked" else frozenset())
    each = [count(question, cells, only.but(name, value)) for value in sizes if value in may]
    return any(_is_unanimous(one) for one in each) or _gives_away(whole, each, adds_up)


def _gives_away(whole: QuestionCount, parts: Collection[QuestionCount], adds_up: bool) -> bool:
    """Whether parts of everybody beside everybody pin a small count down, in one of them or in what is left over."""
    columns = [[option.n for option in one.options] for one in aligned(whole, parts)]
    left = [option.n - sum(ns) for option, *ns in zip(whole.options, *columns, strict=True)]
    people = [one.given for one in parts]
    return protecting.gives_away(columns, left, [*people, whole.given - sum(people)], adds_up)


def aligned(whole: QuestionCount, each: Iterable[QuestionCount]) -> Iterator[QuestionCount]:
    """The same options in the same order for every column."""
    for one in each:
        n = {option.code: option.n for option in one.options}
        yield replace(
            one, options=tuple(replace(option, n=n.get(option.code, 0)) for option in whole.options)
        )
