"""How long a thousand code cards take: made in the database, and set as a PDF to print, QR codes and all, while the site
goes on answering. `python -m benchmarks.cards`"""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

from benchmarks.site import running_site, say
from engage.database import close_pool, open_pool, writing
from engage.printing.cards import OnCards, cards
from engage.printing.setting import set_sheet
from surveys.authoring import find_survey_by_slug
from surveys.invitations.batches import NewBatch, codes_of, make_batch
from surveys.invitations.tables import BatchKind

MANY = 1_000
KEY = b"k" * 32


async def _measured(slug: str) -> None:
    await open_pool(2)
    survey = await find_survey_by_slug(slug)
    assert survey
    began = time.perf_counter()
    batch = await _made(survey.id)
    made = time.perf_counter()
    words = [code.words for code in await codes_of(batch, KEY)]
    read = time.perf_counter()
    what = OnCards(
        "Getting to school", "Northmere Parent Carers", "https://voices.example.org", "Hillside School", words
    )
    waited, pdf = await _while_somebody_waits(lambda: set_sheet(cards(what, "en")))
    printed = time.perf_counter()
    await close_pool()
    assert len(set(words)) == MANY
    say(
        cards=len(words),
        made_seconds=round(made - began, 2),
        words_again_seconds=round(read - made, 2),
        printed_seconds=round(printed - read, 2),
        made_and_printed_seconds=round(printed - began, 2),
        pdf_mb=round(len(pdf) / 1_000_000, 1),
        longest_wait_of_others_ms=round(waited * 1000),
    )


async def _made(survey: UUID) -> UUID:
    async with writing():
        new = NewBatch(survey, BatchKind.cards, "Hillside School", MANY)
        return await make_batch(new, KEY, datetime.now(UTC))


async def _while_somebody_waits(work: Callable[[], bytes]) -> tuple[float, bytes]:
    """The work done in a thread, and the longest that this loop could not turn to anybody."""
    longest, before = 0.0, time.perf_counter()
    doing = asyncio.ensure_future(asyncio.to_thread(work))
    while not doing.done():
        await asyncio.sleep(0.001)
        longest, before = max(longest, time.perf_counter() - before), time.perf_counter()
    return longest, await doing


def main() -> None:
    """Measure in the database of a site of its own."""
    with running_site() as site:
        asyncio.run(_measured(site.slug))


if __name__ == "__main__":
    main()
