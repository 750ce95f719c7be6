"""The phone beside the builder shows every type in every way of reading: statements one after the other, pages to read,
what is asked about each one."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from engage.consultations.building import preview
from engage.database import writing
from surveys import authoring
from surveys.definition import Question, QuestionKind
from tests.cast import Cast
from tests.consultations.every_type import EVERY_SURVEY, EVERY_TYPE
from tests.consultations.makers import draft, seen_by
from tests.consultations.test_building import fields
from tests.visitor import Visitor

SCREENS = preview.screens(EVERY_SURVEY)
SET = next(one for one in EVERY_TYPE if one.kind is QuestionKind.statement_set)


@pytest.fixture
async def here(visitor: Visitor, cast: Cast) -> str:
    """A draft with every type, and Priya at it."""
    made = await draft(cast, key="blank", title="Every type")
    survey = await authoring.find_survey((await seen_by(cast, "Priya", made)).survey)
    assert survey
    async with writing():
        await authoring.save_draft(survey.id, EVERY_SURVEY, survey.draft_changed_at, datetime.now(UTC))
    visitor.sign_in(await cast.session("Priya"))
    return made


@pytest.mark.parametrize("mode", ["std", "easy", "ur"])
async def test_every_screen_opens_in_every_way_of_reading(visitor: Visitor, here: str, mode: str) -> None:
    for screen in SCREENS:
        shown = await visitor.get(f"{here}/preview/{screen}?mode={mode}")
        assert shown.status_code == 200, screen
        assert "nothing you choose here is saved" in shown.text
    if mode == "ur":
        assert 'lang="ur" dir="rtl"' in shown.text
        assert "اردو About repeat?" in shown.text


async def test_next_leads_through_every_screen_once_and_ends(visitor: Visitor, here: str) -> None:
    at, met = SCREENS[0], [SCREENS[0]]
    while True:
        pressed = await visitor.post(f"{here}/preview/{at}?mode=std", {"go": "next"})
        at = pressed.headers["location"].rpartition("/")[2].partition("?")[0]
        if at == "end":
            break
        met.append(at)
    assert tuple(met) == SCREENS
    assert [id for id in met if id.startswith(SET.id)] == [f"{SET.id}.s{n}" for n in (1, 2, 3)]


async def test_a_set_is_looked_at_before_it_is_saved_at_its_first_statement(
    visitor: Visitor, here: str
) -> None:
    form: dict[str, Sequence[str]] = {**fields((await visitor.get(f"{here}/questions/{SET.id}")).text)}
    looked = await visitor.post(
        f"{here}/preview/{SET.id}/look?mode=std", {**form, "s1_text": ["Only a thought"]}
    )
    assert (looked.status_code, "Only a thought" in looked.text) == (200, True)


async def test_the_languages_of_the_draft_stand_beside_the_phone(visitor: Visitor, here: str) -> None:
    shown = (await visitor.get(f"{here}/questions")).text
    assert f'href="{here}/preview?mode=ur" target="phone">Urdu</a>' in shown
    form = (await visitor.get(f"{here}/questions/{SET.id}")).text
    assert "Look in Urdu" in form


@pytest.mark.parametrize("question", EVERY_TYPE, ids=lambda one: one.kind.value)
async def test_the_form_of_every_type_saves_what_it_shows(
    visitor: Visitor, cast: Cast, here: str, question: Question
) -> None:
    form = fields((await visitor.get(f"{here}/questions/{question.id}")).text)
    if question.picture:
        form["picture"] = [""]  # that file is of no survey
    saved = await visitor.post(f"{here}/questions/{question.id}", form)
    assert saved.status_code == 303
    survey = await authoring.find_survey((await seen_by(cast, "Priya", here)).survey)
    assert survey
    kept = authoring.draft_of(survey).question(question.id)
    assert kept == question.model_copy(update={"picture": None} if question.picture else {})
