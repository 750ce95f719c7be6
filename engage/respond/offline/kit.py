"""The questions of a survey to take along: every screen as a page, empty, the same for everybody, with the rules that say
what comes next. One file a version, language and look, made once a process and kept small."""

import asyncio
import gzip
import json
import re
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from engage.respond.asked import Asked, wording
from engage.respond.checking import TICK
from engage.respond.offline.asks import ask_of
from engage.respond.seen import seen
from engage.web import languages
from engage.web.assets_served import asset_url
from engage.web.languages import Display
from engage.web.rendering import public_html
from surveys.compiled import compiled, looked_at
from surveys.definition import Definition, Step
from surveys.texts import offered

N_ = str
NEEDS_SIGNAL = N_(
    "Sending a recording, photo or drawing needs signal. You can write instead, skip it, or wait here and try again."
)
_MOST_KEPT = 96
_PAGES = ("end", "sent", "stopped", "away")
_ASSET = re.compile(r"/static/[\w.-]+")
_FONTS = ("text-400.woff2", "head-600.woff2")

_kept: "OrderedDict[tuple[object, ...], bytes]" = OrderedDict()


async def kit_of(asked: Asked, version_id: Any, display: Display) -> bytes:
    """The kit as gzipped JSON: `pages` by screen, `rules`, `asks`, and the `files` the pages load."""
    key = (version_id, display.cookie, asked.slug, asked.asked_by, languages.turned_on())
    if key in _kept:
        _kept.move_to_end(key)
        return _kept[key]
    definition = await wording(version_id)
    # a long survey takes a moment, in which others are to be answered
    made = await asyncio.to_thread(_made, asked, version_id.hex, definition, display)
    _kept[key] = made
    while len(_kept) > _MOST_KEPT:
        _kept.popitem(last=False)
    return made


def _made(asked: Asked, version: str, definition: Definition, display: Display) -> bytes:
    languages.speak(display.interface)
    pages = {
        **{step.id: _question(asked, definition, step, display) for step in definition.steps},
        **{name: _page(name, asked.slug, display) for name in _PAGES},
    }
    kit = {
        "version": version,
        "pages": pages,
        "rules": compiled(definition),
        "named": sorted(looked_at(definition)),
        "asks": {step.id: ask_of(step.question) for step in definition.steps},
        "agree": languages.translate(TICK),
        "needs": languages.translate(NEEDS_SIGNAL),
        "files": sorted({*_loaded(pages.values()), *map(asset_url, _FONTS)}),
        "pictures": sorted(_pictures(asked.slug, pages.values())),
    }
    told = json.dumps(kit, separators=(",", ":"), ensure_ascii=False)
    return gzip.compress(told.encode("utf-8", "replace"), 9, mtime=0)


def _question(asked: Asked, definition: Definition, step: Step, display: Display) -> str:
    shown = seen(
        definition,
        step.question,
        None,
        display.reads(offered(definition)),
        media=f"/s/{asked.slug}/media",
    )
    return public_html(
        "respond/offline/question.html",
        display,
        path=f"/s/{asked.slug}/q/{step.id}",
        slug=asked.slug,
        asked=replace(shown, part=replace(shown.part, turn=None)),
        turn=step.turn,
        asked_by=asked.asked_by,
        testing=False,
    )


def _page(name: str, slug: str, display: Display) -> str:
    return public_html(f"respond/offline/{name}.html", display, path=f"/s/{slug}", slug=slug, testing=False)


def _loaded(pages: Any) -> Iterator[str]:
    for html in pages:
        yield from _ASSET.findall(html)


def _pictures(slug: str, pages: Any) -> Iterator[str]:
    """The pictures that stand in questions; recordings are left where they are, they may be long."""
    for html in pages:
        yield from re.findall(rf'src="(/s/{re.escape(slug)}/media/[\w-]+)" alt', html)
