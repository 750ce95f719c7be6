"""From what somebody said to what changed, as a short road with its days: where their answers are on it now, and what we
promised. Nothing here tells more than the person may know."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from engage.respond.asked import Asked, wording
from engage.respond.checking import way_of
from engage.respond.following import Reached, Together, followed, together
from engage.respond.speaking import Speaker
from engage.web.languages import translate as _
from engage.web.languages import translate_plural as ngettext
from engage.web.rendering import HERE, day
from surveys.questions import is_open
from surveys.responding import State


class Stop(NamedTuple):
    """One place on the road. `state` is `ok` (behind us), `now` or nothing; `picture` names a symbol."""

    title: str
    words: str
    state: str
    picture: str


async def what_became(state: State, language: str) -> tuple[Together, ...]:
    """What became of each thing this person said in their own words, what came furthest first."""
    definition = await wording(state.version_id)
    way = way_of(definition, state)
    found = await followed(state.response_id)
    asked = []
    for id in way.steps:
        step = definition.step(id)
        if step and is_open(step.question) and id in found:
            asked.append((id, Speaker(definition, language, way.kept, step.turn).says(step.question.text)))
    return together(asked, found)


def road(state: State, asked: Asked, became: Sequence[Together], today: date) -> tuple[Stop, ...]:
    """Said, read, put together, changed. A promise that was not kept in time is owned up to."""
    reached = {one.followed.reached for one in became}
    is_read = bool(reached) and Reached.waiting not in reached
    is_agreed = bool(reached & {Reached.theme, Reached.few})
    has_changed = any(not change.withdrawn_at for one in became for change in one.followed.changes)
    done = (True, is_read or is_agreed or has_changed, is_agreed or has_changed, has_changed)
    here = done.index(False) if False in done else len(done)
    marks = ["ok" if n < here or done[n] else "now" if n == here else "" for n in range(len(done))]
    sent = state.completed_at.astimezone(HERE).date() if state.completed_at else None
    words = (
        f"{day(sent)}." if sent else "",
        _read(asked, done[1], bool(reached)),
        _("Answers that say the same thing go together.")
        + (" " + _("A person agrees what they say.") if not done[2] else ""),
        _told(asked, has_changed, today),
    )
    titles = (
        _("You told us"),
        _("We read every answer"),
        _("We put answers together"),
        _("We show you what changed"),
    )
    pictures = ("say", "read", "list", "change")
    return tuple(Stop(*stop) for stop in zip(titles, words, marks, pictures, strict=True))


def _read(asked: Asked, is_read: bool, has_words: bool) -> str:
    if is_read:
        return _("We have read what you wrote.")
    if not has_words:
        return _("We count what you chose.")
    if asked.reads_by:
        return (
            _("We are reading the answers.")
            + " "
            + _("Real people read them, by %(day)s.") % {"day": day(asked.reads_by)}
        )
    return _("We are reading the answers.")


def _told(asked: Asked, has_changed: bool, today: date) -> str:
    if asked.told_at:
        return _("We told everybody on %(day)s.") % {"day": day(asked.told_at)}
    if not asked.tells_by:
        return _("We tell you on this site.")
    promised = {"day": day(asked.tells_by)}
    if asked.tells_by >= today:
        return _("We said we will tell you by %(day)s.") % promised
    n = (today - asked.tells_by).days
    late = ngettext("We are %(num)s day late.", "We are %(num)s days late.", n) % {"num": n}
    if has_changed:
        return _("We said we will tell you everything by %(day)s.") % promised + " " + late
    return _("We said we will tell you by %(day)s.") % promised + f" {late} " + _("We are sorry.")
