"""A show of hands: how many hands went up for each answer, and what that makes the group's one answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from surveys.answers import AnswerState, Format, Given, Problem
from surveys.channels import Channel
from surveys.definition import Definition, Question, QuestionKind, Step
from surveys.keeping import save_answer
from surveys.questions import counted
from surveys.steps import counts_as
from surveys.tally import Way, way_of
from surveys.together.attending import drop_if_empty, find_group_response, group_response
from surveys.together.sessions import Session, lock
from surveys.together.tables import HandCount

MOST_HANDS = 999
_KINDS = {
    QuestionKind.single_choice,
    QuestionKind.yes_no,
    QuestionKind.many,
    QuestionKind.picture_choice,
    QuestionKind.feeling_scale,
    QuestionKind.agreement_scale,
}


@dataclass(frozen=True)
class Hands:
    """Hands by option code (only those that went up), and the codes the group agreed on, if it did."""

    counts: Mapping[str, int]
    agreed: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def most(self) -> int:
        """Hands for the answer that got most."""
        return max(self.counts.values(), default=0)


def takes_hands(step: Step) -> bool:
    """Whether a room can answer this screen with hands: one of a few answers, asked once."""
    return step.turn is None and step.question.kind in _KINDS and bool(counted(step.question))


def asked_of_hands(definition: Definition) -> tuple[Step, ...]:
    """The screens of a survey that a room can answer with hands, in order."""
    return tuple(step for step in definition.steps if takes_hands(step))


def read_hands(
    question: Question, typed: Mapping[str, Sequence[str]], agreed: Sequence[str]
) -> Hands | Problem:
    """The numbers typed in for each option, and what was ticked as agreed; or what to put right."""
    counts: dict[str, int] = {}
    for option in counted(question):
        raw = "".join((typed.get(f"hands.{option.code}") or ("",))[0].split())
        if raw and not (raw.isdecimal() and len(raw) <= 3):
            return Problem(f"hands.{option.code}", "Enter how many hands as a number, such as 7")
        if raw and int(raw):
            counts[option.code] = int(raw)
    ticked = tuple(option.code for option in counted(question) if option.code in agreed)
    if way_of(question) is Way.one and len(ticked) > 1:
        return Problem("agreed", "Choose one answer you agreed on")
    return Hands(counts, ticked)


def answer_of(question: Question, hands: Hands) -> Given | None:
    """The group's one answer: what it agreed on, else what most hands were for. None where nothing was said, or where
    two got the same and only one can be chosen: then there are hands and no answer."""
    most = tuple(
        option.code
        for option in counted(question)
        if hands.most and hands.counts.get(option.code) == hands.most
    )
    chosen = hands.agreed or most
    if not chosen or (way_of(question) is Way.one and len(chosen) > 1):
        return None
    return Given(AnswerState.given, chosen)


def is_more_than_room(question: Question, hands: Hands, in_room: int) -> bool:
    """Whether more hands went up than there are people: of one answer, or in all where each has one hand."""
    if not in_room:
        return False
    return (hands.total if way_of(question) is Way.one else hands.most) > in_room


async def save_hands(session: Session, version_id: UUID, step: Step, hands: Hands, now: datetime) -> None:
    """Keep what one question got, over what it had before. Nothing at all takes it back. Belongs into a transaction."""
    await lock(session.id)
    response = await group_response(session, version_id, Channel.hands, now)
    await HandCount.raw("DELETE FROM hand_count WHERE response = {} AND question_id = {}", response, step.id)
    for choice, many in hands.counts.items():
        await HandCount(response=response, question_id=step.id, choice=choice, hands=many).save()
    given = answer_of(step.question, hands)
    if given:
        await save_answer(response, step.id, given, Format.std, "en", now)
    else:
        await HandCount.raw("DELETE FROM answer WHERE response = {} AND question_id = {}", response, step.id)
        await drop_if_empty(response)


@dataclass(frozen=True)
class HandsKept:
    """What one question has: the hands, and the group's answer."""

    counts: Mapping[str, int]
    answer: tuple[str, ...]


_KEPT = """
SELECT h.question_id, h.choice, h.hands, NULL::varchar[] AS chosen FROM hand_count h WHERE h.response = {}
UNION ALL SELECT a.question_id, '', 0, a.choices FROM answer a WHERE a.response = {}
"""


async def hands_kept(session_id: UUID) -> Mapping[str, HandsKept]:
    """What the group of a session has said by hands so far, by screen."""
    response = await find_group_response(session_id, Channel.hands)
    if response is None:
        return {}
    found: dict[str, HandsKept] = {}
    for row in await HandCount.raw(_KEPT, response, response):
        before = found.get(row["question_id"], HandsKept({}, ()))
        counts = {**before.counts, row["choice"]: row["hands"]} if row["choice"] else before.counts
        answer = before.answer if row["choice"] else tuple(row["chosen"])
        found[row["question_id"]] = HandsKept(counts, answer)
    return found


@dataclass(frozen=True)
class HandsInAll:
    """One question over all sessions: in how many groups, and how many hands for each option. Raw numbers."""

    groups: int
    counts: Mapping[str, int]


_IN_ALL = """
SELECT h.question_id, h.choice, sum(h.hands)::int AS hands,
       (SELECT count(DISTINCT o.response)::int FROM hand_count o JOIN response s ON s.id = o.response
         WHERE o.question_id = h.question_id AND s.survey = r.survey AND s.withdrawn_at IS NULL) AS groups
  FROM hand_count h JOIN response r ON r.id = h.response
 WHERE r.survey = {} AND r.completed_at IS NOT NULL AND r.withdrawn_at IS NULL GROUP BY 1, 2, r.survey
"""


async def hands_in_all(survey_id: UUID) -> Mapping[str, HandsInAll]:
    """What every group of a survey said by hands, by the id each question counts as."""
    found: dict[str, HandsInAll] = {}
    for row in await HandCount.raw(_IN_ALL, survey_id):
        id = counts_as(row["question_id"])
        before = found.get(id, HandsInAll(row["groups"], {}))
        found[id] = HandsInAll(row["groups"], {**before.counts, row["choice"]: row["hands"]})
    return found
