"""The survey in which every kind of question is asked once. Its people answer as a page would post, along their own way."""

from datetime import datetime, timedelta
from uuid import UUID

from engage.demo.sources import source
from engage.demo.walking import Asked, walk
from surveys.definition import Definition


def definition() -> Definition:
    """The survey, in English, Easy Read and, here and there, Urdu."""
    return Definition.model_validate(source("every_kind")["survey"])


async def answer(survey: UUID, version: UUID, first: datetime, apart: timedelta) -> None:
    """Let everybody answer and send, one after the other."""
    asked = Asked(definition(), survey, version)
    for n, person in enumerate(source("every_kind")["people"]):
        await walk(asked, person, first + n * apart)
