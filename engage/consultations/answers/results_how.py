"""How the answers to one question were given: alone, with help, written down by somebody, for somebody, as a group. It stands
under every table, so that words somebody else wrote down are never taken for the person's own without a trace."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from analysis.small_numbers import in_words, may_publish, shown
from engage.consultations.answers import protecting
from surveys.answers import AnswerState, HowAnswered
from surveys.definition import Group
from surveys.logic.naming import listed
from surveys.tally import Cell, Only

OF_THEM: Mapping[HowAnswered, str] = {
    HowAnswered.helped: "of them with help",
    HowAnswered.scribed: "of them written down by somebody",
    HowAnswered.behalf: "of them answered for somebody",
    HowAnswered.group: "of them as a group",
}
Column = Mapping[HowAnswered, int]


def how_rows(cells: Sequence[Cell], only: Only, groups: Iterable[Group]) -> tuple[tuple[str, ...], ...]:
    """A row for each way but alone: its words, the number of everybody, then of each group that stands beside them. No row
    where even these numbers would lead to somebody, and none where a filter already asks for one way."""
    everybody = _ways(cells, only)
    if not any(everybody[one] for one in OF_THEM) or only.how_answered is not None:
        return ()
    each = [_ways(cells, only.but("group", group)) for group in groups]
    if not may_publish(sum(everybody.values())) or _gives_away(everybody, ()):
        return ()
    beside = each if not _gives_away(everybody, each) else None
    return tuple(
        (
            words,
            str(shown(everybody[way])),
            *(str(shown(one[way])) if beside is not None else "" for one in each),
        )
        for way, words in OF_THEM.items()
        if everybody[way]
    )


def how_words(cells: Sequence[Cell], only: Only) -> str:
    """The same as a sentence, for answers in people's own words: `Of them about 20 with help and fewer than 8 as a group.`
    Empty where there is nothing to say, or it would lead to somebody."""
    everybody = _ways(cells, only)
    if not how_rows(cells, only, ()):
        return ""
    told = [
        f"{in_words(everybody[way], '').strip().lower()} {words.removeprefix('of them ')}"
        for way, words in OF_THEM.items()
        if everybody[way]
    ]
    return f"Of them {listed(told, 'and')}."


def _ways(cells: Iterable[Cell], only: Only) -> Counter[HowAnswered]:
    found: Counter[HowAnswered] = Counter()
    for cell in cells:
        if not cell.choice and cell.state is AnswerState.given and only.has(cell):
            found[cell.how_answered] += cell.n
    return found


def _gives_away(everybody: Column, each: Sequence[Column]) -> bool:
    """Whether the columns beside everybody, or everybody alone, pin a small count down."""
    columns = [[one[way] for way in HowAnswered] for one in each]
    if not columns:
        return protecting.gives_away(
            [], [everybody[way] for way in HowAnswered], [sum(everybody.values())], True
        )
    left = [everybody[way] - sum(one[way] for one in each) for way in HowAnswered]
    return protecting.gives_away(columns, left, [*map(sum, columns), sum(left)], True)
