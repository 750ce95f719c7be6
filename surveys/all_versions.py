"""What a survey has asked over all its versions, as answers are counted: the newest wording of every question, and which
screens belong to it. What was only tried out (version 0) is no version here."""

import json
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from surveys.definition import Definition, Question, Step
from surveys.joins import Counted, Join, as_counted
from surveys.piping import unpiped
from surveys.questions import counted, is_open
from surveys.steps import counts_as
from surveys.tables import SurveyVersion

_MOST_KEPT = 64


@dataclass(frozen=True)
class VersionSeen:
    """One frozen wording. `wave` counts changes of meaning; a typo put right is a `correction` of the same wave."""

    id: UUID
    wave: int
    correction: int
    frozen_at: datetime
    frozen_by: str
    note: str
    joins: tuple[Join, ...]


@dataclass(frozen=True)
class Asked:
    """Everything a survey has asked. `steps` are the screens of all versions, the newest wording of each with the answers
    that were taken out since; `newest` the ids of the questions the newest version still asks."""

    questions: tuple[Question, ...]
    steps: tuple[Step, ...]
    versions: tuple[VersionSeen, ...]
    newest: frozenset[str] = frozenset()

    @cached_property
    def repeated(self) -> frozenset[str]:
        """Ids of the questions that are asked once for each child (or whatever is told about)."""
        return frozenset(counts_as(step.id) for step in self.steps if step.turn is not None)

    def repeat_of(self, id: str) -> Question | None:
        """The question that says how often this one was asked, if it is one of a repeat."""
        repeat = next((step.repeat for step in self.steps if step.repeat and counts_as(step.id) == id), None)
        return next((one for one in self.questions if one.id == repeat), None) if repeat else None

    @cached_property
    def _screens(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for step in self.steps:
            found.setdefault(counts_as(step.id), []).append(step.id)
        return {id: tuple(screens) for id, screens in found.items()}

    def screens(self, questions: Iterable[Question]) -> list[str]:
        """The ids answers to these questions are kept under."""
        return [id for question in questions for id in self._screens.get(question.id, ())]

    @property
    def waves(self) -> tuple[int, ...]:
        """The numbers of the versions, the first one first."""
        return tuple(sorted({version.wave for version in self.versions}))


_VERSIONS = """
SELECT id, number, correction, note, joins, frozen_by, frozen_at FROM survey_version
 WHERE survey = {} AND number > 0 ORDER BY number DESC, correction DESC
"""


async def asked_by(survey_id: UUID) -> Asked:
    """Every question any version asked, in the newest wording; those no longer asked come last. Where a question repeats an
    answer, it has the words that are said without one: nobody reads a code."""
    versions = tuple(_version(row) for row in await SurveyVersion.raw(_VERSIONS, survey_id))
    definitions = await _definitions([version.id for version in versions])
    wordings: dict[str, list[Question]] = {}
    screens: dict[str, list[Step]] = {}
    for version in versions:
        for question in definitions[version.id].counted:
            wordings.setdefault(question.id, []).append(question)
        for step in definitions[version.id].steps:
            screens.setdefault(step.id, []).append(step)
    questions = tuple(unpiped(as_counted(newest, earlier)) for newest, *earlier in wordings.values())
    steps = tuple(
        replace(newest, question=unpiped(as_counted(newest.question, [one.question for one in earlier])))
        for newest, *earlier in screens.values()
    )
    newest = frozenset(one.id for one in definitions[versions[0].id].counted) if versions else frozenset()
    return Asked(questions, steps, versions, newest)


async def questions_asked(survey_id: UUID) -> tuple[Question, ...]:
    """Only the questions, as they are counted."""
    return (await asked_by(survey_id)).questions


def open_questions(questions: Iterable[Question]) -> tuple[Question, ...]:
    """The ones answered in people's own words, which become passages."""
    return tuple(question for question in questions if is_open(question))


def worded_questions(questions: Iterable[Question]) -> tuple[Question, ...]:
    """The ones people may have written words to: open ones, and those with room for "Something else"."""
    return tuple(
        question
        for question in questions
        if is_open(question) or any(option.says for option in counted(question))
    )


def _version(row: Mapping[str, Any]) -> VersionSeen:
    return VersionSeen(
        id=row["id"],
        wave=row["number"],
        correction=row["correction"],
        frozen_at=row["frozen_at"],
        frozen_by=row["frozen_by"],
        note=row["note"],
        joins=tuple(Join(**{**one, "join": Counted(one["join"])}) for one in json.loads(row["joins"])),
    )


# A frozen wording never changes, so each process remembers the last few.
_kept: "OrderedDict[UUID, Definition]" = OrderedDict()


async def _definitions(ids: list[UUID]) -> Mapping[UUID, Definition]:
    if unknown := [id for id in ids if id not in _kept]:
        rows = await SurveyVersion.raw(
            "SELECT id, definition FROM survey_version WHERE id = ANY({}::uuid[])", unknown
        )
        for row in rows:
            _kept[row["id"]] = Definition.model_validate_json(row["definition"])
    found = {id: _kept[id] for id in ids}
    for id in ids:
        _kept.move_to_end(id)
    while len(_kept) > _MOST_KEPT:
        _kept.popitem(last=False)
    return found
