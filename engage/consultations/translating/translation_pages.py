"""Writing a survey in another language, text by text: English and Easy Read beside the translation, on a phone too."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Response, Router, get, post

from engage.clock import now
from engage.consultations.building import drafts
from engage.consultations.building.bench import BUILDS, AnyRequest, Bench, bench_of, first, told_clash
from engage.consultations.building.drafts import Act, Clash, Outcome
from engage.consultations.translating.translation_form import (
    Saving,
    Sheet,
    Show,
    counts,
    posted_sheet,
    read_translations,
    sheet,
)
from engage.database import writing
from engage.web.errors import NotThere
from engage.web.forms import Form, Typed, read_form
from engage.web.rendering import again, page, see
from surveys.answers import Problem
from surveys.definition import Definition
from surveys.languages import english_name, is_known, language_of, plain
from surveys.texts import with_language
from surveys.translated import translate
from surveys.wording import EASY, SIMPLE

ONE = "/staff/consultations/{consultation:uuid}/languages/{code:str}"
PAGE = "consultations/translation.html"


def translated_code(code: str) -> str:
    """The code of a language that is written in here: Easy Read and `pl-simple` too. Raises NotThere."""
    if code == "en" or not is_known(code) or code.endswith(SIMPLE * 2):
        raise NotThere
    return code


def _show(request: AnyRequest) -> Show:
    raw = request.query_params.get("show", "")
    return Show(raw) if raw in set(Show) else Show.all


def about(bench: Bench, code: str) -> dict[str, Any]:
    """What every page about one language of a survey shows."""
    return {
        "seen": bench.seen,
        "live": bench.live,
        "is_editable": bench.is_editable,
        "code": code,
        "tongue": language_of(code),
        "name": english_name(code),
        "is_easy": code.endswith(SIMPLE),
        "is_english": plain(code) == "en",
        "source_language": EASY if code.endswith(SIMPLE) and code != EASY else "en",
        "beside_language": plain(code) if code.endswith(SIMPLE) else EASY,
        "counts": counts(bench.draft, code),
    }


def _values(bench: Bench, code: str, show: Show, shown: Sheet, form: Form, **more: Any) -> dict[str, Any]:
    return {
        **about(bench, code),
        "show": show,
        "sheet": shown,
        "form": form,
        "started_from": bench.changed_at.isoformat(),
        "told": "",
        "gone": (),
        **more,
    }


@get(ONE, guards=BUILDS)
async def one_language(request: AnyRequest, consultation: UUID, code: str) -> Response[Any]:
    """The texts to translate, from the part that is asked for."""
    bench, code = await bench_of(request, consultation), translated_code(code)
    show = _show(request)
    shown = sheet(bench.draft, code, show, request.query_params.get("from", ""))
    told = {"saved": "Saved.", "kept": "The file’s words are kept."}.get(
        request.query_params.get("done", ""), ""
    )
    return page(request, PAGE, **_values(bench, code, show, shown, Form(), told=told))


@post(ONE, guards=BUILDS)
async def save_language(request: AnyRequest, consultation: UUID, code: str) -> Response[Any]:
    """Keep what was typed; what somebody else has changed meanwhile is shown first."""
    bench, code = await bench_of(request, consultation), translated_code(code)
    typed = await read_form(request)
    if read_translations(typed, bench.draft, code).mistakes:
        return await _again(request, bench, code, typed)
    outcome = await _keep(bench, code, typed)
    if isinstance(outcome, Definition):
        return see(f"{bench.here}/languages/{code}?{urlencode(_onward(typed, _show(request)))}")
    if isinstance(outcome, Problem):
        return see(f"{bench.here}/languages?done=locked")
    return await _again(request, await bench_of(request, consultation), code, typed)


async def _keep(bench: Bench, code: str, typed: Typed) -> Outcome:
    def kept(draft: Definition) -> Outcome:
        saving = read_translations(typed, draft, code)
        if not saving.is_clear:
            return Clash(draft)
        if not saving.words:
            return draft
        listed = with_language(draft, plain(code)) if plain(code) != "en" else draft
        return translate(listed, code, saving.words)

    many = len(read_translations(typed, bench.draft, code).words)
    act = Act("survey:reworded", f"Changed {many} {'text' if many == 1 else 'texts'} in {english_name(code)}")
    async with writing():
        return await drafts.edit(bench.actor, bench.seen, kept, act, now=now())


def _onward(typed: Typed, show: Show) -> dict[str, str]:
    """Where to go after saving: on to the next texts, or to the same ones."""
    to = first(typed, "after") if first(typed, "do") == "on" else first(typed, "here")
    return {"show": show, "from": to, "done": "saved"}


async def _again(request: AnyRequest, bench: Bench, code: str, typed: Typed) -> Response[Any]:
    saving: Saving = read_translations(typed, bench.draft, code)
    form = Form(typed, saving.mistakes)
    shown = posted_sheet(bench.draft, code, form, saving.theirs)
    clash = await told_clash(bench, typed, now()) if saving.theirs or saving.gone else ()
    return again(
        request, PAGE, **_values(bench, code, _show(request), shown, form, clash=clash, gone=saving.gone)
    )


router = Router("/", route_handlers=[one_language, save_language])
