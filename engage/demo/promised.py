"""One promise that was kept and one that is overdue, for everybody to see; and the three words of somebody whose answer
can be followed from what they said to what changed."""

from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from engage.consultations import opening, setting_up
from engage.consultations.policy import find_consultation_for
from engage.database import rows, writing
from engage.demo.people import Cast
from engage.demo.sources import days, source
from engage.respond.keys import receipt_key
from engage.yousaid import telling
from surveys import authoring, promises, responding
from surveys.answers import SKIPPED, AnswerState, Format, Given, HowAnswered
from surveys.dates import Dates
from surveys.definition import Group, Question, QuestionKind, Section
from surveys.editing import changed
from surveys.templates import template

FEELS, EASIER = "q_collfeel", "q_colleasy"


async def keep_and_miss(cast: Cast, closed: UUID, now: datetime) -> None:
    """The closed consultation told people a day before it had to; another is six days late."""
    priya = await cast.actor("Priya")
    async with writing():
        await telling.have_told(priya, await find_consultation_for(priya, closed), now=now - days(8))
    await _overdue(cast, now)


def _questions() -> tuple[Question, ...]:
    return (
        Question(
            id=FEELS,
            kind=QuestionKind.feeling_scale,
            text={"en": "How is getting to college?", "en-simple": "How is going to college?"},
            hint={
                "en": "Choose one. There is no wrong answer.",
                "en-simple": "Choose one.\nThere is no wrong answer.",
            },
            symbol="bus",
        ),
        Question(
            id=EASIER,
            kind=QuestionKind.long_text,
            text={
                "en": "What would make getting there easier?",
                "en-simple": "What would help you get there?",
            },
            hint={"en": "Leave out names.", "en-simple": "You can write a few words.\nDo not write names."},
            symbol="change",
        ),
    )


async def _overdue(cast: Cast, now: datetime) -> UUID:
    priya, then = await cast.actor("Priya"), now - days(70)
    base = template("pulse-poll")
    assert base
    definition = changed(
        base.definition,
        title={"en": "Getting to college", "en-simple": "Going to college"},
        intro={
            "en": "Tell us what the way to college is really like.",
            "en-simple": "Tell us about your way to college.",
        },
        sections=(Section(id="s_1", questions=_questions()),),
    )
    first, second = (now - days(20)).date(), (now - days(6)).date()
    closes = datetime.combine((now - days(42)).date(), time(17), UTC)
    async with writing():
        place = setting_up.may_build_in(priya)[0]
        groups = (Group.young_person, Group.parent_carer)
        wanted = setting_up.Wanted(
            "Getting to college", "What the way to college is like.", groups, place, base
        )
        made = await setting_up.start(priya, wanted, now=then - days(5))
        seen = await find_consultation_for(priya, made)
        survey = await authoring.find_survey(seen.survey)
        assert survey
        await authoring.save_draft(survey.id, definition, survey.draft_changed_at, then - days(4))
        assert not await authoring.set_dates(survey.id, Dates(then, closes, (now - days(30)).date(), first))
        opened = await opening.open_it(priya, seen, now=then)
        assert isinstance(opened, authoring.Opened), opened
    await _answered(survey.id, opened.version_id, then + days(1))
    async with writing():
        await opening.close_it(priya, await find_consultation_for(priya, made), now=closes)
        assert not await authoring.set_dates(survey.id, Dates(then, closes, (now - days(30)).date(), second))
        why = source("promised")["moved_why"]
        await promises.note_move(survey.id, first, second, why, now - days(24))
    return made


async def _answered(survey: UUID, version: UUID, moment: datetime) -> None:
    for told in source("promised")["responses"]:
        moment += timedelta(hours=31)
        words = Given(AnswerState.given, text=told["text"]) if told["text"] else SKIPPED
        async with writing():
            started = await responding.start(
                survey, version, Group(told["group"]), HowAnswered(told["how"]), "en", moment
            )
            feeling = Given(AnswerState.given, choices=(told["feeling"],))
            for question, given in ((FEELS, feeling), (EASIER, words)):
                await responding.save_answer(started.response_id, question, given, Format.std, "en", moment)
            await responding.complete(started.response_id, False, moment, receipt_key())


# whose words a person put into a theme that something was published about; the same one each time
_FOLLOWED = """
SELECT r.id, r.receipt_hash FROM response r JOIN answer a ON a.response = r.id
  JOIN coding k ON k.answer = a.id AND k.state = 'confirmed' JOIN theme t ON t.id = k.theme AND t.state = 'accepted'
  JOIN entry e ON e.theme = t.id AND e.published_at IS NOT NULL AND e.withdrawn_at IS NULL
 WHERE r.completed_at IS NOT NULL AND r.withdrawn_at IS NULL AND r."group" = 'young_person' AND r.how_answered = 'alone'
 ORDER BY r.may_quote DESC, r.completed_at, r.id LIMIT 1
"""


async def words_to_follow() -> str:
    """Three words of one made-up person; "" before there is anything to follow."""
    found = await rows(_FOLLOWED)
    if not found:
        return ""
    return responding.receipt_of(found[0]["id"], found[0]["receipt_hash"], receipt_key()) or ""
