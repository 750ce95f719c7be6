"""The recordings, pictures and drawings people sent, for those who may read their words: to look at, to hear, and to write
down. What is written down counts as the words of the answer, so it says who wrote it and is in the history."""

from typing import Any
from uuid import UUID

from litestar import Response, Router, get, post

from engage.access.guards import actor_of, requires
from engage.access.permissions import Permission
from engage.audit import trail
from engage.clock import now
from engage.consultations.building.bench import AnyRequest, first
from engage.consultations.policy import SeenConsultation, find_consultation_for
from engage.consultations.words import GROUP_NAMES, HOW_NAMES
from engage.database import writing
from engage.web.errors import NotThere
from engage.web.forms import Form, Mistake, Typed, filled, read_form
from engage.web.media import media
from engage.web.rendering import again, page, see
from surveys.answers import Problem
from surveys.attachments import piece
from surveys.definition import said
from surveys.results import questions_asked
from surveys.steps import counts_as
from surveys.transcripts import FileSent, Overtaken, files_sent, find_file, write_down
from surveys.uploads import Family

FILES = "/staff/consultations/{consultation:uuid}/files"
READS = [requires(Permission.answers_read)]
A_PAGE = 20
NAMES = {Family.picture: "Picture", Family.recording: "Recording", Family.document: "PDF"}
TOLD = {"saved": "What you wrote down is saved."}


async def _texts(seen: SeenConsultation) -> dict[str, str]:
    return {one.id: said(one.text, "en") for one in await questions_asked(seen.survey)}


@get(FILES, guards=READS)
async def files(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Every file, those still to be written down first."""
    seen = await find_consultation_for(actor_of(request), consultation)
    if not seen.may_read_words:
        return page(request, "consultations/custody.html", status=403, seen=seen)
    asked_for = request.query_params.get("page", "1")
    number = (
        max(1, int(asked_for)) if asked_for.isascii() and asked_for.isdecimal() and len(asked_for) < 7 else 1
    )
    found = await files_sent(seen.survey, limit=A_PAGE, offset=(number - 1) * A_PAGE)
    return page(
        request,
        "consultations/files.html",
        seen=seen,
        found=found,
        texts=await _texts(seen),
        names=NAMES,
        group_names=GROUP_NAMES,
        how_names=HOW_NAMES,
        counts_as=counts_as,
        number=number,
        pages=max(1, -(-found.total // A_PAGE)),
        told=TOLD.get(request.query_params.get("done", ""), ""),
    )


async def _file(request: AnyRequest, consultation: UUID, file: UUID) -> tuple[SeenConsultation, FileSent]:
    """One file, for those who may read the words of this consultation; for everybody else there is none."""
    seen = await find_consultation_for(actor_of(request), consultation)
    found = await find_file(seen.survey, file) if seen.may_read_words else None
    if found is None:
        raise NotThere
    return seen, found


async def _values(seen: SeenConsultation, found: FileSent, form: Form) -> dict[str, Any]:
    question = (await _texts(seen)).get(counts_as(found.question_id), "")
    return {
        "seen": seen,
        "one": found,
        "form": form,
        "question": question,
        "name": NAMES[found.file.family],
        "group": GROUP_NAMES[found.group],
        "how": HOW_NAMES[found.how_answered],
    }


@get(f"{FILES}/{{file:uuid}}", guards=READS)
async def one_file(request: AnyRequest, consultation: UUID, file: UUID) -> Response[Any]:
    """A file with what is written down of it."""
    seen, found = await _file(request, consultation, file)
    form = filled({"transcript": found.transcript, "over": found.transcript})
    return page(request, "consultations/file.html", **await _values(seen, found, form))


@post(f"{FILES}/{{file:uuid}}", guards=READS)
async def write_file_down(request: AnyRequest, consultation: UUID, file: UUID) -> Response[Any]:
    """Keep what was written down; told when somebody else did so meanwhile."""
    typed = await read_form(request)
    seen, found = await _file(request, consultation, file)
    actor, moment, words = actor_of(request), now(), first(typed, "transcript")
    async with writing():
        told = await write_down(seen.survey, file, words, actor.name, moment, over=first(typed, "over"))
        if told is None:
            await trail.record(
                actor, "answer:transcribed", seen.id, f"Wrote down what a {NAMES[found.file.family].lower()} says",
                now=moment, detail={"file": file, "question": found.question_id},
            )  # fmt: skip
    if told is not None:
        return await _not_kept(request, seen, found, typed, told)
    here = f"/staff/consultations/{seen.id}/files"
    waiting = await files_sent(seen.survey, limit=1)
    if first(typed, "do") == "next" and waiting.waiting:
        return see(f"{here}/{waiting.files[0].file.id}")
    return see(f"{here}?done=saved")


async def _not_kept(
    request: AnyRequest, seen: SeenConsultation, found: FileSent, typed: Typed, told: Problem | Overtaken
) -> Response[Any]:
    """The form again, with everything typed: to be put right, or put together with what stands there now."""
    if isinstance(told, Problem):
        form = Form(typed, (Mistake(told.field, told.message),))
        return again(request, "consultations/file.html", **await _values(seen, found, form))
    form = Form({**typed, "over": (told.stands.transcript,)})
    values = await _values(seen, told.stands, form)
    return again(request, "consultations/file.html", theirs=told.stands, **values)


@get(f"{FILES}/{{file:uuid}}/body", guards=READS)
async def file_body(request: AnyRequest, consultation: UUID, file: UUID) -> Response[bytes]:
    """The file itself. A PDF is saved, never shown here; its name tells nothing."""
    _, found = await _file(request, consultation, file)
    held = found.file
    return await media(
        request,
        held.media_type,
        held.size,
        lambda begin, length: piece(held.id, begin, length),
        saved_as="file.pdf" if held.family is Family.document else "",
    )


router = Router("/", route_handlers=[files, one_file, write_file_down, file_body])
