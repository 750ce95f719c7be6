"""One person of the demo going through a survey: each screen their way leads to is read as a page would have posted it,
saved, and at the end sent. Whose words they are stands in the texts beside this file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias
from uuid import UUID

from engage.database import writing
from engage.demo.sources import moved
from engage.respond.keys import receipt_key
from engage.respond.noticing import Band, band_of, newest
from surveys import attachments, responding
from surveys.answers import Format, Given, HowAnswered
from surveys.definition import Definition, Group
from surveys.journey import Journey
from surveys.questions import dating, read
from surveys.questions.posted import ANSWER
from surveys.uploads import Cleaned
from surveys.who import Who

PAUSE = timedelta(seconds=25)  # at one question
Post: TypeAlias = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True)
class Asked:
    """What somebody goes through. `is_tried` is for a young tester, who is in no count."""

    definition: Definition
    survey: UUID
    version: UUID
    is_tried: bool = False


@dataclass
class _Way:
    """Where somebody is, and what they said so far."""

    response: UUID
    moment: datetime
    answers: dict[str, Given] = field(default_factory=dict)


async def walk(
    asked: Asked, person: Mapping[str, Any], moment: datetime, files: Mapping[str, Cleaned] | None = None
) -> UUID:
    """Let one person answer and send; the id of their response. A screen their texts say nothing of is skipped; `files`
    are what they send along, by screen."""
    who = Who(Group(person["group"]), HowAnswered(person["how"]))
    language, form = ("en-simple", Format.easy) if person["easy"] else ("en", Format.std)
    posts, files = person["posts"], files or {}
    async with writing():
        assert who.group
        assert who.how
        started = await responding.start(
            asked.survey,
            asked.version,
            who.group,
            who.how,
            language,
            moment,
            is_pilot=asked.is_tried,
            notice=newest(Band(person.get("notice") or band_of(who.group) or Band.under_13)).mark,
        )
        way = _Way(started.response_id, moment)
        here = Journey(asked.definition, way.answers, who).first()
        while here:
            post = await _with_file(way, here, posts.get(here, {}), files.get(here))
            way.answers[here] = _given(asked.definition, here, post, moment.date())
            way.moment += PAUSE
            await responding.save_answer(way.response, here, way.answers[here], form, language, way.moment)
            here = Journey(asked.definition, way.answers, who).next_after(here)
        met = Journey(asked.definition, way.answers, who).steps
        assert {*posts, *files} <= {*met}, (person, {*posts, *files} - {*met})
        await responding.complete(way.response, person["quote"], way.moment, receipt_key(), met)
    return way.response


async def _with_file(way: _Way, screen: str, post: Post, file: Cleaned | None) -> Post:
    """What was posted with the id of the file that came along, as the page does it."""
    if file is None:
        return post
    kept = await attachments.keep(way.response, screen, file, way.moment)
    assert isinstance(kept, UUID), kept
    return {**post, ANSWER: [kept.hex]}


def _given(asked: Definition, screen: str, post: Post, today: date) -> Given:
    step = asked.step(screen)
    assert step
    form = {name: [value] if isinstance(value, str) else [*value] for name, value in post.items()}
    given = read(step.question, _later(form, today))
    assert isinstance(given, Given), (screen, given)
    return given


def _later(form: dict[str, list[str]], today: date) -> Mapping[str, list[str]]:
    """A day or month in an answer moves along with the day the demo is made."""
    if dating.YEAR not in form:
        return form
    day, month, year = (int(form.get(name, ["1"])[0]) for name in (dating.DAY, dating.MONTH, dating.YEAR))
    then = moved(date(year, month, day), today)
    return {dating.DAY: [str(then.day)], dating.MONTH: [str(then.month)], dating.YEAR: [str(then.year)]}
