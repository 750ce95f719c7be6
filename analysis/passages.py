"""The one thing analysis reads: a passage, which is an answer or a post with a little of what stood around it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """Words somebody wrote. `id` is unique in a run; `respondent` keeps quotes from coming from one person."""

    id: str
    text: str
    question: str = ""
    group: str = ""
    respondent: str = ""
