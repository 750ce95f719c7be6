"""Pictures and recordings staff add to a survey: the list, adding one, taking one out. Choosing a picture for a question is the
question's own form; a recording says at once what it reads."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Response, Router, get, post

from engage.audit import trail
from engage.clock import now
from engage.consultations.building import drafts
from engage.consultations.building.bench import BUILDS, AnyRequest, Bench, bench_of
from engage.consultations.building.drafts import Act
from engage.consultations.building.media_adding import add_picture, add_recording
from engage.database import writing
from engage.web.forms import Form, filled, read_form
from engage.web.rendering import page, see
from engage.web.sent_files import WithFiles, listening_on, sent_file
from surveys.languages import english_name
from surveys.media import MediaFile, MediaKind, media_of, remove_media
from surveys.recorded import spots, tongues, used_at, without_recording

MEDIA = "/staff/consultations/{consultation:uuid}/media"
TOLD = {
    "picture": "The picture is here. Choose it on the form of a question.",
    "recording": "The recording is here. People hear it beside its words.",
    "gone": "It is gone.",
    "stays": "It stays, because people have been asked with it. It is not used any more from the next version on.",
    "used": "It is used. Take it out of its question first.",
}
RECORDS = {"permissions-policy": "camera=(), geolocation=(), microphone=(self), interest-cohort=()"}


@dataclass(frozen=True)
class FileShown:
    """A file with where the draft uses it."""

    file: MediaFile
    language: str
    used: tuple[str, ...]


async def _shown(request: AnyRequest, bench: Bench, form: Form, *, status: int = 200) -> Response[Any]:
    files = await media_of(bench.seen.survey)
    shown = [
        FileShown(one, english_name(one.language or "en"), used_at(bench.draft, one.id)) for one in files
    ]
    return page(
        request,
        "consultations/media.html",
        status=status,
        headers=RECORDS,
        seen=bench.seen,
        live=bench.live,
        form=form,
        pictures=[one for one in shown if one.file.kind is MediaKind.picture],
        recordings=[one for one in shown if one.file.kind is MediaKind.audio],
        languages=[(code, english_name(code)) for code in tongues(bench.draft)],
        reads=[(spot.key, f"– {spot.words}" if spot.is_part else spot.words) for spot in spots(bench.draft)],
        is_editable=bench.is_editable,
        told=TOLD.get(request.query_params.get("done", ""), ""),
    )


@get(MEDIA, guards=BUILDS)
async def files(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Every picture and recording of a survey, and two forms to add one."""
    return await _shown(request, await bench_of(request, consultation), filled({"language": "en"}))


@post(MEDIA, guards=BUILDS, request_class=WithFiles, request_max_body_size=None)
async def add(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Add a picture with what it shows, or a recording with what it reads."""
    bench = await bench_of(request, consultation)
    typed = await read_form(request)
    if not bench.is_editable:
        return see(f"{bench.here}/questions?done=locked")
    kind = "recording" if typed.get("kind") == ("recording",) else "picture"
    sent = sent_file(request, kind)
    told = await (add_recording if kind == "recording" else add_picture)(request, bench, typed)
    if told is None:
        return see(f"{bench.here}/media?done={kind}")
    answer = await _shown(request, bench, Form(typed, told), status=422)
    return answer if sent is None or sent.is_whole else listening_on(request, answer)


@post(f"{MEDIA}/{{file:str}}/remove", guards=BUILDS)
async def take_out(request: AnyRequest, consultation: UUID, file: str) -> Response[Any]:
    """Take a file out. A recording is taken from its words first; a picture that is used stays."""
    bench = await bench_of(request, consultation)
    here = f"{bench.here}/media"
    one = next((one for one in await media_of(bench.seen.survey) if one.id == file), None)
    if one is None or not bench.is_editable:
        return see(here)
    if one.kind is MediaKind.picture and used_at(bench.draft, file):
        return see(f"{here}?done=used")
    moment = now()
    async with writing():
        if one.kind is MediaKind.audio:
            act = Act("question:recorded", f"Took out the recording of “{one.says}”")
            await drafts.edit(
                bench.actor, bench.seen, lambda draft: without_recording(draft, file), act, now=moment
            )
        went = await remove_media(bench.seen.survey, file)
        if went:
            await trail.record(
                bench.actor, "media:removed", bench.seen.id, f"Took out a {one.kind}: {one.says}", now=moment, detail={"file": file}
            )  # fmt: skip
    return see(f"{here}?done={'gone' if went else 'stays'}")


router = Router("/", route_handlers=[files, add, take_out])
