"""The log says which page, how it went and how long it took, and not one word of what a visitor sent."""

import json
import re
from collections.abc import Iterator

import asyncpg
import httpx
import pytest

from engage.web.forms import CSRF_FIELD
from tests.running.open_survey import QUESTIONS, Standing, standing

pytestmark = pytest.mark.drill

CANARY = "canary"
ONLY = {"method", "route", "status", "ms", "id", "event", "timestamp"}


@pytest.fixture(scope="module")
def site() -> Iterator[Standing]:
    with standing(workers=1) as made:
        yield made


async def test_a_canary_in_every_place_a_visitor_can_write_never_reaches_the_log(site: Standing) -> None:
    answer = f"{CANARY}-answer is long enough to be shown again"
    question, question_2 = (f"/s/{site.slug}/q/{id}" for id in QUESTIONS[:2])
    connection = await asyncpg.connect(site.database_url)
    async with httpx.AsyncClient(
        base_url=site.address, headers={"user-agent": f"{CANARY}-agent", "referer": f"http://{CANARY}-referer/"}
    ) as visitor:  # fmt: skip
        visitor.cookies.set("canary", f"{CANARY}-cookie")
        visitor.cookies.set("session", f"{CANARY}-session-token-long-enough-to-be-one")
        first = await visitor.get(f"/s/{site.slug}?q={CANARY}-query")
        token = re.search(r'name="_token" value="([^"]+)"', first.text)
        assert token
        form = {CSRF_FIELD: token[1]}
        begun = await visitor.post(f"/s/{site.slug}", data={**form, "group": "young_person", "how": "alone"})
        place = visitor.cookies["answering"]
        kept = await visitor.post(question, data={**form, "answer": answer, "go": "next"})
        missing = await visitor.get(f"/{CANARY}-path/{CANARY}?{CANARY}=query")
        link = await visitor.get(f"/sign-in/{CANARY}-token")
        await visitor.request(CANARY.upper(), "/help")
        stale = await visitor.post(question, data={CSRF_FIELD: f"{CANARY}-form", "answer": answer})
        # PostgreSQL itself now refuses the answer and says the whole row, answer and all, in its error
        await connection.execute("ALTER TABLE answer ADD CONSTRAINT none CHECK (false) NOT VALID")
        broken = await visitor.post(question_2, data={**form, "answer": answer, "go": "next"})
        await connection.execute("ALTER TABLE answer DROP CONSTRAINT none")
    stored = await connection.fetchval("SELECT text FROM answer")
    await connection.close()

    assert [one.status_code for one in (first, begun, kept, missing, stale, broken)] == [
        200, 303, 303, 404, 422, 500,
    ]  # fmt: skip
    assert link.status_code < 500
    assert stored == answer
    assert answer in stale.text
    said = site.said
    assert CANARY not in said.lower()
    assert place not in said
    assert token[1] not in said

    lines = [json.loads(line) for line in said.splitlines()]
    requests = [line for line in lines if line["event"] == "request"]
    assert all(set(line) == ONLY for line in requests)
    seen = {(line["method"], line["route"], line["status"]) for line in requests}
    assert ("GET", "/s/{slug}", 200) in seen
    assert ("POST", "/s/{slug}/q/{question_id}", 500) in seen
    assert ("POST", "/s/{slug}/q/{question_id}", 422) in seen
    assert ("GET", "", 404) in seen
    assert "OTHER" in {method for method, _, _ in seen}
    assert len({line["id"] for line in requests}) == len(requests)
    reference = re.search(r"\b[0-9a-f]{8}\b", broken.text)
    assert reference
    told = [line for line in lines if reference[0] in line["event"]]
    assert len(told) == 1
    assert "CheckViolationError" in told[0]["event"]
