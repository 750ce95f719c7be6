"""Somebody who answered the survey of a `Ground`, with their three words, and their words placed in a theme."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from engage.database import rows, writing
from engage.respond.keys import receipt_key
from surveys import responding
from surveys.answers import AnswerState, Format, Given, HowAnswered
from surveys.definition import Group
from tests.visitor import Visitor
from tests.yousaid.ground import NOW, Ground

GOOD, BETTER = "q_schlgood", "q_schlbett"
WORDS = "The bell is so loud that I cannot hear my friends or my teacher"


@dataclass(frozen=True)
class Follower:
    """One person: their response, the three words, and the answer the theme is about."""

    response: UUID
    words: str
    answer: UUID


async def answered(ground: Ground, text: str = WORDS, *, quote: bool = False) -> Follower:
    """Somebody answers one open question and sends, through the real functions."""
    version = (await rows("SELECT current_version AS id FROM survey WHERE id = $1", ground.survey))[0]["id"]
    then = NOW - timedelta(days=40)
    async with writing():
        started = await responding.start(
            ground.survey, version, Group.young_person, HowAnswered.alone, "en", then
        )
        given = Given(AnswerState.given, text=text)
        await responding.save_answer(started.response_id, GOOD, given, Format.std, "en", then)
        words = await responding.complete(started.response_id, quote, then, receipt_key())
    assert isinstance(words, str)
    answer = (await rows("SELECT id FROM answer WHERE response = $1", started.response_id))[0]["id"]
    return Follower(started.response_id, words, answer)


async def place(follower: Follower, theme: UUID, state: str = "confirmed", *, unsure: bool = False) -> None:
    """A person or the machine put their words into a theme."""
    await rows(
        """INSERT INTO coding (id, theme, answer, state, confidence, evidence, needs_person, reason)
           VALUES ($1, $2, $3, $4, 1, '{}', $5, '')""",
        uuid4(), theme, follower.answer, state, unsure,
    )  # fmt: skip


async def comes_back(visitor: Visitor, follower: Follower) -> str:
    """They type their three words; the page with what they said."""
    opened = await visitor.post("/my-words", {"code": follower.words})
    assert opened.headers["location"] == "/my-words/answers", opened.text
    return (await visitor.get("/my-words/answers")).text
