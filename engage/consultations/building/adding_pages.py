"""Adding a question: one press on a type leads to its form. Nothing is kept before the first save."""

from typing import Any
from uuid import UUID

from litestar import Response, Router, get

from engage.consultations.building.bench import BUILDS, AnyRequest, bench_of
from engage.consultations.building.kinds_grouped import GROUPS
from engage.consultations.words import KIND_ABOUT, KIND_NAMES
from engage.web.rendering import page, see


@get("/staff/consultations/{consultation:uuid}/questions/add", guards=BUILDS)
async def choose_kind(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """What do you want to hear?"""
    bench = await bench_of(request, consultation)
    if not bench.is_editable:
        return see(f"{bench.here}/questions?done=locked")
    after = request.query_params.get("after", "")
    return page(
        request,
        "consultations/add.html",
        seen=bench.seen,
        live=bench.live,
        groups=[
            (name, [(kind.value, KIND_NAMES[kind], KIND_ABOUT[kind]) for kind in kinds])
            for name, kinds in GROUPS
        ],
        after=after if bench.draft.question(after) else "",
    )


router = Router("/", route_handlers=[choose_kind])
