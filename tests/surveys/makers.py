"""Surveys for the tests of this room, made through the real functions."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from surveys.authoring import Opened, create_draft, open_survey
from surveys.definition import Definition, Group, Option, Question, QuestionKind, Section
from surveys.tables import Survey

NOW = datetime(2026, 5, 4, 10, 30, tzinfo=UTC)
KEY = b"a key that only this test knows"
FEEL, HELP, HARD, WHERE, WHY = "q_feelings", "q_thehelp1", "q_thehard1", "q_thewhere", "q_thewhy12"


def _option(code: str, words: str, exclusive: bool = False) -> Option:
    return Option(code=code, text={"en": words, "en-simple": words}, symbol="yes", exclusive=exclusive)


FEELING = Question(id=FEEL, kind=QuestionKind.feeling_scale, text={"en": "How is school?"})
SINGLE = Question(
    id=HELP,
    kind=QuestionKind.single_choice,
    text={"en": "Do you get help?", "en-simple": "Do you get help?"},
    options=(_option("yes", "Yes"), _option("some", "Sometimes"), _option("no", "No")),
)
MANY = Question(
    id=HARD,
    kind=QuestionKind.many,
    text={"en": "What is hard?"},
    options=(_option("noise", "Noise"), _option("work", "The work"), _option("none", "None of these", True)),
)
SHORT = Question(id=WHERE, kind=QuestionKind.short_text, text={"en": "Where is it quiet?"}, max_length=40)
LONG = Question(id=WHY, kind=QuestionKind.long_text, text={"en": "What should change?"}, max_length=500)
EVERY_KIND = (FEELING, SINGLE, MANY, SHORT, LONG)

SCHOOL = Definition(
    title={"en": "School and you", "en-simple": "Your school"},
    intro={"en": "Tell us about school."},
    sections=(
        Section(id="s_1", title={"en": "Now"}, questions=(FEELING, SINGLE, MANY)),
        Section(id="s_2", title={"en": "Next"}, questions=(SHORT, LONG)),
    ),
)


@dataclass(frozen=True)
class Open:
    """An open survey and the version people answer."""

    survey_id: UUID
    version_id: UUID


async def a_draft(seed: int = 1, definition: Definition = SCHOOL) -> Survey:
    groups = [Group.young_person, Group.parent_carer]
    return await create_draft(definition, "Wolves Forum", groups, NOW, random.Random(seed))


async def an_open_survey(seed: int = 1) -> Open:
    survey = await a_draft(seed)
    opened = await open_survey(survey.id, NOW)
    assert isinstance(opened, Opened)
    return Open(survey.id, opened.version_id)
