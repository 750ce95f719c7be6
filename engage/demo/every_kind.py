"""The survey in which every kind of question is asked once. Its people answer as a page would post, along their own way."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from engage.database import writing
from engage.demo.sources import moved, source
from engage.respond.keys import receipt_key
from surveys import responding
from surveys.answers import Format, Given, HowAnswered
from surveys.definition import Definition, Group
from surveys.journey import Journey
from surveys.questions import dating, read
from surveys.who import Who

PAUSE = timedelta(seconds=25)  # at one question


def definition() -> Definition:
    """The survey, in English, Easy Read and, here and there, Urdu."""
    return Definition.model_validate(source("every_kind")["survey"])


async def answer(survey: UUID, version: UUID, first: datetime, apart: timedelta) -> None:
    """Let everybody answer and send, one after the other."""
    asked = definition()
    for n, person in enumerate(source("every_kind")["people"]):
        await _one(asked, survey, version, person, first + n * apart)


async def _one(
    asked: Definition, survey: UUID, version: UUID, person: Mapping[str, Any], moment: datetime
) -> None:
    who = Who(Group(person["group"]), HowAnswered(person["how"]))
    language, form = ("en-simple", Format.easy) if person["easy"] else ("en", Format.std)
    answers: dict[str, Given] = {}
    async with writing():
        assert who.group
        assert who.how
        started = await responding.start(survey, version, who.group, who.how, language, moment)
        here = Journey(asked, answers, who).first()
        while here:
            answers[here] = _given(asked, here, person["posts"][here], moment.date())
            moment += PAUSE
            await responding.save_answer(started.response_id, here, answers[here], form, language, moment)
            here = Journey(asked, answers, who).next_after(here)
        way = Journey(asked, answers, who)
        await responding.complete(started.response_id, person["quote"], moment, receipt_key(), way.steps)


def _given(asked: Definition, id: str, post: Mapping[str, str | Sequence[str]], today: date) -> Given:
    step = asked.step(id)
    assert step
    form = {name: [value] if isinstance(value, str) else [*value] for name, value in post.items()}
    given = read(step.question, _later(form, today))
    assert isinstance(given, Given), (id, given)
    return given


def _later(form: dict[str, list[str]], today: date) -> Mapping[str, list[str]]:
    """A day or month in an answer moves along with the day the demo is made."""
    if dating.YEAR not in form:
        return form
    day, month, year = (int(form.get(name, ["1"])[0]) for name in (dating.DAY, dating.MONTH, dating.YEAR))
    then = moved(date(year, month, day), today)
    return {dating.DAY: [str(then.day)], dating.MONTH: [str(then.month)], dating.YEAR: [str(then.year)]}
