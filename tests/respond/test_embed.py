"""A survey's card on another site's page: no cookie, no form, no script, and what it says at every stage."""

import re
from datetime import UTC, datetime, timedelta

from engage.web.rendering import day
from tests.cast import Cast
from tests.respond.road import close, definition, open_survey, set_state
from tests.visitor import Visitor


async def test_the_card_says_what_somebody_wants_to_know_before_they_answer(visitor: Visitor) -> None:
    survey = await open_survey()
    card = await visitor.get(survey.at("/embed"))
    assert card.status_code == 200
    for words in (
        "School and you",
        "Northmere Parent Carers asks",
        "About",
        "Open until",
        "You do not have to give your name",
    ):
        assert words in card.text
    link = re.search(
        r'<a class="go" href="([^"]+)" target="_blank" rel="noopener">Answer the survey', card.text
    )
    assert link
    assert link[1] == f"http://127.0.0.1:8000{survey.at()}"
    assert "opens in a new tab" in card.text


async def test_only_the_card_may_be_framed_by_anybody_and_everything_else_stays_shut(
    visitor: Visitor,
) -> None:
    survey = await open_survey()
    headers = (await visitor.get(survey.at("/embed"))).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["frame-ancestors"] == "*"
    assert policy["default-src"] == policy["form-action"] == policy["base-uri"] == "'none'"
    assert "script-src" not in policy
    assert "x-frame-options" not in headers
    assert headers["referrer-policy"] == "no-referrer"
    for path in (survey.at(), "/surveys", "/my-words"):
        other = (await visitor.get(path)).headers
        assert "frame-ancestors 'none'" in other["content-security-policy"]
        assert other["x-frame-options"] == "DENY"


async def test_it_sets_no_cookie_and_looks_the_same_whatever_cookies_come(
    visitor: Visitor, cast: Cast
) -> None:
    survey = await open_survey()
    plain = await visitor.get(survey.at("/embed"))
    visitor.sign_in(await cast.session("Priya"))
    visitor.client.cookies.set("display", "dark.easy.calm.pl", domain="127.0.0.1")
    visitor.client.cookies.set("visitor", "somebody-who-was-here-before", domain="127.0.0.1")
    again = await visitor.get(survey.at("/embed"))
    assert plain.content == again.content
    assert not any("set-cookie" in one.headers for one in (plain, again))
    assert "cookie" not in plain.headers["vary"]
    assert plain.headers["cache-control"] == "public, max-age=300"
    for never in ("<form", "<script", "_token", "<input", "woff2"):
        assert never not in plain.text


async def test_the_address_may_ask_for_easy_read(visitor: Visitor) -> None:
    survey = await open_survey()
    easy = (await visitor.get(survey.at("/embed?easy=yes&language=xx"))).text
    assert "<h1>Your school</h1>" in easy
    assert "This is about school." in easy
    assert 'data-mode="easy"' in easy


async def test_before_and_after_it_says_so(visitor: Visitor) -> None:
    survey = await open_survey()
    later = datetime.now(UTC) + timedelta(days=3)
    await set_state(survey, opens_at=later)
    coming = (await visitor.get(survey.at("/embed"))).text
    assert f"It opens on {day(later)}" in coming
    assert "Answer the survey" not in coming
    await set_state(survey, opens_at=datetime.now(UTC) - timedelta(days=3))
    await close(survey)
    closed = (await visitor.get(survey.at("/embed"))).text
    assert "This survey is closed." in closed
    assert "Thank you to everybody who answered." in closed
    assert f"/what-changed?survey={survey.slug}" in closed
    assert "Answer the survey" not in closed


async def test_a_draft_tells_nothing_of_itself(visitor: Visitor) -> None:
    survey = await open_survey(is_open=False)
    card = (await visitor.get(survey.at("/embed"))).text
    assert definition().title["en"] not in card
    assert "This survey is not open yet" in card
    assert (await visitor.get("/s/no-such-survey/embed")).status_code == 404


async def test_all_of_it_is_smaller_than_a_picture(visitor: Visitor) -> None:
    survey = await open_survey()
    card = await visitor.client.get(survey.at("/embed"), headers={"accept-encoding": "gzip"})
    loads = re.findall(r'(?:href|src)="(/static/[^"]+)"', card.text)
    assert len(loads) == 1
    sheet = await visitor.client.get(loads[0], headers={"accept-encoding": "gzip"})
    assert int(card.headers["content-length"]) + int(sheet.headers["content-length"]) < 4_000
