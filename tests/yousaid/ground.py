"""A closed consultation of the forum with as many answers as a test needs, a theme in it, and entries about the theme."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from engage.consultations import setting_up
from engage.consultations.tables import Partner, Sees
from engage.database import rows, writing
from engage.plan.importing import Imported, import_text
from engage.yousaid import checking, writing_up
from engage.yousaid.entries import SeenEntry, find_entry_for
from engage.yousaid.tables import Outcome
from engage.yousaid.writing_up import Wording, text_of
from surveys import authoring
from surveys.dates import Dates
from surveys.definition import Group
from surveys.templates import template
from tests.cast import Cast

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
PLAN = """
id = "northmere-2026"
title = "Northmere plan 2026"
area = "Northmere"
kind = "strategy"
[[focus_areas]]
code = "early"
number = 1
title = "Identifying need early"
plain = "Spotting needs early"
[[focus_areas]]
code = "plans"
number = 2
title = "Timely plans"
plain = "Good plans, on time"
"""


@dataclass(frozen=True)
class Ground:
    """What stands before anybody writes: who, which consultation, its theme and the focus areas by code."""

    cast: Cast
    consultation: UUID
    survey: UUID
    theme: UUID
    areas: Mapping[str, UUID]
    made: dict[str, UUID] = field(default_factory=dict)


async def prepare(
    cast: Cast,
    groups: Sequence[tuple[str, int, int]] = (("young_person", 40, 12),),
    *,
    theme_state: str = "accepted",
    link: str = "confirmed",
    title: str = "School and you",
    shared: bool = True,
) -> Ground:
    """`groups`: (group, how many answered, how many of them are in the theme). Shared with the council, not with health."""
    priya = await cast.actor("Priya")
    chosen = template("school-and-you")
    assert chosen
    async with writing():
        place = setting_up.may_build_in(priya)[0]
        wanted = setting_up.Wanted(title, "How school feels.", (Group.young_person,), place, chosen)
        consultation = await setting_up.start(priya, wanted, now=NOW - timedelta(days=60))
        survey = UUID(
            str((await rows("SELECT survey FROM consultation WHERE id = $1", consultation))[0]["survey"])
        )
        await authoring.set_dates(survey, Dates(None, NOW - timedelta(days=20)))
        opened = await authoring.open_survey(survey, NOW - timedelta(days=59))
        assert isinstance(opened, authoring.Opened), opened
        await authoring.close_survey(survey, NOW - timedelta(days=20))
        if shared:
            await Partner(consultation=consultation, organisation=cast.council, sees=Sees.words.value).save()
        areas = await _areas()
        theme = await make_theme(consultation, theme_state, areas["early"], link)
        for group, base, count in groups:
            await answer(survey, opened.version_id, theme, group, base, count)
    return Ground(cast, consultation, survey, theme, areas)


async def _areas() -> dict[str, UUID]:
    taken_in = await import_text(PLAN, None, NOW)
    assert isinstance(taken_in, Imported), taken_in
    return {row["code"]: row["id"] for row in await rows("SELECT code, id FROM focus_area")}


async def make_theme(
    consultation: UUID, state: str, area: UUID, link: str, name: str = "Noise in corridors"
) -> UUID:
    """A theme as the workbench would leave it; `link` is "" for none."""
    theme = uuid4()
    await rows(
        """INSERT INTO theme (id, consultation, name, description, words, state, made_at, changed_at)
           VALUES ($1, $2, $3, '', '[]', $4, $5, $5)""",
        theme, consultation, name, state, NOW,
    )  # fmt: skip
    if link:
        await rows(
            """INSERT INTO theme_link (id, theme, focus_area, state, score, reason, decided_at)
               VALUES (gen_random_uuid(), $1, $2, $3, 0.8, 'the word corridor', $4)""",
            theme, area, link, NOW,
        )  # fmt: skip
    return theme


async def answer(survey: UUID, version: UUID, theme: UUID, group: str, base: int, count: int) -> None:
    """So many people answered one open question; the first `count` of them are in the theme."""
    for n in range(base):
        response, given = uuid4(), uuid4()
        await rows(
            """INSERT INTO response (id, survey, version, "group", how_answered, language, token_hash, may_quote,
                                     started_at, last_answered_at, completed_at)
               VALUES ($1, $2, $3, $4, 'alone', 'en', $5, false, $6, $6, $6)""",
            response, survey, version, group, uuid4().hex, NOW - timedelta(days=30),
        )  # fmt: skip
        await rows(
            """INSERT INTO answer (id, response, question_id, state, choices, text, format, language, answered_at, revision)
               VALUES ($1, $2, 'q_schlgood', 'given', '{}', 'The corridor is loud', 'std', 'en', $3, 1)""",
            given, response, NOW - timedelta(days=30),
        )  # fmt: skip
        if n < count:
            await rows(
                """INSERT INTO coding (id, theme, answer, state, confidence, evidence, needs_person, reason)
                   VALUES (gen_random_uuid(), $1, $2, 'confirmed', 1, '{}', false, '')""",
                theme, given,
            )  # fmt: skip


def wording(ground: Ground, **other: Any) -> Wording:
    """Words that are ready to be published, but for what a test changes."""
    ready: dict[str, Any] = {
        "said": text_of("Corridors are loud and full.", "Corridors are too loud."),
        "did": text_of("You can leave class five minutes early.", "You can leave class early."),
        "outcome": Outcome.done,
        "organisation": ground.cast.council,
        "focus_area": ground.areas["early"],
        "decided_by": "Ana, SEND officer",
        "decided_on": date(2026, 10, 5),
        "look_again_on": date(2027, 3, 15),
    }
    return Wording(**{**ready, **other})


async def draft(ground: Ground, by: str = "Ana", theme: UUID | None = None, **other: Any) -> UUID:
    """An entry somebody has written."""
    actor = await ground.cast.actor(by)
    id = uuid4()
    async with writing():
        assert await writing_up.write_entry(
            actor, id, theme or ground.theme, wording(ground, **other), now=NOW
        )
    return id


async def waiting(ground: Ground, by: str = "Ana", **other: Any) -> UUID:
    """An entry that waits for its check."""
    id = await draft(ground, by, **other)
    async with writing():
        asked = await checking.ask_for_check(await ground.cast.actor(by), id, now=NOW)
    assert asked == checking.Done(), asked
    return id


async def published(ground: Ground, by: str = "Ana", checked_by: str = "Sam", **other: Any) -> UUID:
    """An entry on the public page."""
    id = await waiting(ground, by, **other)
    actor = await ground.cast.actor(checked_by)
    async with writing():
        agreed = await checking.agree(actor, id, (await seen(ground, id)).revision, now=NOW)
    assert agreed == checking.Done(), agreed
    return id


async def seen(ground: Ground, id: UUID, by: str = "Ana") -> SeenEntry:
    """An entry as somebody sees it."""
    return await find_entry_for(await ground.cast.actor(by), id)


def fields(ground: Ground, **other: str) -> dict[str, str]:
    """The form as a browser would send it."""
    return {
        "theme": str(ground.theme),
        "said_en": "Corridors are loud and full.",
        "said_easy": "Corridors are too loud.",
        "focus_area": str(ground.areas["early"]),
        "outcome": "done",
        "did_en": "You can leave class five minutes early.",
        "did_easy": "You can leave class early.",
        "reason_en": "",
        "reason_easy": "",
        "instead_en": "",
        "instead_easy": "",
        "passed_to": "",
        "decided_by": "Ana, SEND officer",
        "organisation": str(ground.cast.council),
        "decided_on": "2026-10-05",
        "look_again_on": "2027-03-15",
        **other,
    }
