"""Adding a picture or a recording to a survey: cleaned, kept, and in the history; a recording is given to its words at once."""

from typing import TypeAlias

from engage.audit import trail
from engage.clock import now
from engage.consultations.building import drafts
from engage.consultations.building.bench import AnyRequest, Bench, first
from engage.consultations.building.drafts import Act
from engage.database import writing
from engage.web.cleaned_files import cleaned_file
from engage.web.forms import Mistake, Typed
from engage.web.sent_files import sent_file
from surveys.answers import Problem
from surveys.definition import Definition
from surveys.media import add_media
from surveys.recorded import read_aloud, spots, tongues
from surveys.uploads import Cleaned, Family

# what is to be put right, or None once it is added
Told: TypeAlias = tuple[Mistake, ...] | None


async def add_picture(request: AnyRequest, bench: Bench, typed: Typed) -> Told:
    says = first(typed, "says")
    cleaned = await _cleaned(request, "picture", Family.picture)
    wrong = [Mistake("picture", cleaned.message)] if isinstance(cleaned, Problem) else []
    if not says:
        wrong.append(Mistake("says", "Say what the picture shows, for people who can’t see it"))
    if wrong or isinstance(cleaned, Problem):
        return tuple(wrong)
    moment = now()
    async with writing():
        kept = await add_media(bench.seen.survey, cleaned, says, moment)
        if isinstance(kept, Problem):
            return (Mistake("picture", kept.message),)
        await trail.record(
            bench.actor, "media:added", bench.seen.id, f"Added a picture: {kept.says}", now=moment, detail={"file": kept.id}
        )  # fmt: skip
    return None


async def add_recording(request: AnyRequest, bench: Bench, typed: Typed) -> Told:
    key, language = first(typed, "reads"), first(typed, "language")
    words = {spot.key: spot.words for spot in spots(bench.draft)}
    cleaned = await _cleaned(request, "recording", Family.recording)
    wrong = [Mistake("recording", cleaned.message)] if isinstance(cleaned, Problem) else []
    if language not in tongues(bench.draft):
        wrong.append(Mistake("language", "Choose the language it is in"))
    if key not in words:
        wrong.append(Mistake("reads", "Choose the words it reads"))
    if wrong or isinstance(cleaned, Problem):
        return tuple(wrong)
    moment = now()
    async with writing():
        kept = await add_media(bench.seen.survey, cleaned, words[key], moment, language=language)
        if isinstance(kept, Problem):
            return (Mistake("recording", kept.message),)
        act = Act("question:recorded", f"Added a recording of “{words[key]}”")
        outcome = await drafts.edit(
            bench.actor, bench.seen,
            lambda draft: read_aloud(draft, key, language, kept.id) or Problem("reads", "Choose other words: these are not there any more"),
            act, now=moment,
        )  # fmt: skip
    return None if isinstance(outcome, Definition) else (Mistake("reads", _why(outcome)),)


def _why(outcome: Problem | drafts.Clash) -> str:
    return (
        outcome.message
        if isinstance(outcome, Problem)
        else "Somebody changed this at the same moment. Add it again"
    )


async def _cleaned(request: AnyRequest, field: str, family: Family) -> Cleaned | Problem:
    sent = sent_file(request, field)
    return await cleaned_file(sent, family) if sent else Problem(field, f"Choose a {field}")
