"""The survey on paper, to print: in Standard, Easy Read or a language, from the same questions."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from litestar import Response, Router, get

from engage.consultations.building import preview
from engage.consultations.building.bench import SEES, AnyRequest, bench_of
from engage.consultations.building.paper import on_paper
from engage.web import languages
from engage.web.rendering import display_of, page
from engage.web.spoken import worded
from surveys.wording import SIMPLE


@get("/staff/consultations/{consultation:uuid}/paper", guards=SEES)
async def paper(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """One page to print; `mode` says which way of reading."""
    bench = await bench_of(request, consultation, to_read=True)
    mode = preview.mode_in(request.query_params.get("mode", ""))
    language = preview.language_in(mode)
    easy = language.endswith(SIMPLE)
    spoken = language if easy or mode in languages.turned_on() else "en"
    languages.speak(spoken)  # the rules are put into words before the page is
    return page(
        request,
        "consultations/paper.html",
        display=replace(display_of(request), theme="light", easy=False, language="en"),
        language=spoken,
        seen=bench.seen,
        survey=bench.survey,
        mode=mode,
        modes=preview.modes_of(bench.draft),
        easy=easy,
        title=worded(bench.draft.title, language),
        intro=worded(bench.draft.intro, language),
        parts=on_paper(bench.draft, language),
        groups=bench.groups,
    )


router = Router("/", route_handlers=[paper])
