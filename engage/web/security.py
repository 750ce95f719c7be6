"""Cookies, the token of a form, and the headers every page carries.

A form's token belongs to the visitor's own cookie, so one taken elsewhere is worth nothing here, and it looks
different on every page (masked), so that compression cannot leak it. The cookie of a signed-in person changes at
sign-in; a page from before then shows its text again instead of losing it (see errors.py).
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any
from urllib.parse import urlsplit

from litestar import Request
from litestar.datastructures import Cookie

from engage.settings import settings
from engage.web.forms import CSRF_FIELD

SESSION_COOKIE = "session"
VISITOR_COOKIE = "visitor"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

HEADERS = {
    "content-security-policy": (
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
}

# a page that another of our pages shows in a frame (the builder's phone)
FRAMED_HEADERS = {
    **HEADERS,
    "content-security-policy": HEADERS["content-security-policy"].replace(
        "ancestors 'none'", "ancestors 'self'"
    ),
    "x-frame-options": "SAMEORIGIN",
}

# a page that any site may show in a frame (a survey's card): it has no forms and no scripts, and sets no cookie
EMBEDDED_HEADERS = {
    **{name: value for name, value in HEADERS.items() if name != "x-frame-options"},
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors *"
    ),
    "cross-origin-resource-policy": "cross-origin",
}


def keyed(purpose: str, text: str) -> str:
    """A hash only this site can make: hex of HMAC-SHA256 under the site's secret, one key a purpose."""
    key = hashlib.sha256(f"{purpose}:{settings().secret}".encode()).digest()
    return hmac.new(key, text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def hashed(token: str) -> str:
    """What is stored of a random token: hex SHA-256. Enough because a token has 256 random bits."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def new_token() -> str:
    """43 characters from 32 random bytes."""
    return secrets.token_urlsafe(32)


def cookie(name: str, value: str, *, path: str = "/", max_age: int | None = None) -> Cookie:
    """A cookie scripts cannot read and other sites do not send."""
    return Cookie(
        key=name,
        value=value,
        path=path,
        max_age=max_age,
        httponly=True,
        samesite="lax",
        secure=settings().is_https,
    )


def _binding(request: Request[Any, Any, Any]) -> str:
    return request.cookies.get(SESSION_COOKIE) or request.cookies.get(VISITOR_COOKIE) or ""


def form_token(binding: str) -> str:
    """A fresh-looking token for a form shown to the holder of a cookie."""
    plain = bytes.fromhex(keyed("form", binding))
    mask = secrets.token_bytes(len(plain))
    return urlsafe_b64encode(mask + bytes(a ^ b for a, b in zip(mask, plain, strict=True))).decode()


def _is_token_for(binding: str, token: str) -> bool:
    try:
        raw = urlsafe_b64decode(token.encode())
    except ValueError:
        return False
    half = len(raw) // 2
    plain = bytes(a ^ b for a, b in zip(raw[:half], raw[half:], strict=False))
    return bool(binding) and hmac.compare_digest(plain, bytes.fromhex(keyed("form", binding)))


def comes_from_here(request: Request[Any, Any, Any]) -> bool:
    """Whether the browser says that a page of this site sent this request (or says nothing, as old browsers do)."""
    site = request.headers.get("sec-fetch-site")
    if site and site not in {"same-origin", "none"}:
        return False
    origin = request.headers.get("origin")
    # our own no-referrer policy makes browsers send "null"; the token decides for those too old to say more
    if not origin or origin == "null":
        return True
    here = {urlsplit(settings().address).netloc, request.headers.get("host", "")}
    return urlsplit(origin).netloc in here


async def is_own_form(request: Request[Any, Any, Any]) -> bool:
    """Whether the posted form carries this visitor's own token."""
    token = (await request.form()).get(CSRF_FIELD)
    return isinstance(token, str) and _is_token_for(_binding(request), token)


def binding_for_page(request: Request[Any, Any, Any]) -> tuple[str, Cookie | None]:
    """What a page's forms are bound to, and the cookie to set when the visitor had none."""
    if held := _binding(request):
        return held, None
    fresh = request.scope.setdefault("fresh_visitor", secrets.token_urlsafe(16))  # type: ignore[typeddict-item]
    assert isinstance(fresh, str)
    return fresh, cookie(VISITOR_COOKIE, fresh)
