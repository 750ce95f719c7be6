"""Drafts kept, opened and closed. Edits themselves are pure and live in `editing`; who may do this is decided above.
No function opens a transaction; the caller does."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from surveys.answers import Problem
from surveys.checks import opening_remarks
from surveys.dates import Dates, has_passed, problems_with_dates
from surveys.definition import Definition, Group
from surveys.tables import Survey, SurveyState, SurveyVersion
from surveys.wordlist import WORDS

_MOST_TRIES = 50


@dataclass(frozen=True)
class Saved:
    """A draft was kept; `changed_at` is what the next save has to expect."""

    changed_at: datetime


@dataclass(frozen=True)
class Conflict:
    """Somebody else has saved meanwhile: their draft, and when. Nothing was overwritten."""

    theirs: Definition
    changed_at: datetime


@dataclass(frozen=True)
class Opened:
    """A survey takes answers to this frozen version."""

    version_id: UUID
    number: int


def make_slug(rng: random.Random) -> str:
    """Two words one can say over the phone, such as `plum-river`."""
    return "-".join(rng.sample(WORDS, 2))


async def free_slug(rng: random.Random) -> str:
    """Such a name that no survey has; a third word once two are hard to find."""
    for attempt in range(_MOST_TRIES):
        slug = make_slug(rng) if attempt < _MOST_TRIES // 2 else f"{make_slug(rng)}-{rng.choice(WORDS)}"
        if not await Survey.exists().where(Survey.slug == slug):
            return slug
    raise RuntimeError("No free survey name was found")


async def create_draft(
    definition: Definition,
    asked_by: str,
    groups: Sequence[Group],
    now: datetime,
    rng: random.Random | None = None,
    dates: Dates | None = None,
) -> Survey:
    """A new survey in draft, with a link of its own. `rng` is for tests and demos that must come out the same."""
    dates = dates or Dates()
    survey = Survey(
        id=uuid4(),
        slug=await free_slug(rng or random.SystemRandom()),
        state=SurveyState.draft.value,
        draft=definition.model_dump_json(),
        draft_changed_at=now,
        asked_by=asked_by,
        groups=[group.value for group in groups],
        opens_at=dates.opens_at,
        closes_at=dates.closes_at,
        reads_by=dates.reads_by,
        tells_by=dates.tells_by,
        created_at=now,
    )
    await survey.save()
    return survey


def draft_of(survey: Survey) -> Definition:
    """The draft a survey row holds."""
    return Definition.model_validate_json(survey.draft)


def groups_of(survey: Survey) -> tuple[Group, ...]:
    """Whom a survey row asks."""
    return tuple(Group(group) for group in survey.groups)


async def find_survey(survey_id: UUID) -> Survey | None:
    """The survey with this id."""
    return await Survey.objects().get(Survey.id == survey_id)


async def find_survey_by_slug(slug: str) -> Survey | None:
    """The survey behind a link, whatever its capitals."""
    return await Survey.objects().get(Survey.slug == slug.strip().lower())


# A draft saved twice in one microsecond still gets two different times, so that the second save is never mistaken.
_SAVE_DRAFT = """
UPDATE survey SET draft = {}, draft_changed_at = greatest({}, draft_changed_at + interval '1 microsecond')
 WHERE id = {} AND draft_changed_at = {} RETURNING draft_changed_at
"""


async def save_draft(
    survey_id: UUID, definition: Definition, expected_changed_at: datetime, now: datetime
) -> Saved | Conflict:
    """Keep a draft, unless somebody has saved another since `expected_changed_at`. Saving what is there already is
    no conflict. Raises NoSurvey."""
    rows = await Survey.raw(_SAVE_DRAFT, definition.model_dump_json(), now, survey_id, expected_changed_at)
    if rows:
        return Saved(rows[0]["draft_changed_at"])
    survey = await _survey(survey_id)
    theirs = draft_of(survey)
    if theirs == definition:
        return Saved(survey.draft_changed_at)
    return Conflict(theirs, survey.draft_changed_at)


class NoSurvey(LookupError):
    """There is no survey with this id."""


async def _survey(survey_id: UUID) -> Survey:
    if survey := await find_survey(survey_id):
        return survey
    raise NoSurvey(str(survey_id))


async def set_dates(survey_id: UUID, dates: Dates) -> tuple[Problem, ...]:
    """Keep the dates; nothing is kept when there is something to put right."""
    if problems := problems_with_dates(dates):
        return problems
    await Survey.update(
        {
            Survey.opens_at: dates.opens_at,
            Survey.closes_at: dates.closes_at,
            Survey.reads_by: dates.reads_by,
            Survey.tells_by: dates.tells_by,
        }
    ).where(Survey.id == survey_id)
    return ()


async def set_asking(survey_id: UUID, asked_by: str, groups: Sequence[Group]) -> None:
    """Who is asking, and whom."""
    names = [group.value for group in groups]
    await Survey.update({Survey.asked_by: asked_by, Survey.groups: names}).where(Survey.id == survey_id)


async def open_survey(survey_id: UUID, now: datetime, by: str = "") -> Opened | tuple[Problem, ...]:
    """Freeze the draft as version 1 and take answers; a survey that was open before opens again with the wording people
    answered last, for changes are published in `versions`. Pressing twice is pressing once. Problems when the draft is
    not ready. Raises NoSurvey. Call it inside a transaction."""
    await Survey.raw("SELECT id FROM survey WHERE id = {} FOR UPDATE", survey_id)
    survey = await _survey(survey_id)
    published = await published_of(survey)
    wording = published or draft_of(survey)
    if problems := _not_ready(survey, wording, now):
        return problems
    version = await _opened_before(survey) or await _frozen(survey, wording, by, now)
    await Survey.update(
        {
            Survey.state: SurveyState.open.value,
            Survey.current_version: version.version_id,
            Survey.pilot_version: None,
            Survey.opens_at: survey.opens_at or now,
        }
    ).where(Survey.id == survey_id)
    return version


def _not_ready(survey: Survey, draft: Definition, now: datetime) -> tuple[Problem, ...]:
    problems = [
        Problem(one.question_id or one.field or "questions", one.message) for one in opening_remarks(draft)
    ]
    if not survey.groups:
        problems.append(Problem("groups", "Choose who you are asking"))
    if has_passed(survey.closes_at, now):
        problems.append(Problem("closes_at", "Choose a closing day that is still to come"))
    return tuple(problems)


async def _opened_before(survey: Survey) -> Opened | None:
    version = await SurveyVersion.objects().get(SurveyVersion.id == survey.current_version)
    return Opened(version.id, version.number) if version else None


async def _frozen(survey: Survey, draft: Definition, by: str, now: datetime) -> Opened:
    version = SurveyVersion(
        id=uuid4(),
        survey=survey.id,
        number=1,
        definition=draft.model_dump_json(),
        frozen_by=by,
        frozen_at=now,
    )
    await version.save()
    return Opened(version.id, version.number)


async def published_of(survey: Survey) -> Definition | None:
    """The wording people answer now, or answered last; None before it was ever opened."""
    return await definition_of(survey.current_version) if survey.current_version else None


async def close_survey(survey_id: UUID, now: datetime) -> None:
    """Take no more answers. What was answered stays."""
    await Survey.raw(
        "UPDATE survey SET state = {}, closes_at = least(coalesce(closes_at, {}), {}) WHERE id = {} AND state = {}",
        SurveyState.closed.value,
        now,
        now,
        survey_id,
        SurveyState.open.value,
    )


def takes_answers(survey: Survey, now: datetime) -> bool:
    """Whether a survey takes answers now: it is open and its closing day has not passed."""
    open_now = survey.state == SurveyState.open and not has_passed(survey.closes_at, now)
    return open_now and has_passed(survey.opens_at, now)


async def definition_of(version_id: UUID) -> Definition | None:
    """The frozen wording of a version. It never changes, so it may be remembered by its id for ever."""
    rows = await SurveyVersion.raw("SELECT definition FROM survey_version WHERE id = {}", version_id)
    return Definition.model_validate_json(rows[0]["definition"]) if rows else None
