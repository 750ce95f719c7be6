"""The one form an entry is written in: from what was posted to a `Wording`, and from an entry back to its form."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from engage.web.forms import Form, FormModel, Line, Mistake, Typed, Words, asked, bind, filled
from engage.yousaid import words
from engage.yousaid.entries import SeenEntry
from engage.yousaid.tables import Outcome
from engage.yousaid.writing_up import Wording, text_of
from surveys.definition import EASY

IN_NO_PLAN = "none"
_A_DAY = "Write the day as year-month-day, like 2027-03-15"
_LONG = 2_000
LONG_TEXTS = (
    "said_en", "said_easy", "did_en", "did_easy", "reason_en", "reason_easy", "instead_en", "instead_easy",
)  # fmt: skip


class EntryForm(FormModel):
    """What the form must become; the fields stand in the order of the page."""

    said_en: Words = asked("Write what people said", min_length=1, max_length=_LONG)
    said_easy: Words = asked("Make this shorter", max_length=_LONG, default="")
    focus_area: Line = asked("Choose a focus area, or “In no plan yet”", min_length=1, max_length=40)
    outcome: Outcome = asked("Choose how far it is")
    did_en: Words = asked("Make this shorter", max_length=_LONG, default="")
    did_easy: Words = asked("Make this shorter", max_length=_LONG, default="")
    reason_en: Words = asked("Make this shorter", max_length=_LONG, default="")
    reason_easy: Words = asked("Make this shorter", max_length=_LONG, default="")
    instead_en: Words = asked("Make this shorter", max_length=_LONG, default="")
    instead_easy: Words = asked("Make this shorter", max_length=_LONG, default="")
    passed_to: Line = asked("Make this shorter", max_length=200, default="")
    decided_by: Line = asked("Make this shorter", max_length=200, default="")
    organisation: UUID = asked("Choose who did it, or will do it")
    decided_on: date | None = asked(_A_DAY, default=None)
    look_again_on: date | None = asked(_A_DAY, default=None)


@dataclass(frozen=True)
class Offered:
    """What may be chosen: ids of focus areas and of organisations."""

    focus_areas: Collection[UUID]
    organisations: Collection[UUID]


def read_wording(typed: Typed, offered: Offered, today: date) -> Wording | Form:
    """The words of an entry, or the form with everything there is to put right, in the order of the page."""
    wanted = bind(EntryForm, typed)
    found = list(wanted.mistakes) if isinstance(wanted, Form) else []
    told = {one.field for one in found}
    found += [one for one in _by_outcome(typed) if one.field not in told]
    if isinstance(wanted, EntryForm):
        found += [one for one in _by_choice(wanted, offered, today) if one.field not in told]
        if not found:
            return _as_wording(wanted)
    order = list(EntryForm.model_fields)
    return Form(typed, tuple(sorted(found, key=lambda one: order.index(one.field))))


def _by_outcome(typed: Typed) -> Iterator[Mistake]:
    """What a state asks for: a reason, who it was passed to, when it is looked at again."""
    outcome = typed.get("outcome", ("",))[0]

    def is_empty(name: str) -> bool:
        return not typed.get(name, ("",))[0].strip()

    if outcome == Outcome.cant and is_empty("reason_en"):
        yield Mistake("reason_en", "Give the reason why it can’t be done")
    if outcome == Outcome.not_ours and is_empty("passed_to"):
        yield Mistake("passed_to", "Say who it was passed to")
    if outcome in words.NEEDS_LOOK_AGAIN and is_empty("look_again_on"):
        yield Mistake("look_again_on", "Choose the day when you look at it again")


def _by_choice(wanted: EntryForm, offered: Offered, today: date) -> Iterator[Mistake]:
    if wanted.focus_area not in {IN_NO_PLAN, *(str(one) for one in offered.focus_areas)}:
        yield Mistake("focus_area", "Choose a focus area, or “In no plan yet”")
    if wanted.organisation not in offered.organisations:
        yield Mistake("organisation", "Choose who did it, or will do it")
    if wanted.decided_on and wanted.decided_on > today:
        yield Mistake("decided_on", "Choose the day it was decided: today or before")
    again = wanted.look_again_on
    if again and again <= (wanted.decided_on or date.min):
        yield Mistake("look_again_on", "Choose a day after the one it was decided on")


def _as_wording(wanted: EntryForm) -> Wording:
    return Wording(
        said=text_of(wanted.said_en, wanted.said_easy),
        did=text_of(wanted.did_en, wanted.did_easy),
        reason=text_of(wanted.reason_en, wanted.reason_easy),
        instead=text_of(wanted.instead_en, wanted.instead_easy),
        outcome=wanted.outcome,
        organisation=wanted.organisation,
        focus_area=None if wanted.focus_area == IN_NO_PLAN else UUID(wanted.focus_area),
        passed_to=wanted.passed_to,
        decided_by=wanted.decided_by,
        decided_on=wanted.decided_on,
        look_again_on=wanted.look_again_on,
    )


def form_of(entry: SeenEntry) -> Form:
    """An entry in its form, with the revision its next save has to expect."""
    texts: dict[str, Any] = {}
    for name in ("said", "did", "reason", "instead"):
        text = getattr(entry, name)
        texts |= {f"{name}_en": text.get("en"), f"{name}_easy": text.get(EASY)}
    return filled(
        {
            **texts,
            "revision": entry.revision,
            "focus_area": entry.focus_area or IN_NO_PLAN,
            "outcome": entry.outcome.value,
            "passed_to": entry.passed_to,
            "decided_by": entry.decided_by,
            "organisation": entry.organisation,
            "decided_on": entry.decided_on,
            "look_again_on": entry.look_again_on,
        }
    )


def revision_of(typed: Typed) -> int:
    """The revision a form was made from; 0 (always overtaken) when it is missing or no number."""
    given = typed.get("revision", ("",))[0]
    return int(given) if given.isdecimal() and len(given) < 9 else 0


def with_revision(form: Form, revision: int) -> Form:
    """The same typed words, to be saved over another revision."""
    return Form({**form.typed, "revision": (str(revision),)}, form.mistakes)
