"""The history of staff acts, for an administrator."""

from typing import Any, TypeAlias

from litestar import Request, Response, Router, get

from engage.access.guards import requires
from engage.access.permissions import Permission
from engage.audit import trail
from engage.web.rendering import page

AnyRequest: TypeAlias = Request[Any, Any, Any]


@get("/staff/audit", guards=[requires(Permission.audit_read)])
async def history(request: AnyRequest) -> Response[Any]:
    """The latest acts, and whether the chain still holds."""
    raw = request.query_params.get("before", "")
    before = int(raw) if raw.isdecimal() and len(raw) < 18 else None
    acts = await trail.events(before=before)
    return page(request, "audit/history.html", acts=acts, broken=await trail.first_broken_seal())


router = Router("/", route_handlers=[history])
