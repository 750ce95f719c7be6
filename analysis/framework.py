"""Reads a plan ("framework") and its focus areas from TOML, and says in a sentence what is wrong with a bad one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NO_AREA = "none"


class FrameworkError(ValueError):
    """A framework that cannot be used; the message is a sentence to show."""


@dataclass(frozen=True, slots=True)
class FocusArea:
    """One focus area. `plain` is its short everyday title."""

    code: str
    title: str
    plain: str = ""
    description: str = ""
    keywords: tuple[str, ...] = ()
    number: int | None = None

    @property
    def short(self) -> str:
        """The name to show where there is little room."""
        return self.plain or self.title


@dataclass(frozen=True, slots=True)
class Framework:
    """A plan with its focus areas in their own order."""

    id: str
    title: str
    focus_areas: tuple[FocusArea, ...]
    area: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(area.code for area in self.focus_areas)

    def short(self, code: str) -> str:
        """The short name of a code, or a plain phrase for "none"."""
        names = {area.code: area.short for area in self.focus_areas}
        return names.get(code, "No focus area")


def read_framework(path: Path) -> Framework:
    """Read one TOML file. Raises FrameworkError with a sentence when it is missing, damaged or empty."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise FrameworkError(f"There is no framework file called {path}.") from None
    except (OSError, UnicodeDecodeError):
        raise FrameworkError(f"The framework file {path} cannot be read as text.") from None
    return parse_framework(text, path.stem)


def parse_framework(text: str, fallback_id: str = "framework") -> Framework:
    """Read the text of a TOML file; see read_framework."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise FrameworkError(f"The framework is not TOML: {problem}.") from None
    areas = raw.get("focus_areas")
    if not isinstance(areas, list) or not areas or not all(isinstance(area, dict) for area in areas):
        raise FrameworkError("The framework has no [[focus_areas]].")
    found = tuple(_focus_area(area, place) for place, area in enumerate(areas, start=1))
    repeated = sorted({area.code for area in found if sum(other.code == area.code for other in found) > 1})
    if repeated:
        raise FrameworkError(f"Two focus areas have the same code: {', '.join(repeated)}.")
    return Framework(
        id=_text(raw, "id") or fallback_id,
        title=_text(raw, "title") or fallback_id,
        focus_areas=found,
        area=_text(raw, "area"),
    )


def _focus_area(raw: Mapping[str, Any], place: int) -> FocusArea:
    code, title = _text(raw, "code"), _text(raw, "title")
    if not code or not title:
        raise FrameworkError(f"Focus area {place} needs a code and a title.")
    if code == NO_AREA:
        raise FrameworkError('A focus area cannot have the code "none": that means no focus area fits.')
    keywords = raw.get("keywords", [])
    if not isinstance(keywords, list):
        raise FrameworkError(f"The keywords of focus area {code} need to be a list.")
    number = raw.get("number")
    return FocusArea(
        code=code,
        title=title,
        plain=_text(raw, "plain"),
        description=_text(raw, "description"),
        keywords=tuple(str(word) for word in keywords),
        number=number if isinstance(number, int) else None,
    )


def _text(raw: Mapping[str, Any], key: str) -> str:
    value = raw.get(key, "")
    if not isinstance(value, str):
        raise FrameworkError(f'"{key}" needs to be text.')
    return " ".join(value.split())
