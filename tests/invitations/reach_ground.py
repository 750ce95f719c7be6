"""An open consultation that asks for age and setting, and people who answered it."""

from collections.abc import Mapping
from datetime import UTC, datetime

from engage.consultations import opening
from engage.database import writing
from surveys import authoring, responding
from surveys.answers import AnswerState, Format, Given, HowAnswered
from surveys.authoring import Opened
from surveys.bank import banked
from surveys.channels import Channel
from surveys.definition import Definition, Group, Section
from tests.cast import Cast
from tests.consultations.makers import KEY, dated, draft, seen_by

AGE, SETTING = "q_bkageban", "q_bksettin"
AGES = "Age\t11 to 13\t900\nAge\t14 to 16\t800\nAge\t17 to 19\t420\n"


def asks_who() -> Definition:
    """How old, and where they learn."""
    questions = tuple(found.question for id in (AGE, SETTING) if (found := banked(id)))
    return Definition(title={"en": "Who are you?"}, sections=(Section(id="s_1", questions=questions),))


async def ground(cast: Cast) -> str:
    """The address of its pages."""
    here = await draft(cast)
    await dated(cast, here)
    seen = await seen_by(cast, "Priya", here)
    survey = await authoring.find_survey(seen.survey)
    assert survey
    async with writing():
        await authoring.save_draft(survey.id, asks_who(), survey.draft_changed_at, datetime.now(UTC))
    async with writing():
        done = await opening.open_it(
            await cast.actor("Priya"), await seen_by(cast, "Priya", here), now=datetime.now(UTC)
        )
    assert isinstance(done, Opened), done
    return here


async def came(cast: Cast, here: str, n: int, channel: Channel = Channel.link, **chosen: str) -> None:
    """So many people with this age and setting."""
    seen, now = await seen_by(cast, "Priya", here), datetime.now(UTC)
    survey = await authoring.find_survey(seen.survey)
    assert survey
    answers: Mapping[str, str] = {AGE: chosen.get("age", ""), SETTING: chosen.get("setting", "")}
    for _ in range(n):
        async with writing():
            started = await responding.start(
                survey.id, survey.current_version, Group.young_person, HowAnswered.alone, "en", now, channel=channel
            )  # fmt: skip
            for id, code in answers.items():
                if code:
                    given = Given(AnswerState.given, (code,))
                    await responding.save_answer(started.response_id, id, given, Format.std, "en", now)
            await responding.complete(started.response_id, False, now, KEY)
