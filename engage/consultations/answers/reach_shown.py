"""Who was reached, and when, as a page of results shows it: protected figures, bars, and how it grew day by day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from analysis.small_numbers import SMALLEST_SHOWN, shown
from engage.consultations.answers import charts, protecting
from engage.consultations.answers.charts import Bar, Drawing
from engage.consultations.answers.results_shape import Table
from engage.consultations.words import GROUP_NAMES, HOW_NAMES
from surveys.answers import HowAnswered
from surveys.channels import CHANNEL_NAMES, Channel
from surveys.definition import Group
from surveys.languages import language_of, plain
from surveys.results import Reached, SoFar

_MOST_ROWS = 15


def short(day: date) -> str:
    """`26 October 2026`."""
    return f"{day.day} {day:%B} {day.year}"


@dataclass(frozen=True)
class Who:
    """Who finished, told apart in one way."""

    caption: str
    head: str
    bars: tuple[Bar, ...]


def figures(came: Reached) -> Sequence[tuple[str, str]]:
    """The numbers at the top, with their words."""
    found = [
        (str(shown(came.completed)), "people sent their answers"),
        (str(shown(came.started)), "began"),
    ]
    return [*found, (str(shown(came.withdrawn)), "took theirs back")] if came.withdrawn else found


def who(came: Reached) -> tuple[Who, ...]:
    """Groups, ways of answering, ways in, and languages; one whose numbers would give somebody away is left out, and so is one that
    tells nobody apart."""
    languages: dict[str, int] = {}
    for code, n in came.by_language.items():
        languages[language_of(plain(code)).english] = languages.get(language_of(plain(code)).english, 0) + n
    every = (
        _who(
            "Who answered",
            "Group",
            {GROUP_NAMES[one]: came.by_group[one] for one in Group if one in came.by_group},
        ),
        _who(
            "How they answered",
            "Way",
            {HOW_NAMES[one]: came.by_how_answered[one] for one in HowAnswered if one in came.by_how_answered},
        ),
        _who(
            "How they came to answer",
            "Way in",
            {CHANNEL_NAMES[one]: came.by_channel[one] for one in Channel if one in came.by_channel},
        ),
        _who("In which language", "Language", languages),
    )
    return tuple(one for one in every if len(one.bars) > 1)


def _who(caption: str, head: str, counted: Mapping[str, int]) -> Who:
    total = sum(counted.values())
    if protecting.gives_away([], [*counted.values()], [total], True):
        return Who(caption, head, ())
    return Who(caption, head, tuple(charts.share_bar(label, n, total) for label, n in counted.items()))


@dataclass(frozen=True)
class Growth:
    """How many began and finished so far, day by day: a sentence, a drawing where it is more than one day, a table."""

    sentence: str
    drawing: Drawing | None
    table: Table


def growth(days: Sequence[SoFar]) -> Growth | None:
    """None before anybody began."""
    if not days:
        return None
    last = days[-1]
    return Growth(
        sentence=f"By {short(last.day)} {_told(last.started)} people had begun and {_told(last.finished)} had finished.",
        drawing=charts.drawn(days),
        table=Table(
            ("By the end of", "Had begun", "Had finished"),
            tuple((short(one.day), str(shown(one.started)), str(shown(one.finished))) for one in _some(days)),
        ),
    )


def _told(count: int) -> str:
    """A count as a sentence says it: a star means nothing when it is read aloud."""
    return f"fewer than {SMALLEST_SHOWN}" if shown(count).number is None else str(shown(count))


def _some(days: Sequence[SoFar]) -> Sequence[SoFar]:
    """Not more rows than one likes to read, evenly chosen, always with the last."""
    step = -(-len(days) // _MOST_ROWS)
    return list(reversed(days[::-1][::step]))
