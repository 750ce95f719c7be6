"""What a browser gets for going on without signal, and the one address that takes what was sealed there."""

import json
from functools import cache
from typing import Any, TypeAlias
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.datastructures import Cookie

from engage.clock import now
from engage.database import rows, writing
from engage.respond.asked import find_asked, read_slug
from engage.respond.offline.keys import public_key
from engage.respond.offline.kit import kit_of
from engage.respond.offline.taking import Taken, Told, take
from engage.respond.offline.unsealing import read_sending, unsealed, when
from engage.respond.places import ANSWERING, find_place, no_cookie
from engage.respond.sent import sent_cookie
from engage.web.assets_served import BUILT, manifest
from engage.web.errors import IS_NO_FORM, NotThere
from engage.web.languages import read_display
from engage.web.media import FOR_EVER
from engage.web.security import HEADERS

AnyRequest: TypeAlias = Request[Any, Any, Any]

_NEVER_KEPT = {**HEADERS, "cache-control": "no-store"}
_PAGE = {**_NEVER_KEPT, "content-type": "text/html; charset=utf-8"}


@cache
def _script() -> bytes:
    """The worker, told which headers a page has."""
    body = (BUILT / manifest()["worker.js"]).read_text("utf-8")
    return f"const SITE = {json.dumps({'headers': _PAGE})};\n{body}".encode()


@get("/s/worker.js", sync_to_thread=False)
def worker_script() -> Response[bytes]:
    """The script that stands between the pages under /s/ and the network. A browser looks for a new one each day."""
    headers = {**HEADERS, "cache-control": "no-cache"}
    return Response(_script(), media_type="text/javascript; charset=utf-8", headers=headers)


@get("/s/key.json")
async def key_to_seal_to() -> Response[dict[str, str]]:
    """The public key of this site."""
    async with writing():
        id, public = await public_key(now())
    return Response({"id": str(id), "public": public}, headers=_NEVER_KEPT)


@get("/s/{slug:str}/offline/{version:str}")
async def questions_to_take_along(request: AnyRequest, slug: str, version: str) -> Response[bytes]:
    """Every question of a version, as anybody gets them; `?l=` says how they look. Never of a survey being tried out."""
    asked = await find_asked(slug)
    version_id = _read_id(version)
    known = "SELECT 1 FROM survey_version WHERE id = $1 AND survey = $2"
    if asked.is_pilot or version_id is None or not await rows(known, version_id, asked.id):
        raise NotThere
    body = await kit_of(asked, version_id, read_display(request.query_params.get("l")))
    headers = {**HEADERS, "cache-control": FOR_EVER, "content-encoding": "gzip"}
    return Response(body, media_type="application/json", headers=headers)


def _read_id(raw: str) -> UUID | None:
    try:
        return UUID(raw)
    except ValueError:
        return None


@post("/s/{slug:str}/sealed", opt={IS_NO_FORM: True}, status_code=200)
async def take_sealed(request: AnyRequest, slug: str) -> Response[dict[str, list[str]]]:
    """Take in what was sealed, item by item, in order, each in a transaction of its own; the phone is told of each."""
    slug = read_slug(slug)
    sending = read_sending(await request.body())
    if sending is None:
        return Response({"told": []}, status_code=400, headers=_NEVER_KEPT)
    told: list[str] = []
    cookies: list[Cookie] = []
    for sealed in sending.items:
        item, moment = await unsealed(sealed, now()), now()
        taken = Taken(Told.unread)
        if item:
            async with writing():
                taken = await take(item, slug, when(item, sending.now, moment), moment)
        told.append(taken.told.value)
        cookies = await _after_sending(request, slug, taken) or cookies
    return Response({"told": told}, headers=_NEVER_KEPT, cookies=cookies)


async def _after_sending(request: AnyRequest, slug: str, taken: Taken) -> list[Cookie]:
    """The three words go to the device whose own place it is, and to nobody who holds it by now."""
    place = await find_place(request, slug) if taken.code else None
    if place is None or taken.state is None or place.state.response_id != taken.state.response_id:
        return []
    return [no_cookie(ANSWERING, f"/s/{slug}"), sent_cookie(slug, taken.code, taken.state.group)]
