"""The way a survey goes until it is open, so that whoever builds it is led through: write, check, try it, have it signed,
say when, open it. Pure but for what it asks the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from engage.consultations.building.bench import Bench
from engage.consultations.looking_over.signatures import signatures_of
from engage.consultations.opening import missing_dates
from engage.database import rows
from surveys.checks import Severity
from surveys.tables import SurveyState

ENOUGH = 3  # questions: from here on checking is worth a look


@dataclass(frozen=True)
class BuildingStep:
    """One step. `state` is `ok`, `now` (do this next) or empty; `words` say how far it is."""

    name: str
    words: str
    href: str
    button: str
    state: str = ""


async def tried(survey: object) -> int:
    """How many testers have sent their answers."""
    found = await rows(
        "SELECT count(*) AS n FROM response WHERE survey = $1 AND is_pilot AND completed_at IS NOT NULL",
        survey,
    )
    return int(found[0]["n"])


async def building_steps(bench: Bench, now: datetime) -> Sequence[BuildingStep]:
    """Every step until it is open, with the one to do next; none once it is open."""
    if bench.seen.state != SurveyState.draft or not bench.is_editable:
        return ()
    happy = sum(one.is_happy and one.is_current for one in await signatures_of(bench.seen.id))
    undated = missing_dates(bench.seen, bench.survey, now)
    return steps_to_open(bench, await tried(bench.seen.survey), happy, dates_missing=len(undated))


def steps_to_open(bench: Bench, testers: int, signed: int, *, dates_missing: int) -> Sequence[BuildingStep]:
    """The steps, from what is known of the draft, how many have tried and signed it, and what its dates still want."""
    here, count = bench.here, len(bench.draft.questions)
    must = sum(one.severity is Severity.must for one in bench.remarks)
    hints = len(bench.remarks) - must
    steps = [
        (
            "Questions",
            _counted(count, "question"),
            f"{here}/questions/add",
            "Add a question",
            count >= ENOUGH or (count > 0 and not must),
        ),
        ("Check", _checked(must, hints), f"{here}/check", "Check my survey", count > 0 and not must),
        (
            "Try it",
            f"{_counted(testers, 'tester')} so far" if testers else "with one or two young people",
            f"{here}/pilot",
            "Let young people try it",
            testers > 0,
        ),
        (
            "Sign",
            f"{signed} happy with it" if signed else "forum, council, a young person",
            f"{here}/signing",
            "Ask for signatures",
            signed > 0,
        ),
        (
            "Dates",
            f"{dates_missing} to set" if dates_missing else "set",
            f"{here}/dates",
            "Set the dates",
            not dates_missing,
        ),
        ("Open", "when you are ready", f"{here}/open", "Open it", False),
    ]
    next_one = next(n for n, step in enumerate(steps) if not step[4])
    return tuple(
        BuildingStep(name, words, href, button, "ok" if is_done else "now" if n == next_one else "")
        for n, (name, words, href, button, is_done) in enumerate(steps)
    )


def _counted(count: int, name: str) -> str:
    return f"{count or 'no'} {name}{'' if count == 1 else 's'}"


def _checked(must: int, hints: int) -> str:
    if must:
        return f"{must} to mend"
    return f"{_counted(hints, 'hint')}" if hints else "nothing to mend"
