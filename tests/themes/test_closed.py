"""A consultation with themes stays closed; without any it may be opened again."""

from engage.consultations import opening
from engage.consultations.policy import find_consultation_for
from engage.database import writing
from surveys.authoring import find_survey
from tests.cast import NOW, Cast
from tests.themes import voices


async def test_a_closed_consultation_opens_again_only_while_it_has_no_themes(cast: Cast) -> None:
    made = await voices.consultation(cast, voices.ALL[:6])
    priya = await cast.actor("Priya")
    async with writing():
        await opening.close_it(priya, await find_consultation_for(priya, made), now=NOW)
    seen = await find_consultation_for(priya, made)
    survey = await find_survey(seen.survey)
    assert survey
    assert await opening.may_open_again(seen, survey)
    await voices.suggested(cast, made, {"Noise": voices.ALL[:3]})
    assert not await opening.may_open_again(seen, survey)
