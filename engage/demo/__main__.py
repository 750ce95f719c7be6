"""`python -m engage.demo`: make the demo once, on an empty database."""

import asyncio
import sys

from engage.accounts.tables import Place
from engage.clock import now
from engage.database import close_pool, open_pool
from engage.demo.changing import theme_and_answer
from engage.demo.consultations import PLANS, write_every_kind, write_three
from engage.demo.papers import type_forms
from engage.demo.people import gather
from engage.demo.promised import keep_and_miss
from engage.demo.reach import count_people
from engage.demo.sources import days, frameworks
from engage.plan.importing import import_file


async def make() -> None:
    """Everything, unless something is here already."""
    await open_pool(2)
    try:
        if await Place.exists():
            return
        _say("Making the demonstration: people and plans …")
        moment = now()
        cast = await gather(moment)
        for path in frameworks():
            await import_file(path)
        _say("four consultations and their answers …")
        consultations = await write_three(cast, moment)
        await write_every_kind(cast, moment)
        await type_forms(cast, consultations["open"], PLANS, moment - days(2))
        await count_people(await cast.actor("Priya"), consultations["open"], moment - days(1))
        _say("themes, and what was done about them …")
        await theme_and_answer(cast, consultations, moment)
        await keep_and_miss(cast, consultations["closed"], moment)
    finally:
        await close_pool()


def _say(words: str) -> None:
    print(f"  {words}", flush=True)


if __name__ == "__main__":
    asyncio.run(make())
    sys.exit(0)
