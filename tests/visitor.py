"""Somebody with a browser: keeps cookies, follows nothing by itself, and looks at every page for the promises all pages make."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import cache
from typing import Any, Self

import httpx

from engage.app import create_app
from engage.web.forms import CSRF_FIELD
from engage.web.security import SESSION_COOKIE, VISITOR_COOKIE, form_token
from tests.promises import broken_promises

HOST = "127.0.0.1"
HERE = "http://127.0.0.1:8000"


@cache
def _the_site() -> Any:  # Any: two libraries that spell the same protocol differently
    """The application holds nothing of a test; making it takes longer than most tests."""
    return create_app()


class Visitor:
    """`get` and `post` on the real application; a page that breaks a promise fails the test that fetched it."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    @classmethod
    @asynccontextmanager
    async def arriving(cls) -> AsyncIterator[Self]:
        transport = httpx.ASGITransport(app=_the_site(), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=HERE) as client:
            yield cls(client)

    def sign_in(self, session: str) -> None:
        """Hold a session's cookie."""
        self.client.cookies.set(SESSION_COOKIE, session, domain=HOST)

    async def get(self, path: str, **headers: str) -> httpx.Response:
        """Open a page."""
        return self._looked_at(await self.client.get(path, headers=headers))

    async def post(
        self,
        path: str,
        fields: Mapping[str, str | Sequence[str]] | None = None,
        files: Mapping[str, tuple[str, bytes, str]] | None = None,
        *,
        token: str | None = None,
    ) -> httpx.Response:
        """Send a form as a page of ours would."""
        binding = self.client.cookies.get(SESSION_COOKIE) or self.client.cookies.get(VISITOR_COOKIE)
        if not binding:
            binding = "visitor-of-a-test"
            self.client.cookies.set(VISITOR_COOKIE, binding, domain=HOST)
        sent = {**(fields or {}), CSRF_FIELD: form_token(binding) if token is None else token}
        headers = {"origin": HERE, "sec-fetch-site": "same-origin"}
        return self._looked_at(await self.client.post(path, data=sent, files=files, headers=headers))

    def _looked_at(self, response: httpx.Response) -> httpx.Response:
        if response.headers.get("content-type", "").startswith("text/html") and response.text:
            broken = broken_promises(response.text)
            assert not broken, f"{response.request.method} {response.request.url.path}: {broken}"
        return response
