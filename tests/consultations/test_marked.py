"""What looks alike is marked and told, and stays in every number until somebody leaves it out."""

import csv
import io
from datetime import UTC, datetime

import pytest

from engage.database import rows, writing
from surveys.marking import Sweep, found_in, mark
from tests.cast import Cast
from tests.consultations.makers import answered, opened, seen_by
from tests.visitor import Visitor

COPIED = "They should close the special school and spend the money on roads."


@pytest.fixture
async def here(cast: Cast) -> str:
    """Thirty people, three of whom sent the same words."""
    path = await opened(cast)
    for n in range(27):
        await answered(
            cast,
            path,
            f"Words of number {n}, about the library and the noise in it",
            help="no" if n % 3 else "yes",
        )
    for _ in range(3):
        await answered(cast, path, COPIED, help="yes")
    return path


@pytest.fixture
async def priya(visitor: Visitor, cast: Cast) -> Visitor:
    visitor.sign_in(await cast.session("Priya"))
    return visitor


async def test_they_are_told_with_the_reason_and_marked_on_asking(
    priya: Visitor, cast: Cast, here: str
) -> None:
    seen = await seen_by(cast, "Priya", here)
    async with writing():  # as if the first nine had come one by one, an hour apart
        await rows(
            """UPDATE response r SET completed_at = r.completed_at - make_interval(hours => o.n::int)
               FROM (SELECT id, row_number() OVER (ORDER BY started_at) AS n FROM response WHERE survey = $1) o
               WHERE o.id = r.id AND o.n < 10 RETURNING r.id""",
            seen.survey,
        )
    shown = await priya.get(f"{here}/answers/marked")
    assert COPIED in shown.text
    assert "3 say the same" in shown.text
    assert "21 came close together" in shown.text
    assert "not marked yet" in shown.text
    done = await priya.post(f"{here}/answers/marked")
    assert done.status_code == 303
    again = await priya.get(done.headers["location"])
    assert "The marks are up to date." in again.text
    assert "not marked yet" not in again.text
    marks = await rows("SELECT marks, count(*)::int AS n FROM response GROUP BY 1 ORDER BY 2")
    assert [(row["marks"], row["n"]) for row in marks] == [
        (["duplicate", "burst"], 3),
        ([], 9),
        (["burst"], 18),
    ]
    assert await rows("SELECT 1 FROM audit_event WHERE act = 'answers:marked'")


async def test_results_and_files_are_had_with_them_and_without(priya: Visitor, cast: Cast, here: str) -> None:
    seen = await seen_by(cast, "Priya", here)
    found = await found_in(seen.survey)
    async with writing():
        await mark(seen.survey, type(found)(found.alike, ()))
    everything = await priya.get(f"{here}/answers")
    assert "Some answers look alike or came in a burst" in everything.text
    assert "About 30 people answered" in everything.text
    without = await priya.get(f"{here}/answers?marked=no")
    assert "Only: Without those marked" in without.text
    assert "are left out here" in without.text
    assert "about 20 of 25 people" in without.text
    few = await priya.get(f"{here}/answers?marked=yes")
    assert "Question 2 in numbers" not in few.text
    words = await priya.get(f"{here}/answers/words?marked=yes")
    assert words.text.count(COPIED) == 6
    assert "Words of number" not in words.text

    async def file(marked: str) -> list[dict[str, str]]:
        taken = await priya.post(
            f"{here}/answers/file", {"file": "csv", "why": "themes", "reason": "", "marked": marked}
        )
        return [*csv.DictReader(io.StringIO(taken.text.removeprefix("\ufeff")))]

    assert [row["Marked to look at"] for row in await file("with")].count("Looks like another one") == 3
    assert len(await file("without")) == 27
    told = await rows("SELECT sentence FROM audit_event WHERE act = 'answers:exported' ORDER BY at")
    assert "(without those marked)" in told[-1]["sentence"]


async def test_a_mark_goes_when_its_reason_goes_and_the_sweep_looks_only_where_something_changed(
    cast: Cast, here: str
) -> None:
    seen, sweep = await seen_by(cast, "Priya", here), Sweep()
    assert [*await sweep.changed()] == [seen.survey]
    assert [*await sweep.changed()] == []
    async with writing():
        await mark(seen.survey, await found_in(seen.survey))
        await rows(
            "UPDATE response SET withdrawn_at = $1 WHERE id IN (SELECT response FROM answer WHERE text = $2 LIMIT 5)"
            " RETURNING id",
            datetime.now(UTC),
            COPIED,
        )
    assert [*await sweep.changed()] == [seen.survey]
    async with writing():
        await mark(seen.survey, await found_in(seen.survey))
    left = await rows("SELECT marks FROM response WHERE 'duplicate' = ANY(marks)")
    assert not left


async def test_who_may_not_read_words_sees_none_of_them(visitor: Visitor, cast: Cast, here: str) -> None:
    visitor.sign_in(await cast.session("Nia"))
    assert COPIED not in (await visitor.get(f"{here}/answers/marked")).text
    visitor.sign_in(await cast.session("Bo"))
    assert (await visitor.get(f"{here}/answers/marked")).status_code in {403, 404}
