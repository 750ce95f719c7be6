"""Who there is and who has been heard, as a page shows it: sentences, pairs of bars, a table, a table by way in. Every number
of people who answered is protected; where even that would lead to somebody, only the reason is shown. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.small_numbers import may_publish, percent, shown
from engage.consultations.answers import protecting
from engage.consultations.answers.results_shape import Table
from engage.invitations.reach.counting import Counted
from engage.invitations.reach.matching import Match
from engage.invitations.reach.numbers import Dimension
from engage.invitations.reach.sentences import Heard, Standing, sentences, standing
from surveys.channels import CHANNEL_NAMES, Channel

TOO_CLOSE = "The numbers are not shown: beside each other they would lead to one person."
WAYS_TOO_CLOSE = "The ways in are not shown apart: too few came by one of them."


@dataclass(frozen=True)
class Pair:
    """Two bars: how large a part of the people here one kind is, and of those who answered. In per cent; None where the
    number is too small to show."""

    label: str
    here: int
    heard: int | None
    says: str
    standing: Standing


@dataclass(frozen=True)
class Shown:
    """One dimension as a page shows it. Without a table `instead` says why."""

    dimension: Dimension
    question: str
    sentences: Sequence[str]
    heard: Sequence[Heard]
    matched: int
    total: int
    pairs: Sequence[Pair] = ()
    table: Table | None = None
    ways: Table | None = None
    notes: Sequence[str] = ()
    instead: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """The kinds that are not heard, or hardly."""
        if self.instead:
            return tuple(one.label for one in self.heard if one.n == 0 and may_publish(self.matched))
        wanted = {Standing.nobody, Standing.few}
        return tuple(one.label for one in self.heard if standing(one, self.matched, self.total) in wanted)


def dimension_shown(
    dimension: Dimension, match: Match, question: str, came: Counted, ways: Mapping[Channel, Counted]
) -> Shown:
    """Everything there is to show of one dimension."""
    lines = [line for line in dimension.lines if line.label in match.codes]
    total = sum(line.people for line in lines)
    heard = tuple(Heard(line.label, line.people, came.by_label.get(line.label, 0)) for line in lines)
    is_safe = may_publish(came.matched) and not _gives_away(came)
    told = sentences(heard if is_safe else _only_nobody(heard), came.matched, total)
    found = Shown(
        dimension, question, told, heard, came.matched, total, notes=tuple(_notes(dimension, match))
    )
    if not may_publish(came.matched):
        return found
    if not is_safe:
        return replace(found, instead=TOO_CLOSE, sentences=told if _nobody(heard) else ())
    by_way = _by_way(heard, came, ways)
    return replace(
        found,
        pairs=tuple(_pair(one, came.matched, total) for one in heard),
        table=_table(heard, came, total),
        ways=by_way,
        notes=(*found.notes, *([WAYS_TOO_CLOSE] if by_way is None and len(ways) > 1 else [])),
    )


def _nobody(heard: Sequence[Heard]) -> bool:
    return any(one.n == 0 and one.people for one in heard)


def _only_nobody(heard: Sequence[Heard]) -> Sequence[Heard]:
    return [one for one in heard if one.n == 0]


def _gives_away(came: Counted) -> bool:
    """Whether these numbers beside each other pin a small one down, whoever looks knowing how many answered."""
    each = [*came.by_label.values(), came.others] if came.adds_up else [*came.by_label.values()]
    return protecting.gives_away([], each, [came.base], came.adds_up)


def _pair(one: Heard, matched: int, total: int) -> Pair:
    here, part = round(100 * one.people / total) if total else 0, percent(one.n, matched)
    answered = "nobody" if one.n == 0 else f"{part}%" if part is not None else "too few to say"
    return Pair(
        one.label,
        here,
        part,
        f"{one.label}: {here}% of the people here, {answered} of those who answered",
        standing(one, matched, total),
    )


STANDING_WORDS = {
    Standing.nobody: "Nobody",
    Standing.few: "Few",
    Standing.enough: "Heard",
    Standing.unclear: "Too small to say",
}


def _table(heard: Sequence[Heard], came: Counted, total: int) -> Table:
    rows = tuple(
        (
            one.label,
            str(shown(one.people)),
            f"{round(100 * one.people / total)}%" if total else "",
            str(shown(one.n)),
            _part(one.n, came.matched),
            STANDING_WORDS[standing(one, came.matched, total)],
        )
        for one in heard
    )
    sums = ("All of these", str(shown(total)), "", str(shown(came.matched)), "", "")
    others = [("Another answer", "", "", str(shown(came.others)), "", "")] if came.others else []
    return Table(
        ("Group", "People here", "Share of them", "Answered", "Share of those", "Heard?"),
        rows,
        (sums, *others),
    )


def _part(n: int, base: int) -> str:
    share = percent(n, base)
    return "" if share is None else f"{share}%"


def _by_way(heard: Sequence[Heard], came: Counted, ways: Mapping[Channel, Counted]) -> Table | None:
    """How many of each kind came by each way; None where a way has too few, or the table would lead to somebody."""
    if len(ways) < 2:
        return None
    may = protecting.alone({way: one.base for way, one in ways.items()})
    shown_ways = {way: one for way, one in ways.items() if way in may}
    labels = [one.label for one in heard]
    columns = [[one.by_label.get(label, 0) for label in labels] + [one.others] for one in shown_ways.values()]
    whole = [*(one.n for one in heard), came.others]
    left = [n - sum(ns) for n, *ns in zip(whole, *columns, strict=True)]
    people = [one.base for one in shown_ways.values()]
    if not columns or protecting.gives_away(columns, left, [*people, came.base - sum(people)], came.adds_up):
        return None
    rows = tuple(
        (label, *(str(shown(column[place])) for column in columns)) for place, label in enumerate(labels)
    )
    base = ("Answered this question", *(str(shown(one.base)) for one in shown_ways.values()))
    return Table(("Group", *(CHANNEL_NAMES[way] for way in shown_ways)), rows, (base,))


def _notes(dimension: Dimension, match: Match) -> Sequence[str]:
    without = [f"“{line.label}”" for line in dimension.lines if line.label not in match.codes]
    if not without:
        return ()
    return (f"No answer stands for {', '.join(without)}, so nothing is said about them.",)


@dataclass(frozen=True)
class Crossed:
    """Two dimensions laid over each other; without a table `instead` says why."""

    names: tuple[str, str]
    sentence: str
    table: Table | None = None
    instead: str = ""


def crossed_shown(
    names: tuple[str, str], labels: Sequence[str], others: Sequence[str], counts: Mapping[tuple[str, str], int], base: int
) -> Crossed:  # fmt: skip
    """How many are of both kinds. What is known of the people here is each dimension by itself, so only nobody is told."""
    columns = [[counts[label, other] for label in labels] for other in others]
    sizes = [sum(column) for column in columns]
    if (
        not may_publish(base)
        or not all(n == 0 or may_publish(n) for n in sizes)
        or protecting.gives_away(columns, [0] * len(labels), [*sizes, 0], True)
    ):
        return Crossed(names, "", instead=TOO_CLOSE)
    nobody = [f"“{label}” and “{other}”" for label in labels for other in others if not counts[label, other]]
    told = "; ".join(nobody[:6]) + (f"; and {len(nobody) - 6} more" if len(nobody) > 6 else "")
    rows = tuple((label, *(str(shown(counts[label, other])) for other in others)) for label in labels)
    return Crossed(
        names,
        f"Nobody has answered who is both: {told}."
        if nobody
        else "Somebody has answered from every pair of groups.",
        Table((names[0], *others), rows),
    )
