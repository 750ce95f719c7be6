"""Questions an organisation has asked before. Asked again they keep their ids, so that the answers can stand beside those
of then. How many answered is told only to those who may read the answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from engage.access.actors import Actor
from engage.consultations.policy import SeenConsultation, consultations_for
from engage.database import rows
from surveys.authoring import definition_of
from surveys.definition import Question
from surveys.editing import changed
from surveys.tables import SurveyState


@dataclass(frozen=True)
class Earlier:
    """A question as it was last asked: in which consultation, and when that closed (or None)."""

    question: Question
    asked_in: SeenConsultation
    closed_at: datetime | None

    @property
    def id(self) -> str:
        return self.question.id

    @property
    def title(self) -> str:
        """What that consultation is called."""
        return self.asked_in.title


_VERSIONS = """
SELECT s.id, s.current_version, s.closes_at FROM survey s
WHERE s.id = ANY($1) AND s.current_version IS NOT NULL ORDER BY coalesce(s.closes_at, now()) DESC, s.created_at DESC
"""
_ANSWERED = """
SELECT r.survey, split_part(a.question_id, '.', 1) AS root, count(DISTINCT r.id)::int AS n
FROM response r JOIN answer a ON a.response = r.id
WHERE r.survey = ANY($1) AND r.completed_at IS NOT NULL AND r.withdrawn_at IS NULL AND NOT r.is_pilot
  AND a.is_asked AND a.state = 'given'
GROUP BY 1, 2
"""


async def earlier_questions(actor: Actor, here: SeenConsultation) -> tuple[Earlier, ...]:
    """Every question this organisation asked in another consultation, each once, as it was asked last."""
    own = {
        one.survey: one
        for one in await consultations_for(actor)
        if one.is_own
        and one.organisation == here.organisation
        and one.state != SurveyState.draft
        and one.id != here.id
    }
    if not own:
        return ()
    return await _asked(own)


async def earlier_question(actor: Actor, here: SeenConsultation, id: str) -> Earlier | None:
    """One of them by its id."""
    return next((one for one in await earlier_questions(actor, here) if one.id == id), None)


async def _asked(own: Mapping[UUID, SeenConsultation]) -> tuple[Earlier, ...]:
    found: dict[str, Earlier] = {}
    for row in await rows(_VERSIONS, list(own)):
        seen, definition = own[row["id"]], await definition_of(row["current_version"])
        for question in definition.questions if definition else ():
            found.setdefault(question.id, Earlier(question, seen, row["closes_at"]))
    return tuple(found.values())


async def how_many_answered(found: Sequence[Earlier]) -> Mapping[str, int]:
    """How many people answered each, by its id; without those whose answers this person may not read."""
    readable = [one for one in found if one.asked_in.may_read_words]
    counted = await rows(_ANSWERED, list({one.asked_in.survey for one in readable}))
    answered = {(row["survey"], row["root"]): row["n"] for row in counted}
    return {one.id: answered.get((one.asked_in.survey, one.id), 0) for one in readable}


def asked_again(question: Question) -> Question:
    """The question for another survey: its words and its id. Rules belong to the place it had, files to that survey."""
    plain = [
        tuple(changed(row, picture=None, audio={}) for row in rows)
        for rows in (question.options, question.statements)
    ]
    return changed(
        question, show_if="", routes=(), picture=None, audio={}, options=plain[0], statements=plain[1]
    )


def holding(found: Sequence[Earlier], words: str) -> tuple[Earlier, ...]:
    """Those that hold all of these words."""
    wanted = words.casefold().split()
    return tuple(
        one
        for one in found
        if all(word in f"{one.title} {one.question.text.get('en', '')}".casefold() for word in wanted)
    )
