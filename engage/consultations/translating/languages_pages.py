"""The languages of a survey: how far each one is, adding one, offering it to people. The words themselves are in
`translation_pages`, files for translators in `translation_files`."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from litestar import Response, Router, get, post

from engage.clock import now
from engage.consultations.building import drafts
from engage.consultations.building.bench import BUILDS, AnyRequest, Bench, bench_of, first
from engage.consultations.building.drafts import Act
from engage.consultations.translating.languages_shown import (
    easy_read,
    kept_words,
    language_rows,
    named,
    to_add,
)
from engage.database import writing
from engage.web.errors import NotThere
from engage.web.forms import Form, Mistake, filled, read_form
from engage.web.languages import turned_on
from engage.web.rendering import again, page, see
from surveys.answers import Problem
from surveys.definition import Definition
from surveys.languages import LANGUAGES, english_name, language_of
from surveys.texts import completeness, forgotten, offering, with_language, without_language

LIST = "/staff/consultations/{consultation:uuid}/languages"
PAGE = "consultations/languages.html"
_TOLD = {
    "added": "{name} is added. People are not offered it yet.",
    "offered": "People are now offered {name}.",
    "unoffered": "People are not offered {name} any more. Its words stay.",
    "off": "{name} is off the list. Its words stay, and come back when you add it again.",
    "forgotten": "{name} and all its words are removed.",
    "locked": "The survey is closed, so its words stay as they are.",
}


def language_in(code: str) -> str:
    """The code of a language one can write in here, without Easy Read. Raises NotThere."""
    if code not in LANGUAGES or code == "en":
        raise NotThere
    return code


def _values(request: AnyRequest, bench: Bench, form: Form, told: str = "") -> dict[str, Any]:
    named_code = request.query_params.get("language", "")
    sentence = _TOLD.get(request.query_params.get("done", ""), "").format(name=english_name(named_code))
    return {
        "seen": bench.seen,
        "live": bench.live,
        "is_editable": bench.is_editable,
        "rows": language_rows(bench.draft, turned_on()),
        "easy": easy_read(bench.draft),
        "kept": kept_words(bench.draft),
        "choices": to_add(bench.draft),
        "form": form,
        "told": told or sentence,
    }


@get(LIST, guards=BUILDS)
async def languages(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Every language, with how far it is."""
    bench = await bench_of(request, consultation)
    return page(request, PAGE, **_values(request, bench, filled({})))


@post(LIST, guards=BUILDS)
async def add(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Add a language to write."""
    bench = await bench_of(request, consultation)
    typed = await read_form(request)
    code = first(typed, "language")
    if code not in LANGUAGES or code == "en":
        form = Form(typed, (Mistake("language", "Choose a language from the list"),))
        return again(request, PAGE, **_values(request, bench, form))
    act = Act("survey:reworded", f"Added {named(language_of(code))}")
    return await _kept(bench, code, "added", act, lambda draft: with_language(draft, code))


@post(f"{LIST}/{{code:str}}/offer", guards=BUILDS)
async def offer(request: AnyRequest, consultation: UUID, code: str) -> Response[Any]:
    """Offer a language to people, or stop offering it."""
    bench, code = await bench_of(request, consultation), language_in(code)
    is_offered = first(await read_form(request), "offered") == "yes"
    verb = "Offered" if is_offered else "Stopped offering"
    act = Act("survey:reworded", f"{verb} {english_name(code)} to people")
    done = "offered" if is_offered else "unoffered"
    return await _kept(bench, code, done, act, lambda draft: offering(draft, code, is_offered))


@post(f"{LIST}/{{code:str}}/off", guards=BUILDS)
async def take_off(request: AnyRequest, consultation: UUID, code: str) -> Response[Any]:
    """Take a language off the list. Nothing written in it is lost."""
    bench, code = await bench_of(request, consultation), language_in(code)
    act = Act("survey:reworded", f"Took {english_name(code)} off the list of languages")
    return await _kept(bench, code, "off", act, lambda draft: without_language(draft, code))


@get(f"{LIST}/{{code:str}}/remove", guards=BUILDS)
async def ask_to_remove(request: AnyRequest, consultation: UUID, code: str) -> Response[Any]:
    """One last question before words go for good."""
    bench, code = await bench_of(request, consultation), language_in(code)
    done, _ = completeness(bench.draft, code)
    return page(
        request, "consultations/language_remove.html", seen=bench.seen, live=bench.live, tongue=language_of(code), done=done
    )  # fmt: skip


@post(f"{LIST}/{{code:str}}/remove", guards=BUILDS)
async def remove(request: AnyRequest, consultation: UUID, code: str) -> Response[Any]:
    """Remove a language and every word written in it."""
    bench, code = await bench_of(request, consultation), language_in(code)
    act = Act("survey:reworded", f"Removed {english_name(code)} and all its words")
    return await _kept(bench, code, "forgotten", act, lambda draft: forgotten(draft, code))


async def _kept(
    bench: Bench, code: str, done: str, act: Act, change: Callable[[Definition], Definition]
) -> Response[Any]:
    async with writing():
        outcome = await drafts.edit(bench.actor, bench.seen, change, act, now=now())
    if isinstance(outcome, Problem):
        return see(f"{bench.here}/languages?done=locked")
    return see(f"{bench.here}/languages?done={done}&language={code}")


router = Router("/", route_handlers=[languages, add, offer, take_off, ask_to_remove, remove])
