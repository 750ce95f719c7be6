"""One run of the command as a value: what was read, with which wishes, and what was found."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.findings import CodingFound, ThemeFound, Theming
from analysis.framework import Framework
from analysis.passages import Passage


@dataclass(frozen=True, slots=True)
class Job:
    """Everything a report needs. `texts` has one entry a data row, blank rows included."""

    source: str
    source_fingerprint: str
    sheet: str
    text_column: str
    question: str
    group_column: str
    texts: tuple[str, ...]
    passages: tuple[Passage, ...]  # one for each row with text; its id is the row number
    theming: Theming
    framework: Framework | None

    @property
    def by_row(self) -> dict[int, CodingFound]:
        """The coding of each row that has text, by row number from 1."""
        return {int(coding.passage_id): coding for coding in self.theming.codings}

    @property
    def by_theme(self) -> dict[str, ThemeFound]:
        return {theme.key: theme for theme in self.theming.themes}
