"""Every route and what it asks for: a row each. A new route without a row fails, and so does a row that is not true."""

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
from litestar.handlers.http_handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

from engage.access.guards import Requires
from engage.access.permissions import GRANTS, Permission, Role
from engage.app import create_app
from tests.access_rows import ROWS
from tests.cast import Cast
from tests.visitor import Visitor

# who stands for a role in the cast
STANDS_FOR = {
    "Asha": Role.young_person,
    "Priya": Role.forum_lead,
    "Mo": Role.moderator,
    "Ana": Role.officer,
    "Bo": Role.board_reader,
    "Dee": Role.safeguarding_lead,
    "Grace": Role.administrator,
}


def _routes() -> Iterator[tuple[str, str, HTTPRouteHandler]]:
    for route in create_app().routes:
        if not isinstance(route, HTTPRoute):
            continue
        for handler in route.route_handlers:
            for method in sorted(handler.http_methods - {"OPTIONS", "HEAD"}):
                yield method, route.path, handler


def _asks_for(handler: HTTPRouteHandler) -> str:
    found = [guard for guard in handler.resolve_guards() if isinstance(guard, Requires)]
    if not found:
        return "anybody"
    (guard,) = found
    return guard.permission.value if guard.permission else "staff"


def test_every_route_has_a_row_and_asks_for_what_it_says() -> None:
    asked = {f"{method} {path}": _asks_for(handler) for method, path, handler in _routes()}
    assert asked == ROWS


def test_every_staff_path_is_guarded() -> None:
    open_ones = [
        row for row, asks in ROWS.items() if row.split()[1].startswith("/staff") and asks == "anybody"
    ]
    assert not open_ones


def _may(role: Role, asks: str) -> bool:
    if asks == "staff":
        return bool(GRANTS[role])
    return Permission(asks) in GRANTS[role]


def _address(path: str) -> str:
    return re.sub(r"\{\w+:?\w*\}", str(uuid4()), path)


GUARDED = sorted(row for row, asks in ROWS.items() if asks != "anybody")


@pytest.mark.parametrize("name", [None, *STANDS_FOR])
async def test_each_role_is_let_in_exactly_where_its_rows_say(
    visitor: Visitor, cast: Cast, name: str | None
) -> None:
    if name:
        visitor.sign_in(await cast.session(name))
    for row in GUARDED:
        method, path = row.split()
        answer = await (visitor.get if method == "GET" else visitor.post)(_address(path))
        if name is None:
            expected = {303} if method == "GET" else {422}
            assert answer.status_code in expected, row
        elif _may(STANDS_FOR[name], ROWS[row]):
            assert answer.status_code != 403 or "{" in path, f"{name} {row}"
            assert answer.status_code < 500, f"{name} {row}"
        else:
            assert answer.status_code == 403, f"{name} {row}: {answer.status_code}"
