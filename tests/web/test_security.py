"""Form tokens, headers, and what another site can and cannot do."""

import pytest

from engage.accounts.signing_in import is_own_path
from engage.web.security import VISITOR_COOKIE, form_token
from tests.visitor import HERE, HOST, Visitor

KEPT = {"email": "a long address that somebody typed with care"}


async def test_a_page_carries_the_headers_that_keep_scripts_and_frames_out(visitor: Visitor) -> None:
    headers = (await visitor.get("/help")).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"


async def test_two_pages_never_carry_the_same_token(visitor: Visitor) -> None:
    assert form_token("somebody") != form_token("somebody")


@pytest.mark.parametrize("token", ["", "x", "é", "AAAA", "somebody else’s"])
async def test_a_form_without_its_own_token_changes_nothing_and_keeps_the_text(
    visitor: Visitor, token: str
) -> None:
    if token == "somebody else’s":
        token = form_token("somebody else")
    answer = await visitor.post("/sign-in", KEPT, token=token)
    assert answer.status_code == 422
    assert KEPT["email"] in answer.text


async def test_a_form_from_another_site_is_refused_without_a_button(visitor: Visitor) -> None:
    visitor.client.cookies.set(VISITOR_COOKIE, "me", domain=HOST)
    fields = {"theme": "dark", "_token": form_token("me")}
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site", "origin": HERE}):
        answer = await visitor.client.post("/display", data=fields, headers=headers)
        assert answer.status_code == 422
        assert "another site" in answer.text
        assert "<button" not in answer.text.partition("<main")[2]


async def test_an_old_phone_that_says_nothing_about_itself_may_send_its_own_form(visitor: Visitor) -> None:
    visitor.client.cookies.set(VISITOR_COOKIE, "me", domain=HOST)
    answer = await visitor.client.post("/display", data={"theme": "dark", "_token": form_token("me")})
    assert answer.status_code == 303


async def test_display_stays_on_the_device_and_leads_back(visitor: Visitor) -> None:
    answer = await visitor.post(
        "/display", {"theme": "dark", "mode": "easy", "calm": "calm", "back": "/help"}
    )
    assert answer.headers["location"] == "/help"
    assert visitor.client.cookies.get("display") == "dark.easy.calm"
    shown = (await visitor.get("/help")).text
    assert 'data-theme="dark"' in shown
    assert 'data-mode="easy"' in shown
    assert "data-calm" in shown


@pytest.mark.parametrize(
    "path", ["//evil.example", "https://evil.example", "/\\evil", "javascript:x", "", "/a\n"]
)
def test_only_our_own_paths_are_led_to(path: str) -> None:
    assert not is_own_path(path)


@pytest.mark.parametrize("path", ["/nope", "/s/", "/staff/nope", "/static/nope.css", "/%00", "/\u200b"])
async def test_an_unknown_page_is_a_kind_404(visitor: Visitor, path: str) -> None:
    answer = await visitor.get(path)
    assert answer.status_code == 404
    assert "We can’t find that page" in answer.text


async def test_health_is_json(visitor: Visitor) -> None:
    answer = await visitor.get("/health")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")
