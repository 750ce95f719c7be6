"""Writes what a run found, all of it or nothing. What people decided before or meanwhile stays as they decided it."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from engage.audit import trail
from engage.database import rows
from engage.themes.live import LIVE
from engage.themes.orders import Findings, Link, NewCoding, NewTheme
from engage.themes.reading import KEPT, Reading
from engage.themes.tables import RunState

ALIKE = 0.6  # a new theme that shares so much with one a person dropped is left out

_FREE = (
    LIVE
    + """
SELECT answer AS id FROM place WHERE state IS NULL OR state = 'aside' AND has_changed
"""
)

_DROPPED = (
    LIVE
    + """
SELECT h.root, array_agg(k.answer) AS answers FROM coding k JOIN home h ON h.id = k.theme
WHERE h.state = 'dropped' AND k.state <> 'rejected' GROUP BY h.root
"""
)


async def keep(run: UUID, reading: Reading, findings: Findings, now: datetime) -> None:
    """Keep one run's findings. Must run inside `writing()`, with the consultation locked; a run that is over already
    (another worker was faster) changes nothing."""
    going = await rows("SELECT 1 FROM run WHERE id = $1 AND state IN ('waiting', 'working') FOR UPDATE", run)
    if not going:
        return
    await _clear(reading)
    free = {str(row["id"]) for row in await rows(_FREE, [reading.consultation])}
    codings = [one for one in findings.codings if one.answer in free]
    themes, left_out = await _worth_keeping(reading.consultation, findings.themes, codings)
    ids = await _keep_themes(run, reading.consultation, themes, now)
    await _keep_codings(run, reading, ids, codings)
    await _keep_links(reading.framework, [(ids[theme.key], theme.links) for theme in themes])
    await _keep_links(reading.framework, [(UUID(theme), links) for theme, links in findings.links.items()])
    told = findings.message + (f" {_left_out(left_out)}" if left_out else "")
    record = {**findings.record, "listed": findings.listed}
    await rows(
        "UPDATE run SET state = $2, fraction = 1, told = $3, ended_at = $4, record = $5 WHERE id = $1",
        run, RunState.done.value, told[:200], now, json.dumps(record),
    )  # fmt: skip
    await trail.record(
        None, "run:finished", reading.consultation, f"Looked for themes: {told}", now=now,
        detail={"run": run, "consultation": reading.consultation, "themes_found": len(ids), "placed": len(codings)},
    )  # fmt: skip


def _left_out(n: int) -> str:
    themes = "1 theme was" if n == 1 else f"{n} themes were"
    return f"{themes} left out, because somebody dropped one like it."


async def _clear(reading: Reading) -> None:
    """Away with suggestions nobody touched, and with places given to words that their writers changed since."""
    await rows(
        f"DELETE FROM theme WHERE consultation = ANY($1::uuid[]) AND state = 'candidate' AND id NOT IN ({KEPT})",  # noqa: S608
        [reading.consultation],
    )
    await rows(
        """DELETE FROM coding k USING theme t, answer a
           WHERE t.id = k.theme AND a.id = k.answer AND t.consultation = $1 AND k.state = 'machine'
             AND coalesce((k.evidence->>'of')::int, a.revision) <> a.revision""",
        reading.consultation,
    )


async def _worth_keeping(
    consultation: UUID, themes: Sequence[NewTheme], codings: Sequence[NewCoding]
) -> tuple[list[NewTheme], int]:
    """The themes that still have answers and are not what a person dropped before; and how many were dropped again."""
    answers: dict[str, set[str]] = defaultdict(set)
    for one in codings:
        answers[one.theme].add(one.answer)
    dropped = [{str(id) for id in row["answers"]} for row in await rows(_DROPPED, [consultation])]
    filled = [theme for theme in themes if answers[theme.key]]
    kept = [
        theme
        for theme in filled
        if not any(_shared(answers[theme.key], others) >= ALIKE for others in dropped)
    ]
    return kept, len(filled) - len(kept)


def _shared(some: set[str], others: set[str]) -> float:
    return len(some & others) / len(some | others)


async def _keep_themes(
    run: UUID, consultation: UUID, themes: Sequence[NewTheme], now: datetime
) -> Mapping[str, UUID]:
    ids = {theme.key: uuid4() for theme in themes}
    await rows(
        """INSERT INTO theme (id, consultation, run, name, description, words, state, made_at, changed_at)
           SELECT id, $2, $3, name, '', words::jsonb, 'candidate', $4, $4
           FROM unnest($1::uuid[], $5::text[], $6::text[]) AS new(id, name, words)""",
        [ids[theme.key] for theme in themes], consultation, run, now,
        [theme.name[:200] for theme in themes], [json.dumps(theme.words) for theme in themes],
    )  # fmt: skip
    return ids


async def _keep_codings(
    run: UUID, reading: Reading, ids: Mapping[str, UUID], codings: Sequence[NewCoding]
) -> None:
    """A coding goes to a new theme (by key) or to one that stays (by id); where a person took an answer out, it stays out."""
    places = {**ids, **{theme: UUID(theme) for theme in reading.order.kept}}
    live = {
        row["id"]
        for row in await rows(
            "SELECT id FROM theme WHERE consultation = $1 AND state IN ('candidate', 'accepted')",
            reading.consultation,
        )
    }
    wanted = [one for one in codings if places.get(one.theme) in live]
    await rows(
        """INSERT INTO coding (id, theme, answer, run, state, confidence, evidence, needs_person, reason)
           SELECT gen_random_uuid(), theme, answer, $1, 'machine', confidence, evidence::jsonb, needs_person, reason
           FROM unnest($2::uuid[], $3::uuid[], $4::real[], $5::text[], $6::bool[], $7::text[])
                AS new(theme, answer, confidence, evidence, needs_person, reason)
           ON CONFLICT (theme, answer) DO NOTHING""",
        run,
        [places[one.theme] for one in wanted],
        [UUID(one.answer) for one in wanted],
        [one.confidence for one in wanted],
        [_evidence(one, reading, places) for one in wanted],
        [one.needs_person for one in wanted],
        [one.reason for one in wanted],
    )


def _evidence(one: NewCoding, reading: Reading, places: Mapping[str, UUID]) -> str:
    told: dict[str, object] = {"spans": one.spans, "of": reading.revisions[one.answer]}
    if one.maybe in places:
        told["maybe"] = str(places[one.maybe])
    return json.dumps(told)


async def _keep_links(framework: UUID | None, links: Sequence[tuple[UUID, Sequence[Link]]]) -> None:
    """Suggestions; a link that is there already, whatever was decided about it, stays as it is."""
    if framework is None:
        return
    areas = {
        row["code"]: row["id"]
        for row in await rows("SELECT id, code FROM focus_area WHERE framework = $1", framework)
    }
    wanted = [(theme, link) for theme, some in links for link in some if link.area in areas]
    await rows(
        """INSERT INTO theme_link (id, theme, focus_area, state, score, reason)
           SELECT gen_random_uuid(), new.theme, area, 'suggested', score, reason
           FROM unnest($1::uuid[], $2::uuid[], $3::real[], $4::text[]) AS new(theme, area, score, reason)
           JOIN theme t ON t.id = new.theme AND t.state IN ('candidate', 'accepted')
           ON CONFLICT (theme, focus_area) DO NOTHING""",
        [theme for theme, _ in wanted],
        [areas[link.area] for _, link in wanted],
        [link.score for _, link in wanted],
        [link.reason for _, link in wanted],
    )
