"""The forum, the council and a young reviewer look over the questions; and one slip that was put right afterwards."""

import random
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from engage.access.actors import Actor
from engage.consultations.building import drafts
from engage.consultations.changing import publishing
from engage.consultations.looking_over import cosigning, reviewing
from engage.consultations.policy import SeenConsultation, find_consultation_for
from engage.consultations.tables import Verdict
from engage.database import writing
from engage.demo.people import Cast
from engage.demo.sources import days, source
from surveys.authoring import draft_of
from surveys.definition import Definition
from surveys.editing import changed, replace_question
from surveys.versions import Version


async def look_over(cast: Cast, consultation: UUID, which: str, until: datetime) -> None:
    """Everybody the texts name says what they think of the questions as they are now, in the days before `until`."""
    for told in source("looked_over")[which]:
        at = until - days(told["before"])
        if "young" in told:
            await _reviewed(await cast.actor("Priya"), consultation, told, at)
        else:
            await _signed(await cast.actor(told["who"]), consultation, told, at)


async def _signed(actor: Actor, consultation: UUID, told: Mapping[str, Any], at: datetime) -> None:
    seen = await find_consultation_for(actor, consultation)
    side = cosigning.own_sides(actor, await cosigning.sides_of(seen))[0]
    mark = drafts.mark_of(await _draft(seen))
    async with writing():
        moved_on = await cosigning.sign(
            actor, seen, side, Verdict(told["verdict"]), told.get("note", ""), mark, now=at
        )
        assert moved_on is None, told


async def _reviewed(asks: Actor, consultation: UUID, told: Mapping[str, Any], at: datetime) -> None:
    """A young reviewer was sent a link the day before, opens it, and says what they think."""
    seen = await find_consultation_for(asks, consultation)
    async with writing():
        link = await cosigning.ask_reviewer(asks, seen, now=at - days(1))
    async with writing():
        begun = await reviewing.begin(link, at)
        assert begun
        review = reviewing.Review(await _draft(seen), asks.name, "", begun.token)
        kept = await reviewing.say(review, Verdict(told["verdict"]), told["note"], told["young"], at)
        assert kept, told


async def _draft(seen: SeenConsultation) -> Definition:
    return draft_of(await drafts.survey_of(seen))


def with_slip(definition: Definition) -> Definition:
    """The questions as they were before the slip was seen."""
    told = source("looked_over")["slip"]
    question = definition.question(told["question"])
    assert question
    hint = {**question.hint, told["language"]: told["wrong"]}
    return replace_question(definition, changed(question, hint=hint))


async def put_right(actor: Actor, consultation: UUID, right: Definition, at: datetime) -> UUID:
    """Put the slip right while people are answering; the id of the wording they are asked from then on."""
    seen = await find_consultation_for(actor, consultation)
    told = source("looked_over")["slip"]
    question = right.question(told["question"])
    assert question
    act = drafts.Act("question:changed", f"Changed the question “{question.text['en']}”")
    async with writing():
        await drafts.edit(actor, seen, lambda draft: replace_question(draft, question), act, now=at)
        changes = await publishing.changes_of_live(seen)
        assert changes
        wanted = publishing.Wanted(changes.mark, only_slips=True, decisions={}, note=told["note"])
        version = await publishing.publish(actor, seen, wanted, now=at, rng=random.Random(1))  # noqa: S311
        assert isinstance(version, Version), version
    return version.id
