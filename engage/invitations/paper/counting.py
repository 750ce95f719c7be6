"""From a form that two people agree on to a response like any other, in the caller's transaction."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from engage.database import rows
from engage.invitations.paper.entry import Entry
from engage.respond.keys import receipt_key
from engage.respond.noticing import Band, band_of, newest
from surveys import responding
from surveys.answers import SKIPPED, Format, Problem
from surveys.channels import Channel
from surveys.definition import Definition, QuestionKind
from surveys.journey import Journey


@dataclass(frozen=True)
class Paper:
    """What a form belongs to."""

    survey: UUID
    version: UUID
    definition: Definition


async def count(paper: Paper, entry: Entry, now: datetime) -> UUID:
    """Make the response of one form; its id. Everything on the person's way is an answer, left empty or not; what they
    answered where their way does not lead is kept and counted nowhere."""
    assert entry.group
    assert entry.how
    started = await responding.start(
        paper.survey, paper.version, entry.group, entry.how, entry.language, now,
        notice=newest(band_of(entry.group) or Band.under_13).mark,
        channel=Channel.paper,
    )  # fmt: skip
    way = way_of(paper.definition, entry)
    for step in paper.definition.steps:
        given = entry.answer(step.id)
        if step.question.kind is QuestionKind.information or (given == SKIPPED and not way.is_asked(step.id)):
            continue
        await responding.save_answer(started.response_id, step.id, given, Format.paper, entry.language, now)
    words = await responding.complete(started.response_id, entry.may_quote, now, receipt_key(), way.steps)
    assert isinstance(words, str), words
    return started.response_id


def way_of(definition: Definition, entry: Entry) -> Journey:
    """The way the rules of the survey lead this person: what was left empty was passed."""
    every = {step.id: entry.answer(step.id) for step in definition.steps}
    return Journey(definition, every, entry.who)


def off_the_way(definition: Definition, entry: Entry) -> tuple[str, ...]:
    """The screens that were answered on paper although the rules lead past them: these answers are not counted."""
    way = way_of(definition, entry)
    return tuple(
        step.id for step in definition.steps if step.id in entry.answers and not way.is_asked(step.id)
    )


async def not_counted(response: UUID) -> frozenset[str]:
    """The screens of a counted form whose answers are kept and counted nowhere."""
    found = await rows("SELECT question_id FROM answer WHERE response = $1 AND NOT is_asked", response)
    return frozenset(row["question_id"] for row in found)


async def three_words(response: UUID) -> str | None:
    """The three words with which the person finds these answers again; None when they were taken back."""
    words = await responding.hand_out(response, receipt_key())
    return None if isinstance(words, Problem) else words
