"""Starting a consultation: its survey from a template, the consultation that owns it, and a line in the history."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from engage.access.actors import Actor, Held
from engage.access.permissions import Permission
from engage.audit import trail
from engage.consultations.tables import Consultation
from surveys.authoring import create_draft
from surveys.definition import EASY, Definition, Group
from surveys.editing import changed
from surveys.templates import Template


@dataclass(frozen=True)
class Wanted:
    """A consultation to start."""

    title: str
    purpose: str
    groups: tuple[Group, ...]
    organisation: Held
    template: Template


def may_build_in(actor: Actor) -> tuple[Held, ...]:
    """The organisations in which this person may start a consultation, each once."""
    allowed = actor.organisations(Permission.consultations_build)
    return tuple({held.organisation: held for held in actor.held if held.organisation in allowed}.values())


async def start(actor: Actor, wanted: Wanted, *, now: datetime) -> UUID:
    """A new consultation in draft; its id. Must run inside `writing()`."""
    survey = await create_draft(
        titled(wanted.template.definition, wanted.title),
        wanted.organisation.organisation_name,
        wanted.groups,
        now,
    )
    consultation = uuid4()
    await Consultation(
        id=consultation,
        survey=survey.id,
        organisation=wanted.organisation.organisation,
        title=wanted.title,
        purpose=wanted.purpose,
        template=wanted.template.key,
        created_by=actor.id,
        created_at=now,
    ).save()
    await trail.record(
        actor, "consultation:started", consultation, f"Started the consultation “{wanted.title}”", now=now,
        detail={"organisation": wanted.organisation.organisation, "template": wanted.template.key},
    )  # fmt: skip
    return consultation


def titled(definition: Definition, title: str) -> Definition:
    """The definition under a title of one's own; the Easy Read title of the template goes when it no longer fits."""
    easy = (
        {EASY: definition.title[EASY]}
        if definition.title.get("en") == title and EASY in definition.title
        else {}
    )
    return changed(definition, title={"en": title, **easy})


async def rename(consultation: UUID, title: str) -> None:
    """A consultation is called what people read at its beginning. Must run inside `writing()`."""
    await Consultation.update({Consultation.title: title}).where(Consultation.id == consultation)
