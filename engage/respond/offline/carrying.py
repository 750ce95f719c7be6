"""What an open page carries along for when the signal goes: where to get the questions, which response this is, and those
answers that steer the way. It stands in the page only, never on the device's disk."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote
from uuid import UUID

from litestar import Request

from engage.clock import now
from engage.respond.offline.runs import run_of
from engage.respond.places import Place
from engage.web.assets_served import manifest
from engage.web.languages import Display
from surveys.answers import Given
from surveys.compiled import looked_at
from surveys.definition import Definition
from surveys.questions import is_open


@dataclass(frozen=True)
class Along:
    """`kit` is the address of the questions, `place` the rest as JSON: v(ersion), l(ook), r(un), w(ho), a(nswers)."""

    kit: str
    place: str


def taken_along(
    request: Request[Any, Any, Any], place: Place | None, definition: Definition, display: Display
) -> Along | None:
    """What the page of somebody at this place carries; nothing where a place was lost, while a survey is tried out,
    after sending, and on a tablet that is passed round, which forgets everything between two people."""
    if place is None or place.state.is_pilot or place.is_sent or request.scope.get("tablet"):
        return None
    state = place.state
    told = {
        "v": state.version_id.hex,
        "l": display.cookie,
        "r": run_of(state.response_id, now(), is_change=place.is_change),
        "w": [state.group.value, state.how_answered.value],
        "a": _steering(definition, state.answers),
    }
    return Along(
        kit_path(state.survey_slug, state.version_id, display, state.asked_by),
        json.dumps(told, separators=(",", ":"), ensure_ascii=False),
    )


def kit_path(slug: str, version_id: UUID, display: Display, asked_by: str) -> str:
    """The address of the questions of a version in one look. It changes with everything that stands in them."""
    mark = hashlib.sha256(f"{_build()}:{asked_by}".encode()).hexdigest()[:8]
    return f"/s/{slug}/offline/{version_id.hex}?l={quote(display.cookie)}&m={mark}"


@cache
def _build() -> str:
    return " ".join(sorted(manifest().values()))


def _steering(definition: Definition, answers: Mapping[str, Given]) -> dict[str, list[object]]:
    """The answers rules look at. Of free text, only that there is some."""
    named = looked_at(definition)
    found = {id: answers[id] for id in answers if id in named}
    return {
        id: [given.state.value, list(given.choices), "" if _is_free(definition, id) else given.text]
        for id, given in found.items()
    }


def _is_free(definition: Definition, id: str) -> bool:
    step = definition.step(id)
    return step is None or is_open(step.question)
