"""Forms on paper that came back from a coffee morning: typed in once or twice through the functions the pages call, so that
somebody can be the second person and compare."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from engage.access.actors import Actor
from engage.consultations.policy import find_consultation_for
from engage.database import writing
from engage.demo.people import Cast
from engage.demo.sources import source
from engage.invitations.paper import acts, forms
from engage.invitations.paper.desk import Desk
from engage.invitations.paper.entry import Entry
from surveys.answers import AnswerState, Given
from surveys.authoring import find_survey
from surveys.who import Group, HowAnswered

APART = timedelta(minutes=9)


async def type_forms(cast: Cast, consultation: UUID, keys: Mapping[str, str], first: datetime) -> None:
    """Type every form of the texts; `keys` say which of their lines answers which question."""
    for n, told in enumerate(source("papers")["forms"]):
        desk = await _desk(await cast.actor(told["first"]), consultation, first + n * APART)
        version = desk.survey.current_version
        assert version
        async with writing():
            id = await forms.begin(consultation, version, told["number"], "en", desk.actor.id)
            assert id
            await _typed(desk, id, _entry(told, keys))
        if "second" in told:
            later = await _desk(await cast.actor(told["second"]), consultation, desk.moment + APART)
            async with writing():
                await _typed(later, id, _entry({**told, **told["differs"]}, keys))


async def _desk(actor: Actor, consultation: UUID, moment: datetime) -> Desk:
    seen = await find_consultation_for(actor, consultation)
    survey = await find_survey(seen.survey)
    assert survey
    return Desk(actor, seen, survey, moment)


async def _typed(desk: Desk, id: UUID, entry: Entry) -> None:
    form = await desk.form(id)
    came = await acts.keep(desk, form, await desk.asked(form.version), entry, is_done=True)
    assert isinstance(came, acts.Came), came


def _entry(told: Mapping[str, Any], keys: Mapping[str, str]) -> Entry:
    answers = {question: _given(key, told[key]) for key, question in keys.items() if told[key]}
    return Entry(Group(told["group"]), HowAnswered(told["how"]), "en", told["quote"], answers)


def _given(key: str, value: str) -> Given:
    if key.startswith("text"):
        return Given(AnswerState.given, text=value)
    return Given(AnswerState.given, choices=(value,))
