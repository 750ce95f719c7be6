"""A survey half written: no title of a part, no Easy Read, no words yet. Every page of the builder still opens."""

import pytest

from engage.consultations import setting_up
from engage.consultations.tables import Consultation
from engage.database import writing
from surveys.authoring import Saved, find_survey, save_draft
from surveys.definition import Definition, Group, Question, QuestionKind, Section
from surveys.templates import template
from tests.cast import NOW, Cast
from tests.visitor import Visitor

BARE = Definition(
    sections=(
        Section(id="s_1", questions=(Question(id="q_aaaaaaa1", kind=QuestionKind.single_choice),)),
        Section(id="s_2", title={"ur": "اسکول"}, questions=()),
    )
)


@pytest.mark.parametrize(
    "page", ["", "/questions", "/questions/q_aaaaaaa1", "/questions/beginning", "/questions/q_aaaaaaa1/remove",
             "/questions/parts/s_1", "/check", "/open", "/dates", "/share", "/share/poster", "/preview", "/preview/q_aaaaaaa1"],
)  # fmt: skip
async def test_every_page_of_the_builder_opens_on_a_survey_without_words(
    visitor: Visitor, cast: Cast, page: str
) -> None:
    priya = await cast.actor("Priya")
    blank = template("blank")
    assert blank
    async with writing():
        wanted = setting_up.Wanted(
            "Bare", "", (Group.young_person,), setting_up.may_build_in(priya)[0], blank
        )
        id = await setting_up.start(priya, wanted, now=NOW)
        row = await Consultation.objects().get(Consultation.id == id)
        assert row
        survey = await find_survey(row.survey)
        assert survey
        saved = await save_draft(survey.id, BARE, survey.draft_changed_at, NOW)
        assert isinstance(saved, Saved)
    visitor.sign_in(await cast.session("Priya"))
    answer = await visitor.get(f"/staff/consultations/{id}{page}")
    assert answer.status_code in {200, 303}  # the preview without a question leads to its first one
