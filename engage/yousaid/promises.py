"""Every survey that was ever opened and the day by which we said we would tell people: ahead, kept, or overdue. It is
public, also when it is awkward, and no state of a survey hides it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from engage.database import rows
from engage.respond.asked import wording
from engage.web.languages import translate as _
from engage.web.languages import translate_plural as ngettext
from engage.web.rendering import HERE, day
from engage.yousaid.cards import in_language
from surveys.promises import Keeping, Moved, Promise, moves_of

_SURVEYS = """
SELECT s.id, s.slug, s.asked_by, s.tells_by, s.told_at, s.current_version,
       (SELECT count(*) FROM entry e JOIN consultation c ON c.id = e.consultation
        WHERE c.survey = s.id AND e.published_at IS NOT NULL AND e.withdrawn_at IS NULL) AS published
FROM survey s WHERE s.state <> 'draft' AND s.current_version IS NOT NULL AND ($1::uuid IS NULL OR s.id = $1)
ORDER BY s.slug
"""
_ORDER = (Keeping.overdue, Keeping.ahead, Keeping.none, Keeping.kept_late, Keeping.kept)
# the chip of each state: its key, which gives it a tint and a picture
_CHIPS = {
    Keeping.overdue: "late",
    Keeping.ahead: "planned",
    Keeping.none: "not_started",
    Keeping.kept_late: "done",
    Keeping.kept: "done",
}
PICTURES = {
    Keeping.overdue: "clock",
    Keeping.ahead: "calendar",
    Keeping.none: "question",
    Keeping.kept_late: "yes",
    Keeping.kept: "yes",
}


@dataclass(frozen=True)
class Promised:
    """One survey and its promise, in the language of this request. `published` counts what stands on the board."""

    id: UUID
    slug: str
    title: str
    asked_by: str
    promise: Promise
    published: int

    @property
    def chip(self) -> tuple[str, str]:
        """The key and the word of its state."""
        return _CHIPS[self.promise.keeping], _word(self.promise)

    @property
    def picture(self) -> str:
        return PICTURES[self.promise.keeping]

    @property
    def sentence(self) -> str:
        return sentence(self.promise)

    @property
    def history(self) -> tuple[str, ...]:
        """What became of the promise, oldest first; nothing where it only was made."""
        return tuple(_history(self.promise))


async def promised(today: date, survey: UUID | None = None) -> Sequence[Promised]:
    """Every promise, or one survey's: overdue ones first, the longest wait on top."""
    found = await rows(_SURVEYS, survey)
    moved = await moves_of([row["id"] for row in found])
    every = [await _as_promised(row, moved.get(row["id"], ()), today) for row in found]
    return tuple(sorted(every, key=_place))


async def _as_promised(row: dict[str, Any], moved: tuple[Moved, ...], today: date) -> Promised:
    definition = await wording(row["current_version"])
    promise = Promise(row["tells_by"], _on(row["told_at"]), today, moved)
    title = in_language(definition.title)
    return Promised(row["id"], row["slug"], title, row["asked_by"], promise, row["published"])


def _on(moment: datetime | None) -> date | None:
    return moment.astimezone(HERE).date() if moment else None


def _place(one: Promised) -> tuple[int, int, str]:
    promise = one.promise
    near = (promise.tells_by or date.max).toordinal()
    is_kept = promise.told_on is not None
    return (
        _ORDER.index(promise.keeping),
        -promise.told_on.toordinal() if is_kept and promise.told_on else near,
        one.slug,
    )


def _word(promise: Promise) -> str:
    match promise.keeping:
        case Keeping.overdue:
            return ngettext("%(num)s day late", "%(num)s days late", promise.days_late) % {
                "num": promise.days_late
            }
        case Keeping.ahead:
            return _("Still to come")
        case Keeping.kept_late:
            return _("Kept, but late")
        case Keeping.kept:
            return _("Kept")
        case Keeping.none:
            return _("No day was said")


def sentence(promise: Promise) -> str:
    """How a promise stands, in plain words."""
    promised = {"day": day(promise.tells_by), "num": promise.days_late}
    match promise.keeping:
        case Keeping.overdue:
            late = (
                ngettext("We are %(num)s day late.", "We are %(num)s days late.", promise.days_late)
                % promised
            )
            return _("We said we will tell you by %(day)s.") % promised + f" {late} " + _("We are sorry.")
        case Keeping.ahead:
            return _("We said we will tell you by %(day)s.") % promised
        case Keeping.none if promise.told_on is None:
            return _("We did not say by when we tell you.")
        case _:
            return _kept(promise, promised)


def _kept(promise: Promise, promised: dict[str, Any]) -> str:
    told = _("We told everybody on %(day)s.") % {"day": day(promise.told_on)}
    if promise.tells_by is None:
        return told
    if not promise.days_late:
        return _("We said we will tell you by %(day)s.") % promised + " " + told
    late = ngettext("That was %(num)s day late.", "That was %(num)s days late.", promise.days_late) % promised
    return _("We said we will tell you by %(day)s.") % promised + f" {told} {late}"


def _history(promise: Promise) -> Iterator[str]:
    if promise.moved and promise.first:
        yield _("When it opened we said: by %(day)s.") % {"day": day(promise.first)}
    for one in promise.moved:
        about = {"on": day(one.at), "was": day(one.was), "now": day(one.now), "why": one.why}
        if one.is_taken_back:
            yield _("On %(on)s we took back that we had told everybody, because: %(why)s") % about
        else:
            yield _("On %(on)s we moved the day from %(was)s to %(now)s, because: %(why)s") % about


def head() -> tuple[str, ...]:
    """The titles of the table."""
    return _("Survey"), _("Who asked"), _("We said: by"), _("We told everybody"), _("How it stands")


def lines(every: Sequence[Promised]) -> Sequence[tuple[str, ...]]:
    """The table, line by line."""
    return [
        (
            one.title,
            one.asked_by,
            day(one.promise.tells_by) or "–",
            day(one.promise.told_on) or _("Not yet"),
            one.chip[1],
        )
        for one in every
    ]


class Counts(NamedTuple):
    """How many promises stand how."""

    kept: int
    late: int
    ahead: int


def counts(every: Sequence[Promised]) -> Counts:
    """For the sentence the page begins with."""
    states = [one.promise.keeping for one in every]
    kept = states.count(Keeping.kept) + states.count(Keeping.kept_late)
    return Counts(kept, states.count(Keeping.overdue), states.count(Keeping.ahead))


def summary(every: Sequence[Promised]) -> str:
    """ "3 promises: 1 kept, 1 late, 1 still to come." """
    n, found = len(every), counts(every)
    if not n:
        return _("No survey was opened yet.")
    parts = [
        _("%(num)s kept") % {"num": found.kept} if found.kept else "",
        _("%(num)s late") % {"num": found.late} if found.late else "",
        _("%(num)s still to come") % {"num": found.ahead} if found.ahead else "",
    ]
    told = ngettext("%(num)s promise", "%(num)s promises", n) % {"num": n}
    return f"{told}: {', '.join(part for part in parts if part)}." if any(parts) else f"{told}."
