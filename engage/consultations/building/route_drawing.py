"""The route map as lines and boxes, purely: where everything stands, in units of an SVG, which are pixels. Questions stand
one below the other; a route leaves on the right, runs down in a lane of its own and comes back at its target. Drawn in
sheets, so that each fits a page of paper; lanes keep their place from one sheet to the next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap

from surveys.logic.naming import END, short
from surveys.logic.route_map import Part, RouteMap, Stop

LEFT, BOX, LANE, GAP = 20, 300, 16, 10
RIGHT = LEFT + BOX
FIRST_LANE = RIGHT + 34
ROW, EACH_LINE, EACH_ROUTE = 36, 16, 20
LETTERS = 38
STYLES = 3
SHEET, ONE_SHEET = 820, 1_000  # how tall a sheet is, and what is still put on one by drawing it smaller


@dataclass(frozen=True)
class Badge:
    """The number of a rule in its circle."""

    x: float
    y: float
    number: int


@dataclass(frozen=True)
class Row:
    """A question, the heading of a part, or the end, with the top and the height of its box. `some` is one that only some
    people are asked."""

    kind: str  # part, stop or end
    key: str
    top: float
    height: float
    number: str
    words: tuple[str, ...]
    only: Badge | None
    routes: tuple[Badge, ...] = ()
    some: bool = False

    @property
    def middle(self) -> float:
        return self.top + self.height / 2

    @property
    def lines(self) -> tuple[tuple[float, str], ...]:
        """Its words, each line with its place."""
        first = self.middle + 5 - EACH_LINE * (len(self.words) - 1) / 2
        return tuple((first + EACH_LINE * n, words) for n, words in enumerate(self.words))

    @property
    def arrives(self) -> float:
        """Where routes come in; below, where they go out."""
        return self.top + 10


@dataclass(frozen=True)
class Line:
    """A lane on one sheet, as SVG paths: the line, and its `arrow` where it comes back on this sheet; `away` is written at
    its foot, at `x`, where it comes back on a later one."""

    path: str
    style: int
    x: float
    arrow: str = ""
    away: str = ""


@dataclass(frozen=True)
class Sheet:
    """What fits on one page, its rows and lines at their place in the whole drawing; `top` and `height` are its window."""

    top: float
    height: float
    rows: tuple[Row, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Drawing:
    """The whole drawing."""

    width: float
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True)
class _Run:
    """All routes to one target, which share a lane."""

    to: Row
    starts: tuple[float, ...]
    lane: int

    @property
    def x(self) -> float:
        return FIRST_LANE + self.lane * LANE


def drawing_of(map: RouteMap) -> Drawing:
    """Everything at its place."""
    rows = tuple(_rows(map))
    runs = _runs(map, rows)
    lanes = max((run.lane for run in runs), default=-1) + 1
    width = FIRST_LANE + max(lanes, 1) * LANE
    return Drawing(width, tuple(_sheets(rows, runs)))


def _rows(map: RouteMap) -> Iterator[Row]:
    top: float = GAP
    for part in map.parts:
        if part.title or part.only or len(map.parts) > 1:
            yield (row := _heading(part, top))
            top += row.height
        for stop in part.stops:
            yield (row := _box(stop, top, some=part.only is not None))
            top += row.height + GAP
    yield Row("end", END, top, ROW, "", ("Check the answers, and send",), None)


def _heading(part: Part, top: float) -> Row:
    words = _wrapped(part.title or f"Part {part.number}")
    height = ROW + EACH_LINE * (len(words) - 1)
    only = Badge(LEFT, top + height / 2, part.only.number) if part.only else None
    return Row("part", part.id, top, height, "", words, only)


def _box(stop: Stop, top: float, *, some: bool) -> Row:
    words = _wrapped(stop.words or "Not worded yet")
    height = max(ROW + EACH_LINE * (len(words) - 1), 24 + EACH_ROUTE * len(stop.routes))
    only = Badge(LEFT, top + height / 2, stop.only.number) if stop.only else None
    routes = tuple(
        Badge(RIGHT + 14, top + 29 + EACH_ROUTE * n, rule.number) for n, rule in enumerate(stop.routes)
    )
    return Row("stop", stop.id, top, height, str(stop.number), words, only, routes, some or only is not None)


def _wrapped(words: str) -> tuple[str, ...]:
    """The words in two lines at most, cut short where they need more."""
    first, *rest = wrap(short(words, 200), LETTERS)
    return (first, short(" ".join(rest), LETTERS)) if rest else (first,)


def _runs(map: RouteMap, rows: Sequence[Row]) -> tuple[_Run, ...]:
    """The routes of each target, short ones nearest to the boxes; no two cross in one lane."""
    by_key = {row.key: row for row in rows if row.kind != "part"}
    starts: dict[str, list[float]] = {}
    for stop in map.stops:
        for rule, badge in zip(stop.routes, by_key[stop.id].routes, strict=True):
            if rule.to:
                starts.setdefault(rule.to, []).append(badge.y)
    taken: list[list[tuple[float, float]]] = []
    found = []
    for to, ys in sorted(starts.items(), key=lambda one: by_key[one[0]].top - min(one[1])):
        span = (min(ys), by_key[to].arrives)
        lane = next((n for n, spans in enumerate(taken) if not _meets(span, spans)), len(taken))
        taken[lane:lane] = [] if lane < len(taken) else [[]]
        taken[lane].append(span)
        found.append(_Run(by_key[to], tuple(ys), lane))
    return tuple(found)


def _meets(span: tuple[float, float], spans: Sequence[tuple[float, float]]) -> bool:
    return any(span[0] <= end + GAP and start <= span[1] + GAP for start, end in spans)


def _sheets(rows: Sequence[Row], runs: Sequence[_Run]) -> Iterator[Sheet]:
    """As many rows on a sheet as fit; a heading never stands last on one."""
    most = SHEET if rows[-1].top > ONE_SHEET else ONE_SHEET + ROW
    groups: list[list[Row]] = [[]]
    for place, row in enumerate(rows):
        after = rows[place + 1] if row.kind == "part" and place + 1 < len(rows) else row
        if groups[-1] and after.top + after.height + GAP - groups[-1][0].top > most:
            groups.append([])
        groups[-1].append(row)
    tops = [group[0].top - GAP / 2 for group in groups]
    for group, (top, foot) in zip(groups, pairwise((*tops, rows[-1].top + ROW + GAP)), strict=True):
        yield Sheet(top, foot - top, tuple(group), tuple(_lines(runs, top, foot)))


def _lines(runs: Sequence[_Run], top: float, foot: float) -> Iterator[Line]:
    """What of each lane runs through a window."""
    for run in runs:
        first, last = min(run.starts), run.to.arrives
        if last < top or first > foot:
            continue
        out = [f"M{RIGHT} {y:g}H{run.x:g}" for y in run.starts if top <= y <= foot]
        down = f"M{run.x:g} {max(first, top):g}V{min(last, foot):g}"
        style = run.lane % STYLES
        if last > foot:
            yield Line("".join((*out, down)), style, run.x, away=run.to.number or "end")
        else:
            into = f"H{RIGHT + 8}" if last >= top else ""
            arrow = f"M{RIGHT + 1} {last:g}l9 -5v10z" if last >= top else ""
            yield Line("".join((*out, down, into)), style, run.x, arrow)
