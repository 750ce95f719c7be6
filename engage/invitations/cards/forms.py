"""The form that makes cards: a school or a group, who they are, how many, until when."""

from datetime import date, datetime

from engage.consultations.opening import end_of
from engage.web.forms import Form, FormModel, Line, Mistake, Typed, asked, bind
from surveys.invitations.batches import NewBatch
from surveys.invitations.tables import BatchKind
from surveys.tables import Survey
from surveys.who import Group

ANYBODY = "anybody"
MOST = 1_000
HOW_MANY = f"Enter a number from 1 to {MOST:,}"


class NewCards(FormModel):
    """What was typed."""

    name: Line = asked("Enter the name of the school or group", min_length=1, max_length=120)
    group: Line = asked("Choose who the cards are for", min_length=1)
    how_many: int = asked(HOW_MANY, ge=1, le=MOST)
    closes: date | None = asked("Choose the last day from the calendar, or leave it empty", default=None)


def read_new(
    typed: Typed, survey: Survey, groups: tuple[Group, ...], by: str, now: datetime
) -> NewBatch | Form:
    """A batch to make, or the form with what to put right."""
    counted = {**typed, "how_many": tuple(one.replace(",", "").strip() for one in typed.get("how_many", ()))}
    wanted = bind(NewCards, counted)
    if isinstance(wanted, Form):
        return Form(typed, wanted.mistakes)
    form = Form(typed)
    if wanted.group not in {ANYBODY, *groups}:
        return form.wrong(Mistake("group", "Choose who the cards are for"))
    closes = end_of(wanted.closes) if wanted.closes else None
    if closes and closes <= now:
        return form.wrong(Mistake("closes", "Choose a day that is still to come"))
    group = None if wanted.group == ANYBODY else Group(wanted.group)
    return NewBatch(survey.id, BatchKind.cards, wanted.name, wanted.how_many, group, closes, by)
