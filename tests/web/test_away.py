"""When the database goes away: 503, when to try again, and every typed word still on the page."""

from engage.accounts.place import current_site
from engage.database import engine
from tests.cast import Cast
from tests.visitor import Visitor


async def test_a_page_without_its_database_is_503_with_retry_after_and_the_text(
    visitor: Visitor, cast: Cast
) -> None:
    await visitor.get("/sign-in")
    assert current_site().name
    pool = engine.pool
    assert pool
    await pool.close()
    try:
        answer = await visitor.post("/sign-in", {"email": "somebody.with.a.long.address@example.org"})
        health = await visitor.get("/health")
    finally:
        engine.pool = None
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert "somebody.with.a.long.address@example.org" in answer.text
    assert (health.status_code, health.json()["database"]) == (503, "away")
    from engage.database import open_pool

    await open_pool(2)
