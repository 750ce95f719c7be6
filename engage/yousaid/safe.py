"""Safe to publish? Every condition as a sentence that says what to do, from what an entry holds and what its theme shows now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.small_numbers import SMALLEST_BASE, may_publish
from engage.database import rows
from engage.themes.evidence import ThemeEvidence, theme_evidence
from engage.themes.tables import ThemeState
from engage.yousaid import words
from engage.yousaid.details import contact_details
from engage.yousaid.entries import SeenEntry
from engage.yousaid.freezing import heard
from engage.yousaid.quoted import quoted_unasked
from engage.yousaid.tables import Outcome, Stage
from surveys.definition import EASY


@dataclass(frozen=True)
class Condition:
    """One thing that must be true. `sentence` tells how it stands, or what to do about it."""

    is_met: bool
    sentence: str


@dataclass(frozen=True)
class Grounds:
    """What an entry stands on, as it is now: the figures of its theme and the links nobody has decided on."""

    evidence: ThemeEvidence
    theme_state: str
    undecided: tuple[str, ...] = ()
    quoted: str = ""  # words of somebody who did not allow to be quoted


_STATE = "SELECT state FROM theme WHERE id = $1"
_UNDECIDED = """
SELECT coalesce(nullif(f.plain, ''), f.title) AS name FROM theme_link l JOIN focus_area f ON f.id = l.focus_area
WHERE l.theme = $1 AND l.state = 'suggested' ORDER BY l.score DESC, f.position
"""


async def grounds_of(entry: SeenEntry) -> Grounds:
    """What stands behind an entry: the live figures of its theme (of a merged one, those of the theme that holds it now),
    and whether it quotes somebody who did not allow it."""
    evidence = await theme_evidence(entry.theme)
    state = (await rows(_STATE, evidence.theme_id))[0]["state"]
    undecided = tuple(row["name"] for row in await rows(_UNDECIDED, evidence.theme_id))
    texts = [getattr(entry, name) for name in _NAMES]
    return Grounds(evidence, state, undecided, await quoted_unasked(evidence.consultation_id, texts))


def conditions(entry: SeenEntry, grounds: Grounds) -> tuple[Condition, ...]:
    """Everything but the second person, in the order of the page."""
    return (
        _enough_people(grounds.evidence),
        _counted(grounds.evidence),
        *_worded(entry),
        _no_contact_details(entry),
        _nobody_quoted_unasked(grounds),
        _accepted(grounds),
        _linked(entry, grounds),
    )


def blockers(entry: SeenEntry, grounds: Grounds) -> tuple[str, ...]:
    """What stops it, as sentences; a second person can only agree when there are none."""
    return tuple(one.sentence for one in conditions(entry, grounds) if not one.is_met)


def second_person(entry: SeenEntry) -> Condition:
    """The last condition: somebody else has read it and agreed."""
    check = entry.last_check
    if entry.stage == Stage.published and check and check.verdict == "agreed":
        return Condition(True, f"{check.by} checked it")
    writer = entry.writer or "the writer"
    if entry.stage == Stage.waiting:
        return Condition(False, f"Waits for a second person: anybody who may publish, but not {writer}")
    return Condition(False, f"Needs a second person: somebody other than {writer}")


def told(entry: SeenEntry, grounds: Grounds) -> list[tuple[bool, str]]:
    """Every condition, the second person last, as the checks component reads them."""
    every = [*conditions(entry, grounds), second_person(entry)]
    return [(one.is_met, one.sentence) for one in every]


def _enough_people(evidence: ThemeEvidence) -> Condition:
    if may_publish(evidence.base):
        return Condition(True, f"{evidence.base} people answered ({SMALLEST_BASE} or more are needed)")
    return Condition(
        False,
        f"Wait for more answers: {evidence.base} people answered, and nothing is shown about fewer than {SMALLEST_BASE}",
    )


def _counted(evidence: ThemeEvidence) -> Condition:
    if not evidence.count:
        return Condition(False, "Put answers into this theme first: nobody is counted in it")
    told = words.how_many_people(heard(evidence))
    if not told:
        return Condition(True, f"{evidence.count} said it; no number will be shown")
    return Condition(True, f"{evidence.count} said it; people will read “{told}”")


_NAMES: Mapping[str, str] = {
    "said": "“You said”",
    "did": "“We did”",
    "reason": "the reason",
    "instead": "what is offered instead",
}


def _worded(entry: SeenEntry) -> Iterator[Condition]:
    missing = tuple(_missing(entry))
    yield Condition(not missing, _list("Write ", missing) or "Everything is worded, also in Easy Read")
    lacking = tuple(_lacking_facts(entry))
    yield Condition(not lacking, _list("Say ", lacking) or "It says who decided, and when")


def _missing(entry: SeenEntry) -> Iterator[str]:
    for name, called in _NAMES.items():
        text = getattr(entry, name)
        is_needed = name in {"said", "did"} or (name == "reason" and entry.outcome == Outcome.cant)
        if is_needed and not text.get("en"):
            yield called
        if (is_needed or text) and not text.get(EASY):
            yield f"{called} in Easy Read"


def _lacking_facts(entry: SeenEntry) -> Iterator[str]:
    if not entry.decided_by and entry.outcome != Outcome.checking:
        yield "who decided"
    if not entry.decided_on and entry.outcome != Outcome.checking:
        yield "when it was decided"
    if not entry.look_again_on and entry.outcome in words.NEEDS_LOOK_AGAIN:
        yield "when you look again"
    if not entry.passed_to and entry.outcome == Outcome.not_ours:
        yield "who it was passed to"


def _list(verb: str, parts: Sequence[str]) -> str:
    return f"{verb}{', '.join(parts)}" if parts else ""


def _no_contact_details(entry: SeenEntry) -> Condition:
    texts = [words for name in _NAMES for words in getattr(entry, name).values()]
    found = [one for text in [*texts, entry.passed_to, entry.decided_by] for one in contact_details(text)]
    if not found:
        return Condition(True, "No e-mail address, telephone number or postcode was spotted")
    return Condition(
        False, f"Take out {', '.join(f'“{one}”' for one in dict.fromkeys(found))}: it could lead to a person"
    )


def _nobody_quoted_unasked(grounds: Grounds) -> Condition:
    if not grounds.quoted:
        return Condition(True, "Nobody is quoted who did not allow it")
    return Condition(
        False, f"Say it in your own words: “{grounds.quoted}” was written by somebody who may not be quoted"
    )


def _accepted(grounds: Grounds) -> Condition:
    name = grounds.evidence.name
    if grounds.theme_state == ThemeState.accepted:
        return Condition(True, f"The theme “{name}” is accepted")
    state = "only suggested" if grounds.theme_state == ThemeState.candidate else grounds.theme_state
    return Condition(False, f"Accept the theme “{name}” first: it is {state}")


def _linked(entry: SeenEntry, grounds: Grounds) -> Condition:
    if entry.focus_area is not None:
        if entry.focus_area in grounds.evidence.focus_areas:
            return Condition(True, f"The link to “{entry.focus_area_name}” is confirmed")
        return Condition(False, f"Confirm the link from the theme to “{entry.focus_area_name}”")
    if grounds.undecided:
        return Condition(False, f"Decide on the suggested link to “{grounds.undecided[0]}”")
    if grounds.evidence.focus_areas:
        return Condition(False, "Choose the focus area that the theme is linked to")
    return Condition(True, "It is in no plan yet, and the page says so")
