"""How far the themes of each consultation are: for the list, and for what the overview asks of people."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from engage.access.actors import Actor
from engage.consultations.opening import keeps_closed
from engage.consultations.overview import Need, asks_needs
from engage.consultations.policy import SeenConsultation, consultations_for
from engage.database import rows
from engage.themes.live import Totals, totals_of
from engage.themes.words import answers_words
from surveys.tables import SurveyState


@dataclass(frozen=True)
class Progress:
    """One consultation: themes agreed and suggested, the totals of its answers, and the state of its latest run."""

    seen: SeenConsultation
    accepted: int
    suggested: int
    totals: Totals
    run_state: str

    @property
    def href(self) -> str:
        return f"/staff/consultations/{self.seen.id}/themes"


_STATES = """
SELECT c.id, count(t.id) FILTER (WHERE t.state = 'accepted') AS accepted,
       count(t.id) FILTER (WHERE t.state = 'candidate') AS suggested,
       (SELECT r.state FROM run r WHERE r.consultation = c.id ORDER BY r.asked_at DESC LIMIT 1) AS run_state
FROM consultation c LEFT JOIN theme t ON t.consultation = c.id WHERE c.id = ANY($1::uuid[]) GROUP BY c.id
"""


async def progress_for(actor: Actor) -> tuple[Progress, ...]:
    """Every consultation whose themes this actor sees and that was opened, newest first."""
    seen = [
        one for one in await consultations_for(actor) if one.may_see_themes and one.state != SurveyState.draft
    ]
    ids = [one.id for one in seen]
    states: dict[UUID, dict[str, Any]] = {row["id"]: row for row in await rows(_STATES, ids)}
    totals = await totals_of(ids)
    return tuple(
        Progress(
            seen=one,
            accepted=states[one.id]["accepted"],
            suggested=states[one.id]["suggested"],
            totals=totals.get(one.id, Totals(0, 0, 0, 0)),
            run_state=states[one.id]["run_state"] or "",
        )
        for one in seen
    )


@asks_needs
async def needs(actor: Actor) -> Sequence[Need]:
    """Themes to look for, and themes to review."""
    return [need for one in await progress_for(actor) if one.seen.may_review for need in _of(one)]


@keeps_closed
async def has_themes(consultation: UUID) -> bool:
    """A consultation with themes stays closed: its evidence counts the people who had answered by then."""
    live = "SELECT 1 FROM theme WHERE consultation = $1 AND state IN ('candidate', 'accepted') LIMIT 1"
    return bool(await rows(live, consultation))


def _of(one: Progress) -> Iterator[Need]:
    title = one.seen.title
    if one.run_state == "failed":
        text = "Looking for themes stopped half-way. Nothing was lost."
        yield Need(f"Look again for themes of “{title}”", text, one.href, "See what happened", 15)
    elif one.suggested:
        themes = "1 suggested theme waits" if one.suggested == 1 else f"{one.suggested} suggested themes wait"
        text = f"{themes}; {answers_words(one.totals.to_read)} still to read."
        yield Need(f"Review the themes of “{title}”", text, one.href, "Go on reading", 20)
    elif not one.run_state and one.totals.answers and one.seen.state == SurveyState.closed:
        text = f"{answers_words(one.totals.answers)} in people’s own words."
        yield Need(f"Find the themes of “{title}”", text, one.href, "Look for themes", 25)
