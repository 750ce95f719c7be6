"""Trying a draft out with young testers, for staff: starting and stopping, and what they found hard, question by question.
Opening the survey deletes everything testers answered; closing it deletes what they wrote about the questions."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from engage.access.actors import Actor
from engage.audit import trail
from engage.consultations.building.drafts import survey_of
from engage.consultations.policy import SeenConsultation
from engage.database import rows
from surveys import trying
from surveys.answers import Problem
from surveys.authoring import definition_of, draft_of
from surveys.checks import opening_remarks
from surveys.definition import Definition, said
from surveys.steps import root_of
from surveys.tables import SurveyState
from surveys.trying import Marked, Why
from surveys.versions import keep_wording

NOT_NOW = Problem("", "It is not a draft any more, so there is nothing to try out")
# as staff read them; testers choose them in their own words (engage.respond.testing)
WHY_NAMES: Mapping[Why, str] = {
    Why.words: "Hard words",
    Why.long: "Too long",
    Why.choose: "Did not know what to choose",
    Why.picture: "The picture did not help",
    Why.feeling: "It made them feel bad",
    Why.other: "Something else",
}


@dataclass(frozen=True)
class HardQuestion:
    """What testers said of one question. `number` is its place in the draft, 0 where it was taken out since; `reasons`
    are (why, how many); `words` are (why, in their words), the newest first."""

    id: str
    number: int
    words: str
    total: int
    reasons: tuple[tuple[str, int], ...]
    said: tuple[tuple[str, str], ...]
    was_changed: bool

    @property
    def felt_bad(self) -> bool:
        return any(name == WHY_NAMES[Why.feeling] for name, _ in self.reasons)


async def start(actor: Actor, seen: SeenConsultation, *, now: datetime) -> Sequence[Problem]:
    """Let whoever has the link try the questions as they are now. Must run inside `writing()`."""
    await rows("SELECT id FROM survey WHERE id = $1 FOR UPDATE", seen.survey)
    survey = await survey_of(seen)
    if survey.state != SurveyState.draft:
        return (NOT_NOW,)
    draft = draft_of(survey)
    if missing := opening_remarks(draft):
        return tuple(Problem(one.question_id or one.field, one.message) for one in missing)
    version = await keep_wording(survey.id, draft, actor.name, now)
    if survey.pilot_version == version:
        return ()
    await trying.start_trying(survey.id, version)
    sentence = "Let testers try the new words" if survey.pilot_version else "Started a try-out with testers"
    await trail.record(actor, "pilot:started", seen.id, sentence, now=now, detail={"version": version})
    return ()


async def stop(actor: Actor, seen: SeenConsultation, *, now: datetime) -> None:
    """Nobody can try it any more. Must run inside `writing()`."""
    survey = await survey_of(seen)
    if not survey.pilot_version:
        return
    await trying.stop_trying(survey.id)
    await trail.record(actor, "pilot:stopped", seen.id, "Stopped the try-out", now=now)


async def found_hard(seen: SeenConsultation) -> tuple[HardQuestion, ...]:
    """Every question with a mark, those with most marks first."""
    marks = await trying.marks_of(seen.survey)
    draft = draft_of(await survey_of(seen))
    worded = {one.version: await definition_of(one.version) for one in marks}
    by_question: dict[str, list[Marked]] = {}
    for mark in marks:
        by_question.setdefault(root_of(mark.screen), []).append(mark)
    found = [_hard(id, every, draft, worded[every[0].version]) for id, every in by_question.items()]
    return tuple(sorted(found, key=lambda one: (-one.total, one.number or 999)))


def _hard(id: str, marks: Sequence[Marked], draft: Definition, tried: Definition | None) -> HardQuestion:
    now_asked, was_asked = draft.question(id), tried.question(id) if tried else None
    question = now_asked or was_asked
    reasons = Counter(mark.why for mark in marks)
    return HardQuestion(
        id=id,
        number=[one.id for one in draft.questions].index(id) + 1 if now_asked else 0,
        words=said(question.text, "en") if question else "",
        total=len(marks),
        reasons=tuple((WHY_NAMES[why], n) for why, n in reasons.most_common()),
        said=tuple((WHY_NAMES[mark.why], mark.words) for mark in marks if mark.words),
        was_changed=now_asked is not None and was_asked is not None and now_asked != was_asked,
    )
