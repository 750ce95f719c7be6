"""Numbers, days and postcode areas counted into steps that people can look at, purely. The numbers are raw."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal, InvalidOperation

from surveys.answers import AnswerState
from surveys.definition import Question
from surveys.questions.dating import month_words
from surveys.questions.number import plain
from surveys.tally import ALL, Cell, Only

MOST_BINS = 8
_MOST_MONTHS = 18
_MOST_YEARS = 15
_LIKED = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))


@dataclass(frozen=True)
class Bin:
    """One step of a scale and how many answers lie in it. `label` is English."""

    label: str
    n: int


def values(question: Question, cells: Iterable[Cell], only: Only = ALL) -> Mapping[str, int]:
    """How many gave each value, in its plain form."""
    found: Counter[str] = Counter()
    for cell in cells:
        is_value = cell.question_id == question.id and not cell.choice and cell.value
        if is_value and cell.state is AnswerState.given and only.has(cell):
            found[cell.value] += cell.n
    return found


def numbers(found: Mapping[str, int]) -> Sequence[tuple[Decimal, int]]:
    """The values that are numbers, the least first; what is none (a question that was once another type) is left out."""
    each = ((_number(text), n) for text, n in found.items())
    return sorted((number, n) for number, n in each if number is not None)


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def middle(found: Sequence[tuple[Decimal, int]]) -> Decimal | None:
    """The median: half the answers are this or less. None without answers."""
    total = sum(n for _, n in found)
    if not total:
        return None
    low, high = _at(found, (total - 1) // 2), _at(found, total // 2)
    return (low + high) / 2


def _at(found: Sequence[tuple[Decimal, int]], place: int) -> Decimal:
    for number, n in found:
        if place < n:
            return number
        place -= n
    raise IndexError(place)


def number_bins(found: Sequence[tuple[Decimal, int]], decimals: int = 0) -> tuple[Bin, ...]:
    """Equal steps from the least to the most, at most eight, each beginning at a number people count in (1, 2, 5, 10 …).
    Steps nobody is in stand between the others with nought."""
    if not found:
        return ()
    unit = Decimal(1).scaleb(-decimals)
    width = _width(found[0][0], found[-1][0], unit)
    begin = (found[0][0] / width).to_integral_value(ROUND_FLOOR)
    counts: Counter[int] = Counter()
    for number, n in found:
        counts[int((number / width).to_integral_value(ROUND_FLOOR) - begin)] += n
    return tuple(
        Bin(_between((begin + step) * width, width, unit), counts[step]) for step in range(max(counts) + 1)
    )


def _width(least: Decimal, most: Decimal, unit: Decimal) -> Decimal:
    """The smallest liked width with which no more than eight steps are needed."""
    power = unit
    while True:
        for liked in _LIKED:
            width = liked * power
            first, last = ((end / width).to_integral_value(ROUND_FLOOR) for end in (least, most))
            if last - first < MOST_BINS:
                return width
        power *= 10


def _between(start: Decimal, width: Decimal, unit: Decimal) -> str:
    last = start + width - unit
    return plain(start) if last <= start else f"{plain(start)} to {plain(last)}"


def month_bins(found: Mapping[str, int]) -> tuple[Bin, ...]:
    """Months in order, with those nobody named between them; years once there are too many months, tens of years
    once there are too many years."""
    months: Counter[int] = Counter()
    for text, n in found.items():
        if (month := _month(text)) is not None:
            months[month] += n
    if not months:
        return ()
    first, last = min(months), max(months)
    if last - first < _MOST_MONTHS:
        return tuple(
            Bin(month_words(f"{at // 12:04}-{at % 12 + 1:02}"), months[at]) for at in range(first, last + 1)
        )
    step = 1 if last // 12 - first // 12 < _MOST_YEARS else 10
    years: Counter[int] = Counter()
    for month, n in months.items():
        years[month // 12 // step * step] += n
    labels = range(min(years), max(years) + 1, step)
    return tuple(
        Bin(str(year) if step == 1 else f"{year} to {year + step - 1}", years[year]) for year in labels
    )


def _month(text: str) -> int | None:
    """A month as a count of months; None for what is none."""
    parts = text.split("-")
    if len(parts) not in {2, 3} or not all(part.isascii() and part.isdecimal() for part in parts):
        return None
    year, month = int(parts[0]), int(parts[1])
    return year * 12 + month - 1 if 1 <= month <= 12 and year <= 9999 else None


def area_bins(found: Mapping[str, int]) -> tuple[Bin, ...]:
    """Postcode areas, the one most came from first, equal ones by name."""
    return tuple(Bin(area, n) for area, n in sorted(found.items(), key=lambda one: (-one[1], one[0])))
