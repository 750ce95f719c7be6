"""The consultations: one still being written and tried out, one closed, one open, and one that shows every kind of
question; looked over by those who sign questions, and answered."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from engage.access.actors import Actor
from engage.consultations import opening, setting_up
from engage.consultations.policy import find_consultation_for
from engage.consultations.tables import Partner, Sees
from engage.database import rows, writing
from engage.demo import cards, every_kind, letters, pictured, reach, room, sent, signed, tried
from engage.demo.people import Cast
from engage.demo.sources import days, source
from engage.respond.keys import receipt_key
from surveys import authoring, responding
from surveys.answers import DONT_KNOW, SKIPPED, AnswerState, Format, Given, HowAnswered
from surveys.channels import Channel
from surveys.dates import Dates
from surveys.definition import Definition, Group, Option, Question, QuestionKind, Section
from surveys.editing import changed
from surveys.templates import template

SPREAD = timedelta(minutes=97)  # between two people answering
COUNCIL = "City of Wolverhampton Council"
EARLY = 12  # so many had answered about their plans when somebody saw the slip


def _text(en: str, easy: str) -> dict[str, str]:
    return {"en": en, "en-simple": easy}


def _asked(id: str, kind: QuestionKind, text: dict[str, str], hint: dict[str, str], symbol: str) -> Question:
    return Question(id=id, kind=kind, text=text, hint=hint, symbol=symbol)


YES_SOME_NO = (
    Option(code="yes", text=_text("Yes", "Yes"), symbol="yes"),
    Option(code="some", text=_text("Sometimes", "Sometimes"), symbol="some"),
    Option(code="no", text=_text("No", "No"), symbol="no"),
)
_FEEL_HINT = _text("Choose one. There is no wrong answer.", "Choose one.\nThere is no wrong answer.")
_WORDS_HINT = _text(
    "Write as much or as little as you like. Leave out names.",
    "You can write a few words.\nDo not write names.",
)


def school() -> Definition:
    """Based on the forum's own session template, shortened by the young people."""
    base = template("school-and-you")
    assert base
    questions = (
        _asked("q_schlfeel", QuestionKind.feeling_scale, _text("How do you feel about school or college right now?", "How do you feel about school now?"), _FEEL_HINT, "school"),
        changed(
            _asked("q_schlhelp", QuestionKind.single_choice, _text("Do you get the help you need?", "Do you get the help you need?"), _text("Help can be a person, more time, or things like a laptop.", "Help can be a person.\nHelp can be more time."), "helper"),
            options=YES_SOME_NO,
        ),
        _asked("q_schlhard", QuestionKind.long_text, _text("What is hard at school?", "What is hard at school?"), _WORDS_HINT, "stopit"),
        _asked("q_schlchng", QuestionKind.long_text, _text("What would make school better?", "What would make school better?"), _WORDS_HINT, "change"),
    )  # fmt: skip
    return changed(base.definition, sections=(Section(id="s_1", questions=questions),))


def plans() -> Definition:
    """Priya's questions about EHC plans in real life."""
    base = template("ehc-plan")
    assert base
    questions = (
        _asked("q_ehcfeels", QuestionKind.feeling_scale, _text("How do you feel about the plan right now?", "How do you feel about the plan?"), _FEEL_HINT, "plan"),
        changed(
            _asked("q_ehcfollw", QuestionKind.single_choice, _text("Is what the plan says really happening?", "Is the plan happening?"), _text("Think about the last two months.", "Think about the last two months."), "some"),
            options=YES_SOME_NO,
        ),
        _asked("q_ehcgoods", QuestionKind.long_text, _text("What is going well with the plan?", "What is good about the plan?"), _WORDS_HINT, "star"),
        _asked("q_ehcwrong", QuestionKind.long_text, _text("What is not working?", "What is not working?"), _WORDS_HINT, "no"),
        _asked("q_ehcchnge", QuestionKind.short_text, _text("One thing we should change", "What should we change?"), _text("A few words are enough.", "A few words are enough."), "change"),
        reach.asks_age(),
    )  # fmt: skip
    return changed(
        base.definition,
        title=_text("EHC plans: is it happening in real life?", "Is your EHC plan happening?"),
        intro=_text(
            "An EHC plan says what help a child or young person must get. Tell us what really happens. It is fine to skip a question.",
            "An EHC plan is about the help you get.\nTell us if you get the help.\nYou can skip a question.",
        ),
        sections=(Section(id="s_1", questions=questions),),
    )


async def _started(
    actor: Actor, title: str, purpose: str, groups: Sequence[Group], key: str, now: datetime
) -> UUID:
    chosen = template(key)
    assert chosen
    organisation = setting_up.may_build_in(actor)[0]
    wanted = setting_up.Wanted(title, purpose, tuple(groups), organisation, chosen)
    return await setting_up.start(actor, wanted, now=now)


async def _survey_of(consultation: UUID) -> UUID:
    found = await rows("SELECT survey FROM consultation WHERE id = $1", consultation)
    survey: UUID = found[0]["survey"]
    return survey


async def _worded(consultation: UUID, definition: Definition, now: datetime) -> None:
    """The questions as somebody wrote them, in the draft."""
    survey = await _survey_of(consultation)
    found = await authoring.find_survey(survey)
    assert found
    await authoring.save_draft(survey, definition, found.draft_changed_at, now)


async def _opened(actor: Actor, consultation: UUID, dates: Dates, now: datetime) -> tuple[UUID, UUID]:
    survey = await _survey_of(consultation)
    problems = await authoring.set_dates(survey, dates)
    assert not problems, problems
    opened = await opening.open_it(actor, await find_consultation_for(actor, consultation), now=now)
    assert isinstance(opened, authoring.Opened), opened
    return survey, opened.version_id


async def _shared(consultation: UUID, organisation: UUID) -> None:
    await Partner(consultation=consultation, organisation=organisation, sees=Sees.words.value).save()


def _at(moment: datetime, plus_days: int) -> datetime:
    return datetime.combine((moment + days(plus_days)).date(), time(17, 0), UTC)


async def write_three(cast: Cast, now: datetime) -> dict[str, UUID]:
    """One still being written and tried out, one closed, one open; their ids by what they are."""
    return {
        "draft": await _drafted(cast, now),
        "closed": await _closed(cast, now),
        "open": await _open(cast, now),
    }


async def _drafted(cast: Cast, now: datetime) -> UUID:
    """Young testers found two of its questions hard; the forum has not said anything yet."""
    priya = await cast.actor("Priya")
    async with writing():
        made = await _started(
            priya, "Short breaks this winter", "What short breaks families can really get, and what they miss.",
            (Group.young_person, Group.parent_carer), "short-breaks", now - days(9),
        )  # fmt: skip
        await _shared(made, cast.organisations[COUNCIL])
    await tried.try_out(priya, made, now - days(6))
    await signed.look_over(cast, made, "draft", now)
    return made


async def _closed(cast: Cast, now: datetime) -> UUID:
    priya, then = await cast.actor("Priya"), now - days(75)
    async with writing():
        made = await _started(
            priya, "School and you", "How school and college feel, and what would make them better. Asked with HY5!.",
            (Group.young_person, Group.parent_carer), "school-and-you", then - days(7),
        )  # fmt: skip
        await _worded(made, school(), then - days(6))
        await _shared(made, cast.organisations[COUNCIL])
    await signed.look_over(cast, made, "closed", then)
    async with writing():
        dates = Dates(then, _at(now, -35), (now - days(21)).date(), (now - days(7)).date())
        survey, version = await _opened(priya, made, dates, then)
    told = source("answers_school")["responses"]
    await _answered(survey, version, told, SCHOOL, then + days(1), now - days(36))
    async with writing():
        await authoring.close_survey(survey, _at(now, -35))
    return made


async def _open(cast: Cast, now: datetime) -> UUID:
    """The first people answered while one of the hints still had a slip in it."""
    priya, then = await cast.actor("Priya"), now - days(12)
    async with writing():
        made = await _started(
            priya, "EHC plans: is it happening in real life?", "Whether what is written in plans really happens.",
            (Group.parent_carer, Group.young_person, Group.professional), "ehc-plan", then - days(7),
        )  # fmt: skip
        await _worded(made, signed.with_slip(plans()), then - days(6))
        await _shared(made, cast.organisations[COUNCIL])
    await signed.look_over(cast, made, "open", then)
    async with writing():
        dates = Dates(then, _at(now, 24), (now + days(45)).date(), (now + days(75)).date())
        survey, version = await _opened(priya, made, dates, then)
    told, spotted = source("answers_plans")["responses"], then + days(2)
    age = reach.asks_age().id
    await _answered(survey, version, told[:EARLY], PLANS, then + days(1), spotted, asks=age)
    version = await signed.put_right(priya, made, plans(), spotted)
    bags = {
        Channel.card: await cards.hand_out(priya, made, survey, spotted),
        Channel.email: await letters.write_to_families(priya, made, spotted),
    }
    await _answered(
        survey, version, told[EARLY:], PLANS, spotted, now, asks=age, first_place=EARLY, bags=bags
    )
    leader = await cast.actor("Bella")
    await room.meet(leader, made, survey, version, tuple(PLANS.values()), _at(now, -3))
    return made


async def write_every_kind(cast: Cast, now: datetime) -> UUID:
    """A fourth, open too, in which every kind of question can be tried."""
    priya, then = await cast.actor("Priya"), now - days(6)
    async with writing():
        made = await _started(
            priya, "Every kind of question", "How it is to get out and about. It also shows every kind of question there is.",
            (Group.young_person, Group.parent_carer, Group.professional), "blank", then,
        )  # fmt: skip
        definition = await pictured.with_picture(every_kind.definition(), await _survey_of(made), then)
        await _worded(made, definition, then)
        dates = Dates(then, _at(now, 40), (now + days(60)).date(), (now + days(90)).date())
        survey, version = await _opened(priya, made, dates, then)
    await every_kind.answer(survey, version, then + days(1), SPREAD * 7)
    await sent.send_drawings(priya, made, survey, version, then + days(2))
    return made


# which key of the texts answers which question
SCHOOL = {"feeling": "q_schlfeel", "help": "q_schlhelp", "text1": "q_schlhard", "text2": "q_schlchng"}
PLANS = {
    "feeling": "q_ehcfeels",
    "followed": "q_ehcfollw",
    "text1": "q_ehcgoods",
    "text2": "q_ehcwrong",
    "text3": "q_ehcchnge",
}


async def _answered(
    survey: UUID, version: UUID, responses: Sequence[Mapping[str, Any]], keys: Mapping[str, str], first: datetime, last: datetime,
    *, asks: str = "", first_place: int = 0, bags: Mapping[Channel, cards.Bag] | None = None,
) -> None:  # fmt: skip
    """Everybody's answers, one after the other; `asks` is the question for their age, `bags` are the cards and links to come with."""
    step = min(SPREAD, (last - first) / max(len(responses), 1))
    for n, told in enumerate(responses):
        moment = first + step * n
        form = Format.easy if told["easy"] else Format.std
        language = "en-simple" if told["easy"] else "en"
        async with writing():
            group = Group(told["group"])
            channel = await _channel(bags or {}, group, moment)
            started = await responding.start(
                survey, version, group, HowAnswered(told["how"]), language, moment,
                channel=channel,
            )  # fmt: skip
            said = {question: _given(key, told[key]) for key, question in keys.items()}
            for question, given in {**said, **_age(first_place + n, asks)}.items():
                moment += timedelta(seconds=40)
                await responding.save_answer(started.response_id, question, given, form, language, moment)
            await responding.complete(started.response_id, told["may_quote"], moment, receipt_key())


async def _channel(bags: Mapping[Channel, cards.Bag], group: Group, at: datetime) -> Channel:
    """How somebody comes: by the first bag that has something for them, or by the link everybody can use."""
    for channel, bag in bags.items():
        if await bag.used_by(group, at):
            return channel
    return Channel.link


def _age(place: int, asks: str) -> Mapping[str, Given]:
    """How old, where it is asked."""
    return {asks: _given("age", reach.age_of(place))} if asks else {}


def _given(key: str, value: str) -> Given:
    match value:
        case "":
            return SKIPPED
        case "dont_know":
            return DONT_KNOW
        case words if key.startswith("text"):
            return Given(AnswerState.given, text=words)
        case code:
            return Given(AnswerState.given, choices=(code,))
