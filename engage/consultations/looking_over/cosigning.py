"""Signing the questions before they are asked: whom somebody may speak for, signing, and links for young reviewers. A link
works once and for fourteen days; only a hash of it is kept. Whoever reviews by a link is in `reviewing`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from engage.access.actors import Actor
from engage.access.permissions import Permission
from engage.audit import trail
from engage.consultations.building.drafts import mark_of, survey_of
from engage.consultations.policy import SeenConsultation
from engage.consultations.tables import CoSign, Party, Verdict
from engage.database import rows
from engage.web.security import hashed, new_token
from surveys.authoring import draft_of
from surveys.versions import keep_wording

LIFE = timedelta(days=14)
_SIGNS_AS = {"forum": Party.forum, "council": Party.council}  # by what kind of organisation it is


@dataclass(frozen=True)
class Side:
    """An organisation somebody may sign for, as the forum or as the council."""

    organisation: UUID
    name: str
    party: Party


@dataclass(frozen=True)
class Asked:
    """A young reviewer who was sent a link and has not said anything yet. `begun_at` is empty while nobody opened it."""

    id: UUID
    asked_at: datetime
    expires_at: datetime
    asked_by: str
    has_begun: bool

    def is_over(self, now: datetime) -> bool:
        return self.expires_at <= now


@dataclass(frozen=True)
class MovedOn:
    """The questions were changed since they were looked at; nothing was signed."""


async def sides_of(seen: SeenConsultation) -> tuple[Side, ...]:
    """Every organisation that can sign, of the one that runs it and its partners: parent carer forums and councils. A
    youth forum's word would be that of the adult who signs in; its young people have links of their own."""
    found = await rows(
        """SELECT o.id, o.name, o.kind FROM organisation o
           WHERE (o.id = $1 OR o.id IN (SELECT organisation FROM partner WHERE consultation = $2)) AND o.kind = ANY($3)
           ORDER BY o.id <> $1, o.name""",
        seen.organisation, seen.id, [*_SIGNS_AS],
    )  # fmt: skip
    return tuple(Side(row["id"], row["name"], _SIGNS_AS[row["kind"]]) for row in found)


def own_sides(actor: Actor, sides: Sequence[Side]) -> tuple[Side, ...]:
    """Those of them this person may speak for: where they build surveys."""
    return tuple(side for side in sides if actor.may(Permission.consultations_build, side.organisation))


async def sign(
    actor: Actor, seen: SeenConsultation, side: Side, verdict: Verdict, note: str, mark: str, *, now: datetime
) -> MovedOn | None:
    """Keep an organisation's word on the wording named by `mark`. Must run inside `writing()`."""
    await rows("SELECT id FROM survey WHERE id = $1 FOR UPDATE", seen.survey)
    draft = draft_of(await survey_of(seen))
    if mark_of(draft) != mark:
        return MovedOn()
    wording = await keep_wording(seen.survey, draft, actor.name, now)
    await CoSign(
        id=uuid4(),
        consultation=seen.id,
        party=side.party.value,
        organisation=side.organisation,
        person=actor.id,
        by_name=side.name,
        verdict=verdict.value,
        note=note,
        mark=wording.hex,
        asked_at=now,
        signed_at=now,
    ).save()
    said = "is happy with the questions" if verdict is Verdict.happy else "would change something"
    await trail.record(
        actor, "questions:signed", seen.id, f"{side.name} {said}", now=now,
        detail={"party": side.party.value, "verdict": verdict.value, "wording": wording},
    )  # fmt: skip
    return None


async def ask_reviewer(actor: Actor, seen: SeenConsultation, *, now: datetime) -> str:
    """A link's token for one young reviewer; it is told once, here. Must run inside `writing()`."""
    token = new_token()
    id = uuid4()
    await CoSign(
        id=id,
        consultation=seen.id,
        party=Party.young_reviewer.value,
        person=actor.id,
        verdict=Verdict.asked.value,
        token_hash=hashed(token),
        asked_at=now,
        expires_at=now + LIFE,
    ).save()
    await trail.record(
        actor, "reviewer:asked", seen.id, "Made a link for a young reviewer", now=now, detail={"link": id}
    )
    return token


async def take_back_link(actor: Actor, seen: SeenConsultation, id: UUID, *, now: datetime) -> None:
    """A link that was not used to the end opens nothing any more. Must run inside `writing()`."""
    gone = await rows(
        "DELETE FROM co_sign WHERE id = $1 AND consultation = $2 AND verdict = 'asked' RETURNING id",
        id,
        seen.id,
    )
    if gone:
        await trail.record(
            actor,
            "reviewer:ended",
            seen.id,
            "Took back a link for a young reviewer",
            now=now,
            detail={"link": id},
        )


async def asked_reviewers(consultation: UUID) -> tuple[Asked, ...]:
    """Links that wait for a young reviewer, the newest first."""
    found = await rows(
        """SELECT c.id, c.asked_at, c.expires_at, coalesce(p.name, '') AS asked_by, c.mark <> '' AS has_begun
           FROM co_sign c LEFT JOIN person p ON p.id = c.person
           WHERE c.consultation = $1 AND c.verdict = 'asked' ORDER BY c.asked_at DESC, c.id""",
        consultation,
    )
    return tuple(Asked(**row) for row in found)
