"""Opening, closing and opening again, each with its line in the history. Rooms above may object to opening again."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeAlias
from uuid import UUID

from engage.access.actors import Actor
from engage.audit import trail
from engage.consultations.building.drafts import survey_of
from engage.consultations.looking_over.signatures import signatures_of, still_missing
from engage.consultations.policy import SeenConsultation
from engage.web.rendering import HERE
from surveys import authoring, trying
from surveys.answers import Problem
from surveys.authoring import Opened
from surveys.checks import LANGUAGES, opening_remarks
from surveys.dates import Dates, has_passed
from surveys.tables import Survey, SurveyState

Objects: TypeAlias = Callable[[UUID], Awaitable[bool]]
_objections: list[Objects] = []


def keeps_closed(objects: Objects) -> Objects:
    """Decorator: `async (consultation id) -> bool`; True keeps a closed consultation closed (it has themes)."""
    _objections.append(objects)
    return objects


def start_of(day: date) -> datetime:
    """The first moment of a day here."""
    return datetime.combine(day, time(0, 0), HERE)


def end_of(day: date) -> datetime:
    """The last minute of a day here, so that the day people read is the last day they can answer."""
    return datetime.combine(day, time(23, 59), HERE)


@dataclass(frozen=True)
class Hindrance:
    """Something to put right before opening, and where."""

    message: str
    href: str


def hindrances(seen: SeenConsultation, survey: Survey, now: datetime) -> tuple[Hindrance, ...]:
    """Everything that keeps a draft from opening, in the order of the survey, then the dates."""
    here = f"/staff/consultations/{seen.id}"
    found = [
        Hindrance(one.message, where_to_mend(here, one.question_id, one.field))
        for one in opening_remarks(authoring.draft_of(survey))
    ]
    return (*found, *missing_dates(seen, survey, now))


def missing_dates(seen: SeenConsultation, survey: Survey, now: datetime) -> tuple[Hindrance, ...]:
    """What is still to be said about whom it asks and until when."""
    here, found = f"/staff/consultations/{seen.id}", []
    if not survey.groups:
        found.append(Hindrance("Choose who you want to hear from", f"{here}/dates#groups"))
    if not survey.closes_at:
        found.append(Hindrance("Choose a closing day", f"{here}/dates#closes"))
    elif has_passed(survey.closes_at, now):
        found.append(Hindrance("Choose a closing day that is still to come", f"{here}/dates#closes"))
    if not survey.tells_by:
        found.append(Hindrance("Say by when people will hear what changed", f"{here}/dates#tells"))
    return tuple(found)


def where_to_mend(here: str, question: str | None, field: str) -> str:
    """The page, and the field on it, where a remark can be mended."""
    if question is None:
        if field == LANGUAGES:
            return f"{here}/languages"
        if field.startswith("section."):
            return f"{here}/questions/parts/{field.removeprefix('section.')}"
        about_beginning = field.startswith(("title", "intro"))
        return f"{here}/questions/beginning" if about_beginning else f"{here}/questions"
    name, _, language = field.partition(".")
    anchors = {"options": "answers", "offers_dont_know": "offers", "show_if": "when", "routes": "onwards"}
    anchor = anchors.get(name, name.replace("_", "-"))
    return f"{here}/questions/{question}#{anchor}{'-easy' if language == 'en-simple' else ''}".removesuffix(
        "#"
    )


async def open_it(actor: Actor, seen: SeenConsultation, *, now: datetime) -> Opened | Sequence[Problem]:
    """Freeze the wording and take answers; what testers answered is deleted. Must run inside `writing()`."""
    opened = await authoring.open_survey(seen.survey, now, actor.name)
    if isinstance(opened, Opened) and seen.state != SurveyState.open:
        await trying.forget_answers(seen.survey, now)
        missing = still_missing(await signatures_of(seen.id))
        await trail.record(
            actor,
            "survey:opened",
            seen.id,
            "Opened it to people",
            now=now,
            detail={"version": opened.version_id, "not_signed_by": [party.value for party in missing]},
        )
    return opened


async def close_it(actor: Actor, seen: SeenConsultation, *, now: datetime) -> None:
    """Take no more answers. Must run inside `writing()`."""
    await authoring.close_survey(seen.survey, now)
    await trying.forget_words(seen.survey)
    await trail.record(actor, "survey:closed", seen.id, "Closed it: nobody can answer any more", now=now)


async def may_open_again(seen: SeenConsultation, survey: Survey) -> bool:
    """Whether a closed consultation may take answers again: nothing has been made of the answers yet."""
    if survey.state != SurveyState.closed:
        return False
    for objects in _objections:
        if await objects(seen.id):
            return False
    return True


async def open_again(
    actor: Actor, seen: SeenConsultation, closes: date, reason: str, *, now: datetime
) -> Opened | Sequence[Problem]:
    """Take answers again until a new closing day. Must run inside `writing()`."""
    survey = await survey_of(seen)
    dates = Dates(survey.opens_at, end_of(closes), survey.reads_by, survey.tells_by)
    if problems := await authoring.set_dates(survey.id, dates):
        return problems
    opened = await authoring.open_survey(survey.id, now, actor.name)
    if isinstance(opened, Opened):
        await trail.record(actor, "survey:reopened", seen.id, f"Opened it again: {reason}", now=now)
    return opened
