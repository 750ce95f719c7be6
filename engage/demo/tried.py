"""Young testers try the draft about short breaks, and say what was hard. The try-out stays on."""

from datetime import datetime, timedelta
from uuid import UUID

from engage.access.actors import Actor
from engage.consultations.building.drafts import survey_of
from engage.consultations.looking_over import piloting
from engage.consultations.policy import find_consultation_for
from engage.database import writing
from engage.demo.sources import source
from engage.demo.walking import Asked, walk
from surveys import trying
from surveys.authoring import definition_of
from surveys.trying import Why

APART = timedelta(minutes=50)  # between two testers, on one afternoon at HY5!
AT_THE_END = timedelta(minutes=6)


async def try_out(builder: Actor, consultation: UUID, begins: datetime) -> None:
    """Let testers in, and let every one of them answer and mark what was hard."""
    seen = await find_consultation_for(builder, consultation)
    async with writing():
        problems = await piloting.start(builder, seen, now=begins)
        assert not problems, problems
    version = (await survey_of(seen)).pilot_version
    definition = await definition_of(version)
    assert definition
    asked = Asked(definition, seen.survey, version, is_tried=True)
    for n, tester in enumerate(source("tried")["testers"], start=1):
        moment = begins + n * APART
        response = await walk(asked, tester, moment)
        async with writing():
            for screen, hard in tester["hard"].items():
                await trying.mark_hard(response, screen, Why(hard["why"]), hard["words"], moment + AT_THE_END)
