"""What is done with forms, each in the caller's transaction and in the history: an entry kept, two that agree counted, one
that differs settled. A form is looked at again under its lock, so that two people at once never count it twice."""

from dataclasses import dataclass
from enum import StrEnum

from engage.audit import trail
from engage.invitations.paper import forms
from engage.invitations.paper.comparing import mismatches
from engage.invitations.paper.counting import Paper, count
from engage.invitations.paper.desk import Act, Desk, act_of
from engage.invitations.paper.entry import Entry
from engage.invitations.paper.forms import Form
from engage.invitations.paper.reading import Asked
from engage.invitations.tables import PaperState


class Came(StrEnum):
    """What came of typing a form."""

    later = "later"  # kept, to go on with
    typed = "typed"  # waits for a second person
    differs = "differs"
    counted = "counted"


@dataclass(frozen=True)
class Overtaken:
    """Nothing was kept, because somebody else was quicker: how the form stands now."""

    form: Form


async def keep(desk: Desk, form: Form, asked: Asked, entry: Entry, *, is_done: bool) -> Came | Overtaken:
    """Keep what somebody typed of a whole form, as the first or as the second person."""
    act = act_of(form, desk.actor.id)
    form = await desk.form(form.id, to_change=True)
    if act_of(form, desk.actor.id) is not act or act not in {Act.type_first, Act.type_second}:
        return Overtaken(form)
    if act is Act.type_first:
        await forms.keep_first(form, entry, desk.actor.id, desk.moment if is_done else None)
        return await _typed(desk, form, Came.typed, "Typed in") if is_done else Came.later
    if not is_done:
        await forms.keep_second(form, entry, desk.actor.id, None, form.state)
        return Came.later
    return await _second(desk, form, asked, entry)


async def _second(desk: Desk, form: Form, asked: Asked, entry: Entry) -> Came:
    differing = mismatches(asked.definition, form.first, entry)
    state = PaperState.differs if differing else PaperState.entered
    await forms.keep_second(form, entry, desk.actor.id, desk.moment, state)
    await _typed(desk, form, Came.differs, "Typed in for the second time")
    if differing:
        return Came.differs
    await _counted(desk, form, asked, form.first, differed=0)
    return Came.counted


async def settle(desk: Desk, form: Form, asked: Asked, agreed: Entry, differed: int) -> Came | Overtaken:
    """Count a form about which somebody has chosen wherever two entries differ."""
    now_kept = await desk.form(form.id, to_change=True)
    if now_kept.state is not PaperState.differs or now_kept.second_at != form.second_at:
        return Overtaken(now_kept)
    await _counted(desk, now_kept, asked, agreed, differed=differed)
    return Came.counted


async def _typed(desk: Desk, form: Form, came: Came, begins: str) -> Came:
    await trail.record(
        desk.actor, "form:typed", desk.seen.id, f"{begins}: paper form {form.number}",
        now=desk.moment, detail={"form": form.id, "number": form.number},
    )  # fmt: skip
    return came


async def _counted(desk: Desk, form: Form, asked: Asked, agreed: Entry, *, differed: int) -> None:
    paper = Paper(desk.survey.id, form.version, asked.definition)
    response = await count(paper, agreed, desk.moment)
    await forms.mark_counted(form, response, desk.moment)
    told = f"Counted paper form {form.number}"
    if form.one_person:
        told += f". One person typed it twice: {form.why_one}"
    await trail.record(
        desk.actor, "form:checked", desk.seen.id, told, now=desk.moment,
        detail={"form": form.id, "number": form.number, "differed": differed, "one_person": form.one_person},
    )  # fmt: skip


async def let_one_person(desk: Desk, form: Form, why: str) -> bool:
    """Let whoever typed a form first be the second person too; False when somebody else has come meanwhile."""
    form = await desk.form(form.id, to_change=True)
    if act_of(form, desk.actor.id) is not Act.find_another:
        return False
    await forms.let_one_person(form, why)
    return True


async def take_out(desk: Desk, form: Form) -> bool:
    """Take a form out that does not count yet; False when it counts meanwhile."""
    form = await desk.form(form.id, to_change=True)
    if form.is_counted:
        return False
    await forms.take_out(form)
    await trail.record(
        desk.actor, "form:removed", desk.seen.id, f"Took paper form {form.number} out before it counted",
        now=desk.moment, detail={"form": form.id, "number": form.number},
    )  # fmt: skip
    return True
