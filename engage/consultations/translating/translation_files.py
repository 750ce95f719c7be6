"""Files for a translator, and what comes back: a list of what would change, looked at before any of it is kept."""

import asyncio
import json
from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from litestar import Response, Router, get, post
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from engage.clock import now
from engage.consultations.building import drafts
from engage.consultations.building.bench import BUILDS, AnyRequest, Bench, bench_of, first, told_clash
from engage.consultations.building.drafts import Act, Clash, Outcome
from engage.consultations.translating.translation_pages import ONE, about, translated_code
from engage.database import writing
from engage.web.errors import NotThere
from engage.web.forms import Form, Mistake, Typed, read_file, read_form
from engage.web.rendering import again, download, page, see
from surveys.answers import Problem
from surveys.definition import Definition
from surveys.languages import english_name, plain
from surveys.texts import with_language
from surveys.translated import mark_of
from surveys.translating import Imported, gettext_file, read_back, spreadsheet, taken
from surveys.translating.reading import compared
from surveys.translating.shape import Change, Sent, Written

FILE = f"{ONE}/file"
PAGE, PREVIEW = "consultations/translation_file.html", "consultations/translation_preview.html"
_KINDS = {one.NAME: one for one in (gettext_file, spreadsheet)}


class _Held(BaseModel):
    """One change on its way from the preview to being kept: `was` is the mark of what it replaces."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str = Field(max_length=100)
    source: str
    words: str
    unsure: bool
    was: str


_HELD: TypeAdapter[tuple[_Held, ...]] = TypeAdapter(Annotated[tuple[_Held, ...], Field(max_length=30_000)])


@get(FILE, guards=BUILDS)
async def file_page(request: AnyRequest, consultation: UUID, code: str) -> Response[Any]:
    """Download the texts for a translator, or hand in the file that came back."""
    bench, code = await bench_of(request, consultation), translated_code(code)
    return page(request, PAGE, **about(bench, code), form=Form())


@get(f"{FILE}/{{kind:str}}", guards=BUILDS)
async def download_file(request: AnyRequest, consultation: UUID, code: str, kind: str) -> Response[Any]:
    """The texts as a .po file or a spreadsheet."""
    bench, code = await bench_of(request, consultation), translated_code(code)
    if kind not in _KINDS:
        raise NotThere
    body = await asyncio.to_thread(_KINDS[kind].write, bench.draft, code)
    return download(body, f"{bench.seen.slug}-{code}.{kind}", _KINDS[kind].MEDIA_TYPE)


@post(FILE, guards=BUILDS)
async def hand_in(request: AnyRequest, consultation: UUID, code: str) -> Response[Any]:
    """Read the file and show what it would change. Nothing is kept yet."""
    bench, code = await bench_of(request, consultation), translated_code(code)
    if not bench.is_editable:
        return see(f"{bench.here}/languages?done=locked")
    typed = await read_form(request)
    file = await read_file(request, "file")
    if file is None:
        mistake = Mistake("file", "Choose the file that came back")
        return again(request, PAGE, **about(bench, code), form=Form(typed, (mistake,)))
    read = await asyncio.to_thread(read_back, file[1], bench.draft, code)
    if isinstance(read, Problem):
        form = Form(typed, (Mistake("file", read.message),))
        return again(request, PAGE, **about(bench, code), form=form)
    return page(request, PREVIEW, **_preview(bench, code, read))


def _preview(bench: Bench, code: str, read: Imported, **more: Any) -> dict[str, Any]:
    held = [
        _Held(key=one.key, source=one.made_from, words=one.words, unsure=one.is_behind, was=mark_of(one.was))
        for one in read.changes
    ]
    return {
        **about(bench, code),
        "read": read,
        "held": json.dumps([one.model_dump() for one in held]),
        "started_from": bench.changed_at.isoformat(),
        **more,
    }


@post(f"{FILE}/keep", guards=BUILDS)
async def keep(request: AnyRequest, consultation: UUID, code: str) -> Response[Any]:
    """Keep what the preview showed; when something has changed since, show it again first."""
    bench, code = await bench_of(request, consultation), translated_code(code)
    typed = await read_form(request)
    held = _held(typed)
    if not held:
        return see(f"{bench.here}/languages/{code}/file")
    outcome = await _keep(bench, code, held)
    if isinstance(outcome, Definition):
        return see(f"{bench.here}/languages/{code}?done=kept")
    if isinstance(outcome, Problem):
        return see(f"{bench.here}/languages?done=locked")
    clash = await told_clash(bench, typed, now())
    fresh = await bench_of(request, consultation)
    shown = _preview(fresh, code, _compared(held, fresh.draft, code), clash=clash)
    return again(request, PREVIEW, **shown)


def _held(typed: Typed) -> tuple[_Held, ...]:
    try:
        return _HELD.validate_json(first(typed, "changes"))
    except ValidationError:
        return ()


def _compared(held: tuple[_Held, ...], draft: Definition, code: str) -> Imported:
    lines = tuple(Written(one.key, one.source, one.words, "", is_unsure=one.unsure) for one in held)
    return compared(Sent(lines), draft, code)


async def _keep(bench: Bench, code: str, held: tuple[_Held, ...]) -> Outcome:
    marks = {one.key: one.was for one in held}

    def kept(draft: Definition) -> Outcome:
        read = _compared(held, draft, code)
        if read.problems or read.unknown or _is_moved(read.changes, marks):
            return Clash(draft)
        listed = with_language(draft, plain(code)) if plain(code) != "en" else draft
        return taken(listed, code, read.changes)

    many = len(held)
    words = f"Took {many} {'text' if many == 1 else 'texts'} in {english_name(code)} from a translator’s file"
    async with writing():
        return await drafts.edit(bench.actor, bench.seen, kept, Act("survey:reworded", words), now=now())


def _is_moved(changes: tuple[Change, ...], marks: Mapping[str, str]) -> bool:
    """Whether a text that would be replaced says something else now than the preview showed."""
    return any(mark_of(one.was) != marks[one.key] for one in changes)


router = Router("/", route_handlers=[file_page, download_file, hand_in, keep])
