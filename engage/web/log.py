"""Our own access log: method, route template, status, milliseconds, request id. Never bodies, queries, cookies or tokens."""

import logging
import secrets
import sys
import time

import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

access = structlog.get_logger("engage.access")


def set_up_logging() -> None:
    """JSON lines on stderr, for the whole process."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")
    structlog.configure(
        processors=[structlog.processors.TimeStamper(fmt="iso"), structlog.processors.JSONRenderer()],
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )


def logged(app: ASGIApp) -> ASGIApp:
    """Litestar middleware: one line a request."""

    async def timed(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or scope["path"].startswith("/static/"):
            await app(scope, receive, send)
            return
        began = time.perf_counter()
        status = 0
        request_id = secrets.token_hex(6)

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await app(scope, receive, noted)
        finally:
            took = round((time.perf_counter() - began) * 1000, 1)
            route = scope.get("path_template", "")
            access.info(
                "request", method=scope.get("method", ""), route=route, status=status, ms=took, id=request_id
            )

    return timed
