"""What theming hands back: frozen values that name their passages by id and carry their reasons in words."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class LinkFound:
    """A theme speaks to a focus area. `score` is the share of the theme's voice that does, 0 to 1."""

    area_code: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class QuoteFound:
    """A passage that shows a theme. `kind` is centre (most typical), range (says it another way) or edge."""

    passage_id: str
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class ThemeFound:
    """One theme. `words` are its telling phrases, strongest first; `size` counts passages, copies included."""

    key: str
    name: str
    words: tuple[str, ...]
    size: int
    quotes: tuple[QuoteFound, ...]
    links: tuple[LinkFound, ...]
    known_as: str = ""  # the bank's theme when one of its names was used, else empty


@dataclass(frozen=True, slots=True)
class CodingFound:
    """What was decided about one passage.

    `confidence` and `area_confidence` run 0 to 1; `evidence` holds (start, end) offsets into the passage's own
    text; `focus_area` is a code of the framework or "none"; `focus_area_2` is a second choice or empty.
    """

    passage_id: str
    theme_key: str | None
    confidence: float
    evidence: tuple[tuple[int, int], ...]
    needs_person: bool
    reason: str
    focus_area: str
    focus_area_2: str
    area_confidence: float


@dataclass(frozen=True, slots=True)
class RunRecord:
    """How a result came about: enough to repeat it. It holds no time and no text."""

    method: str
    seed: int
    parameters: tuple[tuple[str, str], ...]
    versions: tuple[tuple[str, str], ...]
    representations: tuple[str, ...]
    notes: tuple[str, ...]
    fingerprint: str
    framework_id: str
    bank_fingerprint: str
    passages: int
    distinct: int
    themed: int
    without_content: int
    themes: int

    def as_record(self) -> dict[str, Any]:
        """The same as plain values, ready to be written as JSON."""
        record = asdict(self)
        record["parameters"] = dict(self.parameters)
        record["versions"] = dict(self.versions)
        record["representations"] = list(self.representations)
        record["notes"] = list(self.notes)
        return record


@dataclass(frozen=True, slots=True)
class Theming:
    """The whole result. `codings` has one entry a passage, in the order given; `message` is one English sentence."""

    run: RunRecord
    themes: tuple[ThemeFound, ...]
    codings: tuple[CodingFound, ...]
    too_few: bool
    message: str
