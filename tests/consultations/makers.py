"""Consultations as a click would make them."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

from engage.consultations import opening, setting_up
from engage.consultations.policy import SeenConsultation, find_consultation_for
from engage.database import writing
from engage.web.rendering import HERE
from surveys import authoring, responding
from surveys.answers import DONT_KNOW, SKIPPED, AnswerState, Format, Given, HowAnswered
from surveys.authoring import Opened
from surveys.dates import Dates
from surveys.definition import Definition, Group
from surveys.templates import template
from tests.cast import Cast

KEY = b"k" * 32
FEELING, HELP, HARD, GOOD = "q_schlfeel", "q_schlhelp", "q_schlhard", "q_schlgood"


async def draft(
    cast: Cast, who: str = "Priya", key: str = "school-and-you", title: str = "School and you"
) -> str:
    """A consultation in draft by somebody of the cast; the address of its pages."""
    actor = await cast.actor(who)
    chosen = template(key)
    assert chosen
    wanted = setting_up.Wanted(
        title, "To learn what school is like", (Group.young_person, Group.parent_carer),
        setting_up.may_build_in(actor)[0], chosen,
    )  # fmt: skip
    async with writing():
        made = await setting_up.start(actor, wanted, now=datetime.now(UTC))
    return f"/staff/consultations/{made}"


async def seen_by(cast: Cast, who: str, here: str) -> SeenConsultation:
    """The consultation as somebody sees it."""
    return await find_consultation_for(await cast.actor(who), UUID(here.rsplit("/", 1)[1]))


async def dated(cast: Cast, here: str) -> None:
    """Days that can be kept."""
    seen, today = await seen_by(cast, "Priya", here), datetime.now(HERE).date()
    closes = opening.end_of(today + timedelta(weeks=4))
    dates = Dates(None, closes, today + timedelta(weeks=6), today + timedelta(weeks=12))
    async with writing():
        assert await authoring.set_dates(seen.survey, dates) == ()


async def opened(cast: Cast, key: str = "school-and-you") -> str:
    """A consultation people can answer."""
    here = await draft(cast, key=key)
    await dated(cast, here)
    async with writing():
        done = await opening.open_it(
            await cast.actor("Priya"), await seen_by(cast, "Priya", here), now=datetime.now(UTC)
        )
    assert isinstance(done, Opened)
    return here


async def answered(
    cast: Cast, here: str, words: str, *, group: Group = Group.young_person, help: str = "yes",
    how: HowAnswered = HowAnswered.alone, finishes: bool = True,
) -> None:  # fmt: skip
    """One person's answers: the same words to every open question."""
    seen, now = await seen_by(cast, "Priya", here), datetime.now(UTC)
    survey = await authoring.find_survey(seen.survey)
    assert survey
    definition = await authoring.definition_of(survey.current_version)
    assert definition
    async with writing():
        started = await responding.start(survey.id, survey.current_version, group, how, "en", now)
        for id, given in _answers(definition, words, help).items():
            await responding.save_answer(started.response_id, id, given, Format.std, "en", now)
        if finishes:
            await responding.complete(started.response_id, True, now, KEY)


def _answers(definition: Definition, words: str, help: str) -> dict[str, Given]:
    given = {
        FEELING: Given(AnswerState.given, ("good",)),
        HELP: Given(AnswerState.given, (help,)),
        HARD: DONT_KNOW,
    }
    opens = [one.id for one in definition.questions if one.kind.value.endswith("_text")]
    return {**given, **dict.fromkeys(opens, Given(AnswerState.given, (), words) if words else SKIPPED)}


def field(html: str, name: str) -> str:
    """The value of a hidden field of a page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, name
    return found.group(1)


async def draft_of(cast: Cast, here: str) -> Definition:
    """The draft as it is kept now."""
    survey = await authoring.find_survey((await seen_by(cast, "Priya", here)).survey)
    assert survey
    return authoring.draft_of(survey)
