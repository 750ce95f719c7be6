"""A file with every answer: what is in it, how to read it, and what was left out and why. Its line in the history is written
in the same transaction; the bytes lie in a file without a name until they are sent."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import IO, Any
from uuid import UUID

from engage.access.actors import Actor
from engage.audit import trail
from engage.consultations.answers import spreadsheet
from engage.consultations.policy import SeenConsultation
from engage.consultations.words import KIND_NAMES
from engage.web.rendering import day, day_time
from surveys.all_versions import Asked, VersionSeen, asked_by
from surveys.answers import HOW_NAMES
from surveys.channels import CHANNEL_NAMES
from surveys.definition import EASY, Question, said
from surveys.exporting import (
    Exported,
    LeftOut,
    export_headings,
    export_rows,
    exported,
    left_out,
    most_turns,
    sets_by_version,
    version_words,
)
from surveys.joins import Counted
from surveys.marks import MARK_NAMES
from surveys.questions import columns, counted
from surveys.steps import root_of

_A_PART = 1 << 18  # bytes sent at a time
CODEBOOK_HEAD = (
    "Column",
    "Question id",
    "Kind",
    "Belongs to",
    "Question",
    "Question in Easy Read",
    "Code",
    "Answer",
    "Answer in Easy Read",
)
VERSIONS_HEAD = (
    "Version",
    "Since",
    "Published by",
    "Why it was changed",
    "What it means for counting",
    "Sets of answers",
)


class Kind(StrEnum):
    """The files there are."""

    xlsx = "xlsx"
    csv = "csv"


@dataclass(frozen=True)
class Made:
    """A file ready to be sent: its bytes, how many, and how many people's answers are in it."""

    file: IO[bytes]
    size: int
    sets: int


@dataclass(frozen=True)
class Wish:
    """What somebody asked for, and why, in a whole sentence."""

    kind: Kind
    why: str
    reason: str
    with_marked: bool = True


async def make(actor: Actor, seen: SeenConsultation, wish: Wish, *, now: datetime) -> Made:
    """Write the file and its line in the history. Must run inside `writing()`."""
    with ExitStack() as ends:  # an unfinished file is not left lying about
        file: IO[bytes] = ends.enter_context(tempfile.TemporaryFile())
        sets = await _written(file, actor, seen, wish, now)
        without = "" if wish.with_marked else " (without those marked)"
        told = f"Took {sets:,} sets of answers out as a file{without}: {wish.reason}"
        detail = {"file": wish.kind, "rows": sets, "why": wish.why, "marked": wish.with_marked}
        await trail.record(actor, "answers:exported", seen.id, told, now=now, detail=detail)
        size = file.seek(0, 2)
        file.seek(0)
        ends.pop_all()
    return Made(file, size, sets)


async def _written(file: IO[bytes], actor: Actor, seen: SeenConsultation, wish: Wish, now: datetime) -> int:
    """Everything that belongs into the file; how many people's answers that were."""
    asked = await asked_by(seen.survey)
    screens = exported(asked, await most_turns(seen.survey, asked))
    writer = await asyncio.to_thread(_begun, wish.kind, file, export_headings(screens), seen.title, now)
    sets = 0
    async for rows in export_rows(seen.survey, screens, with_marked=wish.with_marked):
        await asyncio.to_thread(writer.write, rows)
        sets += len(rows)
    sheets = [
        ("Codebook", CODEBOOK_HEAD, [*known_columns(), *codebook(screens)]),
        ("Versions", VERSIONS_HEAD, [*_versions(asked, await sets_by_version(seen.survey))]),
        (
            "About",
            ("About this file", ""),
            _about(seen, actor.name, wish, sets, await left_out(seen.survey), now),
        ),
    ]
    await asyncio.to_thread(writer.finish, sheets)
    return sets


def _begun(
    kind: Kind, file: IO[bytes], head: Sequence[str], title: str, now: datetime
) -> spreadsheet.Written:
    if kind is Kind.csv:
        return spreadsheet.Csv(file, head)
    return spreadsheet.Workbook(file, head, title=title, now=now)


async def fits(survey: UUID, sets: int) -> bool:
    """Whether a workbook has room for all of it."""
    asked = await asked_by(survey)
    screens = exported(asked, await most_turns(survey, asked))
    return spreadsheet.fits(len(export_headings(screens)), sets + 1)


async def parts(made: Made) -> AsyncIterator[bytes]:
    """The bytes, a part at a time; the file is gone afterwards, whether all of it was sent or not."""
    try:
        while part := await asyncio.to_thread(made.file.read, _A_PART):
            yield part
    finally:
        made.file.close()


def known_columns() -> Iterator[tuple[str, ...]]:
    """What the columns mean that are known of each person, and every word that can stand in them."""
    for column, means, words in (
        ("How it was answered", "Whether a person answered on their own or with others", HOW_NAMES.values()),
        ("How they came to answer", "The way by which the answers came in", CHANNEL_NAMES.values()),
        ("Marked to look at", "Why somebody may want to look; nothing is left out by itself", MARK_NAMES.values()),
    ):  # fmt: skip
        yield (column, "", "", "", means, "", "", "", "")
        for word in words:
            yield (column, "", "", "", "", "", "", word, "")


def codebook(screens: Sequence[Exported]) -> Iterator[tuple[str, ...]]:
    """What each column means: a line for each, and one for each answer to choose from."""
    for screen in screens:
        yield from _lines(screen)


def _lines(screen: Exported) -> Iterator[tuple[str, ...]]:
    question, headings, options = screen.question, screen.headings(), counted(screen.question)
    has_own = len(headings) == 1 + len(options)
    known = (question.id, KIND_NAMES[question.kind], _belongs(screen), *_both(question.text))
    yield (headings[0], *known, "", "", "")
    for place, option in enumerate(options, start=1):
        yield (headings[place if has_own else 0], *known, option.code, *_both(option.text))
    if not has_own:
        for heading, column in zip(headings[1:], columns(question)[1:], strict=True):
            yield (heading, *known, column.key.rpartition(".")[2], "", "")


def _belongs(screen: Exported) -> str:
    """The words of the set a statement is one of, and which turn of a repeat it is."""
    turn = f"number {screen.turn} of the ones told about" if screen.turn else ""
    return "; ".join(filter(None, [said(screen.question.stem, "en"), turn]))


def _both(text: Any) -> tuple[str, str]:
    return text.get("en", ""), text.get(EASY, "")


def _versions(asked: Asked, sets: dict[UUID, int]) -> Iterator[tuple[str, ...]]:
    texts = {root_of(one.id): _called(one) for one in asked.questions}
    for version in reversed(asked.versions):
        yield (
            version_words(version.wave, version.correction),
            day(version.frozen_at),
            version.frozen_by,
            version.note,
            "\n".join(_joined(version, texts)),
            str(sets.get(version.id, 0)),
        )


def _called(question: Question) -> str:
    return said(question.stem, "en") or said(question.text, "en")


def _joined(version: VersionSeen, texts: dict[str, str]) -> Iterator[str]:
    means = {
        Counted.same: "means the same as before",
        Counted.together: "is counted together with before",
        Counted.apart: "is counted apart from before",
    }
    for one in version.joins:
        why = f": {one.why}" if one.why else ""
        yield f"“{texts.get(one.question, one.question)}” {means[one.join]}{why}"


def _about(
    seen: SeenConsultation, who: str, wish: Wish, sets: int, left: LeftOut, now: datetime
) -> Sequence[tuple[str, str]]:
    return [
        ("Consultation", seen.title),
        ("Run by", seen.organisation_name),
        ("Taken out by", who),
        ("When", day_time(now)),
        ("For", wish.reason),
        ("What is in it", f"One row for each person who sent their answers: {sets:,}."),
        ("Left out: not finished", f"{left.not_finished:,}. People who stopped have not said that you may use it."),
        ("Left out: taken back", f"{left.taken_back:,}. Their answers are deleted."),
        ("Left out: trying out", f"{left.tried_out:,}. Testers’ answers are no answers."),
        (
            "Left out: not on their way",
            f"{left.not_asked:,} single answers to questions that a later answer made not fit.",
        ),
        (
            "Left out: marked to look at",
            "None. Those that look alike or came in a burst are in the file, and the last of the first columns says so."
            if wish.with_marked
            else f"{left.marked:,}. Somebody chose to leave out what looks alike or came in a burst.",
        ),
        ("Left out: files", "Recordings, pictures and drawings stay here. What a person wrote down of them is in the file."),
        ("Left out: who they are", "No names, no ids, no times: only the day. The rows are in no order of time."),
        ("Words in brackets", "(skipped), (don’t know) and (don’t understand) are three different things. An empty cell was never asked."),
        ("Take care", "People were told who reads their words. Keep this file where only they can open it, and delete it when you are done."),
    ]  # fmt: skip
