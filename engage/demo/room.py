"""An evening in a room: some answered on their phones, then the group put its hands up and wrote sticky notes. Made
through the functions that staff's pages call; the session is over by now."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from engage.access.actors import Actor
from engage.audit import trail
from engage.database import writing
from engage.demo.sources import source
from engage.respond.keys import receipt_key
from surveys import responding
from surveys.answers import SKIPPED, AnswerState, Format, Given, HowAnswered
from surveys.authoring import definition_of
from surveys.channels import Channel
from surveys.definition import Group
from surveys.together import notes, sessions
from surveys.together.attending import attend
from surveys.together.hands import Hands, save_hands
from surveys.together.sessions import NewSession, Session

CHOSEN = 2  # so many of a phone's answers are chosen, the rest are words


async def meet(
    leader: Actor, consultation: UUID, survey: UUID, version: UUID, asked: tuple[str, ...], at: datetime
) -> None:
    """One session on one evening; `asked` are the questions a phone's answers belong to, in order."""
    told = source("room")
    group = Group(told["group"])
    new = NewSession(survey, told["name"], group, False, leader.name, leader.id, at + timedelta(hours=2))
    async with writing():
        id = await sessions.start(new, at)
        await trail.record(
            leader, "session:started", consultation, f"Started a session: {told['name']}", now=at,
            detail={"consultation": consultation, "session": id},
        )  # fmt: skip
    for n, phone in enumerate(told["phones"]):
        await _on_a_phone(phone, group, id, survey, version, asked, at + timedelta(minutes=3 + n))
    session = await sessions.find_session(id)
    assert session
    async with writing():
        await _as_a_group(session, version, told, at + timedelta(minutes=50))
        await sessions.close(id, at + timedelta(minutes=90))


async def _on_a_phone(
    phone: Mapping[str, Any], group: Group, session: UUID, survey: UUID, version: UUID, asked: tuple[str, ...],
    at: datetime,
) -> None:  # fmt: skip
    async with writing():
        started = await responding.start(
            survey, version, group, HowAnswered(phone["how"]), "en", at, channel=Channel.room
        )
        await attend(started.response_id, session)
        for place, (question, value) in enumerate(zip(asked, phone["answers"], strict=True)):
            given = (
                Given(AnswerState.given, (value,)) if place < CHOSEN else Given(AnswerState.given, text=value)
            )
            at += timedelta(seconds=50)
            await responding.save_answer(
                started.response_id, question, given if value else SKIPPED, Format.std, "en", at
            )
        await responding.complete(started.response_id, phone["quote"], at, receipt_key())


async def _as_a_group(session: Session, version: UUID, told: Mapping[str, Any], at: datetime) -> None:
    await sessions.set_present(session.id, {Group(name): many for name, many in told["present"].items()})
    definition = await definition_of(version)
    assert definition
    for question, counts in told["hands"].items():
        step = definition.step(question)
        assert step
        await save_hands(session, version, step, Hands({code: n for code, n in counts.items() if n}), at)
    for question, lines in told["notes"].items():
        await notes.add_notes(session, version, question, lines, 0, at)
    await notes.let_quote(session.id, may_quote=True)
