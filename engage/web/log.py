"""What the log holds: JSON lines of method, route template, status, milliseconds and a request id. Never bodies, paths,
queries, cookies, tokens, addresses, or the words of an exception, which can hold what somebody wrote."""

import json
import logging
import secrets
import sys
import time
import traceback
from datetime import UTC, datetime

import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

access = structlog.get_logger("engage.access")

_METHODS = frozenset(
    {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
)  # a visitor may send any word


class _Line(logging.Formatter):
    """One record as one JSON line. Of other people's records only the first line of the plain wording is kept, without
    the values it would be filled with; of an exception its kind and where it happened."""

    def format(self, record: logging.LogRecord) -> str:
        ours = record.name.partition(".")[0] == "engage"
        words = record.getMessage() if ours else str(record.msg).partition("\n")[0]
        when = datetime.fromtimestamp(record.created, UTC).isoformat()
        line = {"timestamp": when, "level": record.levelname.lower(), "logger": record.name, "event": words}
        if record.exc_info and (error := record.exc_info[1]):
            line["error"] = type(error).__name__
            line["where"] = "".join(traceback.format_tb(error.__traceback__)[-6:])
        return json.dumps(line)


def set_up_logging() -> None:
    """JSON lines on stderr, for the whole process, whoever writes them."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Line())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    server = logging.getLogger(
        "_granian"
    )  # in the server's own processes it brings a handler that prints everything
    server.handlers.clear()
    server.propagate = True
    structlog.configure(
        processors=[structlog.processors.TimeStamper(fmt="iso"), structlog.processors.JSONRenderer()],
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )


def logged(app: ASGIApp) -> ASGIApp:
    """ASGI middleware around the whole application: one line a request, unknown paths too, none for our own assets."""

    async def timed(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or scope["path"].startswith("/static/"):
            await app(scope, receive, send)
            return
        began = time.perf_counter()
        status = 500  # what the server says when nothing else was said
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
            method = scope["method"] if scope["method"] in _METHODS else "OTHER"
            route = scope.get("path_template", "")
            access.info("request", method=method, route=route, status=status, ms=took, id=request_id)

    return timed
