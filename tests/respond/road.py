"""A survey that is open, and somebody on the way through it as a browser without JavaScript would go."""

import random
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from html import unescape
from uuid import UUID

import httpx

from engage.database import rows, writing
from surveys import authoring
from surveys.dates import Dates
from surveys.definition import Definition, Group, Option, Question, QuestionKind, Section
from tests.visitor import Visitor

FEEL, HELP, HARD, PLACE, CHANGE = "q_feeling1", "q_gethelp1", "q_whathard", "q_aplace12", "q_tochange"
YES_NO = tuple(
    Option(code=code, text={"en": text}, symbol=symbol)
    for code, text, symbol in (("yes", "Yes", "yes"), ("some", "Sometimes", "some"), ("no", "No", "no"))
)


def definition(title: str = "School and you") -> Definition:
    """Five questions, one of each kind, in two sections."""
    return Definition(
        title={"en": title, "en-simple": "Your school"},
        intro={"en": "We want to know what school is like.", "en-simple": "This is about school."},
        sections=(
            Section(
                id="s_1",
                title={"en": "How it is now"},
                questions=(
                    Question(
                        id=FEEL,
                        kind=QuestionKind.feeling_scale,
                        text={"en": "How do you feel about school right now?"},
                        hint={"en": "Choose one. There is no wrong answer.", "en-simple": "Choose one."},
                        symbol="school",
                    ),
                    Question(
                        id=HELP,
                        kind=QuestionKind.single_choice,
                        text={"en": "Do you get the help you need at school?"},
                        hint={
                            "en": "Help can be a person.",
                            "en-simple": "Some people get help.\nChoose one answer.",
                        },
                        symbol="helper",
                        options=YES_NO,
                    ),
                    Question(
                        id=HARD,
                        kind=QuestionKind.many,
                        text={"en": "What makes school hard?"},
                        symbol="stopit",
                        options=(
                            Option(code="noise", text={"en": "Noise"}, symbol="noise"),
                            Option(code="people", text={"en": "100% of people"}, symbol="friends"),
                            Option(code="none", text={"en": "None of these"}, symbol="no", exclusive=True),
                        ),
                        offers_dont_understand=False,
                    ),
                ),
            ),
            Section(
                id="s_2",
                title={"en": "What you want"},
                intro={"en": "Now some questions in your own words."},
                questions=(
                    Question(
                        id=PLACE,
                        kind=QuestionKind.short_text,
                        text={"en": "Where do you feel calm?"},
                        max_length=60,
                    ),
                    Question(
                        id=CHANGE,
                        kind=QuestionKind.long_text,
                        text={
                            "en": "What would make school better?",
                            "en-simple": "What should change at school?",
                        },
                        hint={"en": "Leave out names.", "en-simple": "You can write.\nDo not write names."},
                        symbol="change",
                    ),
                ),
            ),
        ),
    )


@dataclass(frozen=True)
class Opened:
    """A survey that takes answers."""

    id: UUID
    slug: str

    def at(self, rest: str = "") -> str:
        return f"/s/{self.slug}{rest}"

    def question(self, id: str) -> str:
        return f"/s/{self.slug}/q/{id}"


BOTH = (Group.young_person, Group.parent_carer)


async def open_survey(
    groups: tuple[Group, ...] = BOTH, made: Definition | None = None, *, is_open: bool = True
) -> Opened:
    """A survey made and opened through the functions staff's pages call."""
    now = datetime.now(UTC)
    dates = Dates(closes_at=now + timedelta(days=20), reads_by=date(2099, 12, 19), tells_by=date(2100, 1, 16))
    async with writing():
        survey = await authoring.create_draft(
            made or definition(), "Northmere Parent Carers", groups, now, random.Random(), dates
        )
        if is_open:
            told = await authoring.open_survey(survey.id, now - timedelta(minutes=1))
            assert isinstance(told, authoring.Opened), told
    return Opened(survey.id, survey.slug)


async def set_state(survey: Opened, **columns: object) -> None:
    """The clock moves on: dates of a survey are set as if they had been chosen."""
    for name, value in columns.items():
        assert name in {"opens_at", "closes_at", "state", "tells_by"}
        await rows(f"UPDATE survey SET {name} = $2 WHERE id = $1", survey.id, value)


async def close(survey: Opened) -> None:
    """Staff close it."""
    async with writing():
        await authoring.close_survey(survey.id, datetime.now(UTC))


async def start(
    visitor: Visitor, survey: Opened, group: str = "young_person", how: str = "alone", age: str = "13-17"
) -> str:
    """Begin, and read what happens with answers; the address of the first question (or of the one to try out)."""
    await visitor.get(survey.at())
    answer = await visitor.post(survey.at(), {"group": group, "how": how})
    assert answer.status_code == 303, answer.text
    return await after_notice(visitor, answer.headers["location"], age)


async def after_notice(visitor: Visitor, onward: str, age: str = "13-17") -> str:
    """Where the notice leads on to, for a young person who says how old they are; others are there already."""
    if not onward.endswith("/age"):
        return onward
    await visitor.get(onward)
    told = await visitor.post(onward, {"age": age})
    assert told.headers["location"] == onward.removesuffix("age") + "notice"
    notice = (await visitor.get(told.headers["location"])).text
    found = re.search(r'<a class="btn" href="([^"]+)">Start', notice)
    assert found, notice
    return found[1]


HIDDEN = re.compile(r'<input type="hidden" name="(seen|who|from|going)" value="([^"]*)">')


def hidden(html: str) -> dict[str, str]:
    """What a page's form carries along."""
    return {name: unescape(value) for name, value in HIDDEN.findall(html)}


async def press(
    visitor: Visitor, path: str, answer: str | list[str] = "", go: str = "next", page: str | None = None
) -> httpx.Response:
    """Open a question (or use a page opened before), fill it in and press a button."""
    html = page if page is not None else (await visitor.get(path)).text
    return await visitor.post(path, {**hidden(html), "answer": answer, "go": go})


async def kept(survey: Opened) -> dict[str, tuple[str, tuple[str, ...], str]]:
    """What is stored, by question: state, choices and text. Fails when there is more than one response."""
    found = await rows(
        "SELECT a.question_id, a.state, a.choices, a.text FROM answer a JOIN response r ON r.id = a.response"
        " WHERE r.survey = $1",
        survey.id,
    )
    told = {row["question_id"]: (row["state"], tuple(row["choices"]), row["text"]) for row in found}
    assert len(told) == len(found), "answers of more than one response"
    return told


async def responses(survey: Opened) -> list[dict[str, object]]:
    """The responses of a survey, oldest first."""
    return await rows("SELECT * FROM response WHERE survey = $1 ORDER BY started_at", survey.id)


async def answer_everything(visitor: Visitor, survey: Opened) -> None:
    """From the first page to the page to check."""
    path = await start(visitor, survey)
    for value in ("good", "some", ["noise", "people"], "In the library", "A quiet place at lunch."):
        path = (await press(visitor, path, value)).headers["location"]
    assert path == survey.at("/check")


async def send(visitor: Visitor, survey: Opened, *, quote: bool = False) -> str:
    """Send; the three words from the page that thanks."""
    answer = await visitor.post(survey.at("/check"), {"agree": "yes", **({"quote": "yes"} if quote else {})})
    assert answer.status_code == 303, answer.text
    return words_on((await visitor.get(answer.headers["location"])).text)


def words_on(html: str) -> str:
    """The three words a page shows."""
    found = re.search(r'class="code" translate="no">([a-z]+ – [a-z]+ – [a-z]+)<', html)
    assert found, "no three words on this page"
    return found[1]
