"""What every act on a codebook shares: one at a time, on the state its person saw, told in the history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from engage.access.actors import Actor
from engage.audit import trail
from engage.consultations.policy import SeenConsultation
from engage.database import rows
from engage.web.errors import NotThere
from engage.web.rendering import day, time_of_day


@dataclass(frozen=True)
class Done:
    """An act was done; `theme` is where to look next (None: what no theme holds)."""

    theme: UUID | None


@dataclass(frozen=True)
class Overtaken:
    """Somebody decided meanwhile: who, what and when, as a sentence. Nothing was changed."""

    message: str


@dataclass(frozen=True)
class Act:
    """Who acts on which consultation, and when. Whoever makes one has asked the policy for `may_review`."""

    consultation: SeenConsultation
    actor: Actor
    now: datetime

    async def record(
        self, act: str, subject: UUID, sentence: str, themes: Iterable[UUID], **detail: Any
    ) -> None:
        """Into the history; `detail` holds ids and states, enough to take the act back."""
        told: Mapping[str, Any] = {
            "consultation": str(self.consultation.id), "themes": [str(theme) for theme in themes], **detail,
        }  # fmt: skip
        await trail.record(self.actor, act, subject, sentence, now=self.now, detail=told)


async def lock(consultation: UUID) -> None:
    """One change of a consultation's codebook at a time, to the end of the transaction."""
    await rows("SELECT 1 FROM consultation WHERE id = $1 FOR NO KEY UPDATE", consultation)


async def find_theme(consultation: UUID, theme: UUID) -> dict[str, Any]:
    """The row of a theme of this consultation, whatever its state; NotThere for any other."""
    found = await rows(
        "SELECT id, name, description, state, run, merged_into, made_at, changed_at FROM theme WHERE id = $1"
        " AND consultation = $2 AND name <> ''",
        theme, consultation,
    )  # fmt: skip
    if not found:
        raise NotThere
    return found[0]


async def who_changed(theme: Mapping[str, Any]) -> str:
    """Who changed a theme last, how and when."""
    told = await rows(
        """SELECT actor_name, sentence FROM audit_event WHERE at = $1 AND detail->'themes' ? $2
           ORDER BY id DESC LIMIT 1""",
        theme["changed_at"], str(theme["id"]),
    )  # fmt: skip
    if not told:
        return f"“{theme['name']}” was changed {when(theme['changed_at'])}. Look again before you decide."
    who = told[0]["actor_name"] or "The computer"
    return (
        f"{who} was faster, {when(theme['changed_at'])}: {told[0]['sentence']}. Look again before you decide."
    )


def when(moment: datetime) -> str:
    """`on Friday 12 December 2025 at 9:20am`."""
    return f"on {day(moment)} at {time_of_day(moment)}"
