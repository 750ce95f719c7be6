"""Letters to those who asked to be told: when something about a survey is published, and when everybody was told. They are
written in the transaction of what they tell, so that one address gets one letter about it, or none."""

from datetime import datetime
from uuid import UUID

from engage.database import rows
from engage.respond.wishing import write_to_all
from engage.settings import settings
from engage.yousaid.entries import SeenEntry
from surveys.wording import said

_PUBLISHED = """Something came of the survey “{survey}”.

You said:
{said}

{heading}
{did}

Read it, and how we know: {link}
"""
_TOLD = """We have told everybody what came of the survey “{survey}”.

Read it all here: {link}
"""
_HEADINGS = {
    "done": "We did:",
    "doing": "We are doing:",
    "planned": "We plan to:",
    "checking": "What we are checking:",
}


async def tell_of_entry(entry: SeenEntry, title: str, now: datetime) -> int:
    """An entry was published for the first time: a letter to each who waits; how many. Must run inside `writing()`."""
    body = _PUBLISHED.format(
        survey=title,
        said=said(entry.said, "en"),
        heading=_HEADINGS.get(entry.outcome, "What we did:"),
        did=said(entry.did, "en"),
        link=f"{settings().address}/what-changed/{entry.id}",
    )
    subject = f"Something came of “{title}”"
    return await write_to_all(entry.rights.consultation.survey, subject, body, now)


async def tell_of_all(survey: UUID, now: datetime) -> int:
    """Everybody was told: the last letter to each who waits, whose address then goes; how many. Must run inside
    `writing()`."""
    found = await rows(
        """SELECT s.slug, v.definition->'title'->>'en' AS title FROM survey s
           LEFT JOIN survey_version v ON v.id = s.current_version WHERE s.id = $1""",
        survey,
    )
    title, slug = found[0]["title"] or "", found[0]["slug"]
    body = _TOLD.format(survey=title, link=f"{settings().address}/what-changed?survey={slug}")
    return await write_to_all(survey, f"What came of “{title}”", body, now, is_last=True)
