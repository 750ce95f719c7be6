"""What a staff page asks for before it runs. The guard also marks the handler, so that the test of every route × role can read it."""

from typing import Any, TypeAlias

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from engage.access.actors import Actor
from engage.access.permissions import Permission
from engage.web.errors import NotAllowed, SignInNeeded
from engage.web.forms import read_form
from engage.web.security import SAFE_METHODS

AnyConnection: TypeAlias = ASGIConnection[Any, Any, Any, Any]


def actor_of(request: AnyConnection) -> Actor:
    """The signed-in person; SignInNeeded when there is none."""
    actor = request.scope.get("actor")
    if not isinstance(actor, Actor):
        raise SignInNeeded
    return actor


class Requires:
    """Guard: somebody is signed in who has this permission somewhere (None: any member of staff)."""

    def __init__(self, permission: Permission | None) -> None:
        self.permission = permission

    async def __call__(self, connection: AnyConnection, _: BaseRouteHandler) -> None:
        if isinstance(connection, Request) and connection.method not in SAFE_METHODS:
            await read_form(connection)  # kept in the scope, so that an ended session loses no words
        actor = actor_of(connection)
        if not (actor.is_staff if self.permission is None else actor.may(self.permission)):
            raise NotAllowed


def requires(permission: Permission | None = None) -> Requires:
    """`guards=[requires(Permission.themes_review)]`."""
    return Requires(permission)
