"""Reads a plan from the text of a TOML file, strictly: whatever is wrong is told with its place. Pure."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from analysis.framework import FocusArea, Framework, FrameworkError, parse_framework

LARGEST = 500_000  # letters; the largest plan we know has 4,000
_TOP = frozenset({"id", "title", "area", "kind", "published", "workstreams", "focus_areas"})
_AREA = frozenset({"code", "number", "title", "plain", "description", "keywords", "workstreams", "status"})
_WORKSTREAM = frozenset({"code", "number", "title"})
_STATUS = frozenset({"date", "state", "by"})
# how many letters the plan register keeps
_LONGEST = {"code": 60, "title": 500, "plain": 200, "description": 5_000, "state": 40, "by": 200}
_LONGEST_TOP = {"id": 80, "title": 300, "area": 120, "kind": 60}


@dataclass(frozen=True)
class PlanStatus:
    """What a focus area became on a day."""

    on: date
    state: str
    by: str = ""


@dataclass(frozen=True)
class PlanWorkstream:
    """A stream of work."""

    code: str
    title: str
    number: int | None = None


@dataclass(frozen=True)
class PlanArea:
    """A focus area with its workstreams (codes) and dated statuses, oldest first."""

    area: FocusArea
    workstreams: tuple[str, ...]
    statuses: tuple[PlanStatus, ...]


@dataclass(frozen=True)
class Plan:
    """A whole plan as its file tells it."""

    framework: Framework
    kind: str
    published: date | None
    workstreams: tuple[PlanWorkstream, ...]
    areas: tuple[PlanArea, ...]


def read_plan(text: str) -> Plan:
    """The plan a TOML text tells. Raises FrameworkError with one sentence that says what to put right, and where."""
    if not text.strip():
        raise FrameworkError("There is nothing in this file. Choose a TOML file or paste its text.")
    if len(text) > LARGEST:
        raise FrameworkError(f"This is too long for a plan: {LARGEST:,} letters at most.")
    if "\x00" in text:
        raise FrameworkError("This is not a text file. Save the plan as TOML, in UTF-8.")
    framework = parse_framework(text)
    raw = tomllib.loads(text)
    _check_top(raw)
    workstreams = tuple(_workstreams(raw))
    known = {one.code for one in workstreams}
    areas = tuple(
        PlanArea(area, _streams_of(entry, place, known), tuple(_statuses(entry, place)))
        for place, (area, entry) in enumerate(
            zip(framework.focus_areas, raw["focus_areas"], strict=True), start=1
        )
    )
    return Plan(framework, _line(raw, "kind"), _day(raw, "published", "The plan"), workstreams, areas)


def _check_top(raw: Mapping[str, Any]) -> None:
    if not _line(raw, "id") or not _line(raw, "title"):
        raise FrameworkError('Give the plan an id and a title, such as id = "northmere-plan-2025".')
    _only(raw, _TOP, "The plan")
    _not_longer(raw, _LONGEST_TOP, "The plan")
    for place, entry in enumerate(raw["focus_areas"], start=1):
        _only(entry, _AREA, f"Focus area {place}")
        _not_longer(entry, _LONGEST, f"Focus area {place}")


def _workstreams(raw: Mapping[str, Any]) -> Iterator[PlanWorkstream]:
    seen: set[str] = set()
    for place, entry in enumerate(_tables(raw, "workstreams", "The plan"), start=1):
        where = f"Workstream {place}"
        _only(entry, _WORKSTREAM, where)
        _not_longer(entry, _LONGEST | {"title": 400}, where)
        code, title = _line(entry, "code"), _line(entry, "title")
        if not code or not title:
            raise FrameworkError(f"{where} needs a code and a title.")
        if code in seen:
            raise FrameworkError(f"Two workstreams have the same code: {code}.")
        seen.add(code)
        number = entry.get("number")
        yield PlanWorkstream(code, title, number if isinstance(number, int) else None)


def _streams_of(entry: Mapping[str, Any], place: int, known: set[str]) -> tuple[str, ...]:
    wanted = entry.get("workstreams", [])
    if not isinstance(wanted, list) or not all(isinstance(code, str) for code in wanted):
        raise FrameworkError(f"The workstreams of focus area {place} need to be a list of codes.")
    for code in wanted:
        if code not in known:
            raise FrameworkError(
                f"Focus area {place} names the workstream “{code}”, which is not in this file."
            )
    return tuple(dict.fromkeys(wanted))


def _statuses(entry: Mapping[str, Any], place: int) -> list[PlanStatus]:
    where = f"A status of focus area {place}"
    found = []
    for status in _tables(entry, "status", f"Focus area {place}"):
        _only(status, _STATUS, where)
        _not_longer(status, _LONGEST, where)
        on, state = _day(status, "date", where), _line(status, "state")
        if on is None or not state:
            raise FrameworkError(
                f'{where} needs a date and a state, such as {{ date = 2025-03-01, state = "open" }}.'
            )
        found.append(PlanStatus(on, state, _line(status, "by")))
    return sorted(found, key=lambda status: status.on)


def _tables(raw: Mapping[str, Any], key: str, where: str) -> list[Mapping[str, Any]]:
    found = raw.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise FrameworkError(f"{where}: “{key}” needs to be a list of tables.")
    return found


def _only(raw: Mapping[str, Any], known: frozenset[str], where: str) -> None:
    unknown = sorted(set(raw) - known)
    if unknown:
        raise FrameworkError(
            f"{where} has a field called “{unknown[0]}”. The fields are: {', '.join(sorted(known))}."
        )


def _not_longer(raw: Mapping[str, Any], limits: Mapping[str, int], where: str) -> None:
    for key, most in limits.items():
        value = raw.get(key)
        if isinstance(value, str) and len(value) > most:
            raise FrameworkError(f"{where}: make “{key}” shorter, {most:,} letters at most.")


def _line(raw: Mapping[str, Any], key: str) -> str:
    value = raw.get(key, "")
    if not isinstance(value, str):
        raise FrameworkError(f"“{key}” needs to be text in quotation marks.")
    return " ".join(value.split())


def _day(raw: Mapping[str, Any], key: str, where: str) -> date | None:
    value = raw.get(key)
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    raise FrameworkError(f"{where}: write “{key}” as a day, such as 2025-03-01, without quotation marks.")
