"""What is asked of the theming engine and what it finds, as frozen values and as the lines of JSON that travel between
the worker and the engine's own process. Pure."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from analysis.framework import FocusArea, Framework
from analysis.passages import Passage

Spans = tuple[tuple[int, int], ...]
Say = Callable[[float, str], None]


@dataclass(frozen=True)
class Order:
    """What to theme. `kept` maps themes that stay to their answers; `barred` names, for an answer, the themes a person
    took it out of; `unlinked` are kept themes that need suggestions for this framework."""

    passages: tuple[Passage, ...]
    kept: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    barred: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unlinked: tuple[str, ...] = ()
    framework: Framework | None = None
    cache: str = ""


@dataclass(frozen=True)
class Link:
    """A theme speaks to a focus area (code); score 0 to 1, reason in words."""

    area: str
    score: float
    reason: str


@dataclass(frozen=True)
class NewTheme:
    """A theme that was found; `key` names it in this result only."""

    key: str
    name: str
    words: tuple[str, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True)
class NewCoding:
    """Where an answer goes: `theme` is the key of a new theme or the id of a kept one."""

    answer: str
    theme: str
    confidence: float
    spans: Spans
    reason: str
    needs_person: bool
    maybe: str = ""


@dataclass(frozen=True)
class Findings:
    """The whole result. `listed` has, for each answer without a theme, its focus areas and how sure that is."""

    themes: tuple[NewTheme, ...]
    codings: tuple[NewCoding, ...]
    links: Mapping[str, tuple[Link, ...]]
    listed: Mapping[str, tuple[str, str, float]]
    record: Mapping[str, Any]
    message: str


def written(value: Order | Findings) -> str:
    """One line of JSON."""
    return json.dumps(asdict(value), ensure_ascii=True)


def read_order(line: str) -> Order:
    """The order a line tells."""
    raw = json.loads(line)
    return Order(
        passages=tuple(Passage(**one) for one in raw["passages"]),
        kept={key: tuple(ids) for key, ids in raw["kept"].items()},
        barred={key: tuple(ids) for key, ids in raw["barred"].items()},
        unlinked=tuple(raw["unlinked"]),
        framework=_framework(raw["framework"]),
        cache=raw["cache"],
    )


def read_findings(raw: Mapping[str, Any]) -> Findings:
    """The findings a line tells."""
    return Findings(
        themes=tuple(
            NewTheme(one["key"], one["name"], tuple(one["words"]), _links(one["links"]))
            for one in raw["themes"]
        ),
        codings=tuple(
            NewCoding(**{**one, "spans": tuple((start, end) for start, end in one["spans"])})
            for one in raw["codings"]
        ),
        links={theme: _links(links) for theme, links in raw["links"].items()},
        listed={answer: (first, second, chance) for answer, (first, second, chance) in raw["listed"].items()},
        record=raw["record"],
        message=raw["message"],
    )


def _links(raw: Sequence[Mapping[str, Any]]) -> tuple[Link, ...]:
    return tuple(Link(**one) for one in raw)


def _framework(raw: Mapping[str, Any] | None) -> Framework | None:
    if raw is None:
        return None
    areas = tuple(FocusArea(**{**one, "keywords": tuple(one["keywords"])}) for one in raw["focus_areas"])
    return Framework(**{**raw, "focus_areas": areas})
