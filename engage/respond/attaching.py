"""Files that come with an answer: cleaned, kept, shown back to whoever sent them, and taken away again. What an answer is
stays the question's; this puts the ids of its files into what was posted. The names of files are never looked at."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from litestar import Request, Response, get

from engage.clock import now
from engage.respond.asked import read_slug
from engage.respond.places import find_place
from engage.respond.turns import Turn
from engage.web.cleaned_files import cleaned_file
from engage.web.errors import NotThere
from engage.web.forms import Typed
from engage.web.media import media
from engage.web.sent_files import SentFile, listening_on, sent_file
from surveys import attachments
from surveys.answers import Given, Problem
from surveys.definition import Question, QuestionKind
from surveys.questions.posted import ANSWER, QUIET
from surveys.questions.sending import most_files
from surveys.responding import find_response
from surveys.uploads import Family
from surveys.uploads.sentences import FILE

AnyRequest: TypeAlias = Request[Any, Any, Any]

PATH = "/s/{slug:str}/q/{question_id:str}/file/{file:str}"
REMOVE = "remove-"  # the button that takes a file away says which: `remove-<id>`
TAKES: Mapping[QuestionKind, tuple[Family, ...]] = {
    QuestionKind.voice: (Family.recording,),
    QuestionKind.photo: (Family.picture, Family.document),
    QuestionKind.drawing: (Family.picture,),
}


async def with_files(
    request: AnyRequest, response_id: UUID, question: Question, typed: Typed, now: datetime
) -> Typed | Problem:
    """What was posted with the ids of its files in `answer`: those kept before, without the one that is to be taken away,
    and the one that has just come. A Problem for a file that cannot be kept; what was typed is still there then."""
    if question.kind not in TAKES:
        return typed
    sent, posted = sent_file(request, FILE), typed.get(ANSWER, ())
    own = [value for value in posted if value not in QUIET]
    if own:
        held, gone = await attachments.held(response_id, question.id), removed_by(typed)
        own = [name for name in own if name in held and name != gone]
    if sent:
        name = await _kept(response_id, question, sent, now)
        if isinstance(name, Problem):
            return name
        own = [name] if most_files(question) == 1 else [*(one for one in own if one != name), name]
    return {**typed, ANSWER: (*own, *(value for value in posted if value in QUIET))}


def removed_by(typed: Typed) -> str | None:
    """The id of the file whose button was pressed to take it away."""
    pressed = typed.get("go", ("",))[0]
    return pressed.removeprefix(REMOVE) if pressed.startswith(REMOVE) else None


async def _kept(response_id: UUID, question: Question, sent: SentFile, now: datetime) -> str | Problem:
    cleaned = await cleaned_file(sent, *TAKES[question.kind])
    if isinstance(cleaned, Problem):
        return cleaned
    kept = await attachments.keep(response_id, question.id, cleaned, now)
    return kept if isinstance(kept, Problem) else kept.hex


async def with_its_files(response_id: UUID, turn: Turn) -> Turn:
    """The same turn with the files somebody sent for its question, as they are now, to be shown back to them."""
    if turn.question.kind not in TAKES:
        return turn
    return replace(turn, files=await attachments.held(response_id, turn.step.id))


async def carried_over(
    request: AnyRequest, token: str, turn: Turn, typed: Typed, now: datetime
) -> tuple[Turn, Typed]:
    """What was posted from a place that is gone: a file that came along belongs to the new place behind this token."""
    begun = await find_response(token) if turn.question.kind in TAKES else None
    if begun is None:
        return turn, typed
    attached = await with_files(request, begun.response_id, turn.question, typed, now)
    return await with_its_files(begun.response_id, turn), typed if isinstance(attached, Problem) else attached


async def let_go(response_id: UUID, before: Given | None, after: Given) -> None:
    """Delete the files that were part of an answer and are no more, once the new one is kept."""
    await attachments.let_go(response_id, set(before.choices if before else ()) - set(after.choices))


def told_early(request: AnyRequest, answer: Response[Any]) -> Response[Any]:
    """The answer to a form whose file was so large that it was not read to its end (413); any other as it is."""
    sent = sent_file(request, FILE)
    if sent is None or sent.is_whole:
        return answer
    answer.status_code = 413
    return listening_on(request, answer)


def may_record(question: Question) -> dict[str, str]:
    """The header that lets this page, and no other, ask for the microphone."""
    if question.kind is not QuestionKind.voice:
        return {}
    return {"permissions-policy": "camera=(), geolocation=(), microphone=(self), interest-cohort=()"}


@get(PATH)
async def own_file(request: AnyRequest, slug: str, question_id: str, file: str) -> Response[bytes]:
    """A file as it is kept, for the device it was sent from and as long as its answers are shown there."""
    place = await find_place(request, read_slug(slug))
    if place is None or place.is_sent or not place.state.may_change(now()) or "\x00" in question_id:
        raise NotThere
    found = (await attachments.held(place.state.response_id, question_id)).get(file)
    if found is None:
        raise NotThere
    is_saved = found.family is Family.document
    return await media(
        request,
        found.media_type,
        found.size,
        lambda begin, length: attachments.piece(found.id, begin, length),
        saved_as="my-file.pdf" if is_saved else "",
    )
