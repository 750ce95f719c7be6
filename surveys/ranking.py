"""What people put first: for each answer of a rank how often it came first and among the first three, and its usual
place, purely. The numbers are raw."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from surveys.definition import Question, said
from surveys.questions import counted
from surveys.tally import ALL, Cell, Only

TOP = 3


@dataclass(frozen=True)
class Ranked:
    """One answer. `placed` gave it a place at all; `mean` is the mean of those places, from 1."""

    code: str
    label: str  # English
    first: int
    top: int
    placed: int
    mean: Fraction | None


def ranked(question: Question, cells: Iterable[Cell], only: Only = ALL) -> tuple[Ranked, ...]:
    """Every answer, the most important first: by how often it came first, then among the first three, then by its
    place, then in the question's own order, so that equal answers never change places."""
    places: dict[str, dict[int, int]] = {option.code: {} for option in counted(question)}
    for cell in cells:
        if cell.question_id == question.id and cell.choice and only.has(cell):
            each = places.setdefault(cell.choice, {})
            each[cell.place] = each.get(cell.place, 0) + cell.n
    labels = {option.code: said(option.text, "en") for option in counted(question)}
    found = [_ranked(code, labels.get(code) or code, each) for code, each in places.items()]
    return tuple(sorted(found, key=_importance))


def _ranked(code: str, label: str, places: dict[int, int]) -> Ranked:
    placed = sum(places.values())
    total = sum(place * n for place, n in places.items())
    return Ranked(
        code=code,
        label=label,
        first=places.get(1, 0),
        top=sum(n for place, n in places.items() if place <= TOP),
        placed=placed,
        mean=Fraction(total, placed) if placed else None,
    )


def _importance(one: Ranked) -> tuple[int, int, Fraction]:
    return -one.first, -one.top, one.mean if one.mean is not None else Fraction(10**6)


_ORDINALS: Sequence[str] = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
)


def ordinal(place: int) -> str:
    """`first`, `second` … `ninth`, then `10th`."""
    if place <= len(_ORDINALS):
        return _ORDINALS[place - 1]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(place % 10 if place % 100 not in {11, 12, 13} else 0, "th")
    return f"{place}{ending}"


def place_words(mean: Fraction) -> str:
    """A mean place in plain words, to the nearest half: `first`, `between second and third`."""
    halves = int(mean * 2 + Fraction(1, 2))
    whole, is_between = divmod(halves, 2)
    return f"between {ordinal(whole)} and {ordinal(whole + 1)}" if is_between else ordinal(whole)
