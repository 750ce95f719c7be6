"""The form as a PDF to print: large print, Easy Read, and every language of the survey."""

import asyncio
import io
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from litestar import Response, Router, get

from engage.consultations.building import preview
from engage.consultations.building.bench import SEES, AnyRequest, bench_of
from engage.consultations.share_pages import link_of
from engage.database import rows
from engage.invitations.paper.desk import FORMS
from engage.invitations.paper.printed import Printed, printed_form
from engage.invitations.paper.sheet import form_name
from engage.printing.setting import PDF, pdf_of
from engage.web.rendering import download, page
from surveys.definition import Definition
from surveys.typed import one_line
from surveys.versions import Version, versions_of

LONGEST_ADDRESS = 200
_MOST_DOTS = 900  # of a picture's longer side
_SAID_TO_BE_UA = b"pdfuaid"


@get(FORMS + "/paper.pdf", guards=SEES)
async def paper_pdf(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """`?mode=easy` or a language; `?to=` where it is given back. The questions people are asked now; before it opens,
    those of the draft."""
    bench = await bench_of(request, consultation, to_read=True)
    mode = preview.mode_in(request.query_params.get("mode", ""))
    version = await _asked_now(bench.survey.id, bench.survey.current_version)
    definition = version.definition if version else bench.draft
    form = printed_form(
        Printed(
            bench.survey,
            definition,
            bench.groups,
            preview.language_in(mode),
            link_of(bench.survey),
            version=_called(version),
            give_to=one_line(request.query_params.get("to", ""))[:LONGEST_ADDRESS],
            pictures=await _pictures(bench.survey.id, definition),
        )
    )
    made = await pdf_of(form)
    if _SAID_TO_BE_UA not in made:  # some letters would be empty boxes
        language = form_name(preview.language_in(mode))
        return page(
            request,
            "invitations/paper/no_letters.html",
            status=503,
            seen=bench.seen,
            mode=mode,
            language=language,
        )
    return download(made, f"form-{bench.survey.slug}-{mode}.pdf", PDF)


async def _asked_now(survey: UUID, current: UUID | None) -> Version | None:
    return next((one for one in await versions_of(survey) if one.id == current), None)


def _called(version: Version | None) -> str:
    """What stands at the foot of each page, so that a paper is typed in with the questions that stand on it."""
    if version is None:
        return "Draft"
    return f"Version {version.number}" + (f".{version.correction}" if version.is_correction else "")


async def _pictures(survey: UUID, definition: Definition) -> Mapping[str, bytes]:
    """The survey's own pictures that its questions show, made small enough for paper."""
    wanted = {*_shown(definition)}
    if not wanted:
        return {}
    found = await rows(
        "SELECT replace(id::text, '-', '') AS id, body FROM survey_file WHERE survey = $1 AND kind = 'picture'"
        " AND replace(id::text, '-', '') = ANY($2)",
        survey, sorted(wanted),
    )  # fmt: skip
    return {row["id"]: await asyncio.to_thread(_smaller, bytes(row["body"])) for row in found}


def _shown(definition: Definition) -> Iterable[str]:
    for question in definition.questions:
        yield from filter(None, (question.picture, *(option.picture for option in question.options)))


def _smaller(body: bytes) -> bytes:
    from PIL import Image

    with Image.open(io.BytesIO(body)) as picture:
        picture.thumbnail((_MOST_DOTS, _MOST_DOTS))
        out = io.BytesIO()
        flat = Image.new("RGB", picture.size, "white")
        seen_through = picture.convert("RGBA")
        flat.paste(seen_through, mask=seen_through.getchannel("A"))
        flat.save(out, "JPEG", quality=82)
    return out.getvalue()


router = Router("/", route_handlers=[paper_pdf])
