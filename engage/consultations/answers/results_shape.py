"""What a page of results is made of: one block for each question, purely values for a template."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from engage.consultations.answers.charts import Bar, Piece
from surveys.all_versions import Asked
from surveys.results import FilesCount
from surveys.tally import Cell


@dataclass(frozen=True)
class Table:
    """Figures in rows; the first cell names the row. `quiet` rows are those who gave no answer, and the base."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    quiet: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Block:
    """One question. `number` is its place, such as `3` or in a set `3.2`; without bars and table nothing can be shown."""

    id: str
    number: str
    text: str
    kind: str
    sentence: str
    base: str
    bars: tuple[Bar, ...] = ()
    table: Table | None = None
    notes: tuple[str, ...] = ()
    has_words: bool = False
    is_feeling: bool = False


@dataclass(frozen=True)
class Statement:
    """One line of a set: its pieces, and how many answered."""

    id: str
    text: str
    pieces: tuple[Piece, ...]
    base: str


@dataclass(frozen=True)
class Together:
    """The statements of a set in one picture, then each by itself."""

    id: str
    number: str
    text: str
    sentence: str
    legend: tuple[tuple[int, str], ...]
    statements: tuple[Statement, ...]
    table: Table | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Came:
    """Everything that was counted of a survey, raw. `people` are those behind the answers of a repeat."""

    asked: Asked
    cells: Iterable[Cell]
    files: Mapping[str, FilesCount] = field(default_factory=dict)
    people: Mapping[str, Sequence[Cell]] = field(default_factory=dict)
