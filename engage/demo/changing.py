"""The closed consultation as Ana and Sam left it: themes found by the engine, sorted out by a person, and what was done."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from engage.consultations.policy import find_consultation_for
from engage.database import rows, writing
from engage.demo.people import Cast, first_name
from engage.demo.sources import days, moved, source
from engage.plan.focus_areas import focus_areas, frameworks
from engage.themes import deciding, linking, moving, running
from engage.themes.acts import Act, Done, find_theme
from engage.themes.comments import comments
from engage.themes.tables import LinkState
from engage.themes.view import NONE, View
from engage.yousaid import checking, writing_up
from engage.yousaid.tables import Outcome

PLAN = "wolverhampton-wsoa-2022"


@dataclass(frozen=True)
class Said:
    """One answer and where it lies now."""

    text: str
    theme: UUID | None
    chosen: moving.Chosen


async def theme_and_answer(cast: Cast, consultations: dict[str, UUID], now: datetime) -> None:
    """Ask the engine, accept, rename and move, link, write, check and publish; the first of the texts comes out last."""
    ana = await cast.actor("Ana")
    consultation = await find_consultation_for(ana, consultations["closed"])
    plan = next(one for one in await frameworks() if one.key == PLAN)
    asked = now - days(30)
    async with writing():
        run = await running.ask_for_themes(consultation, plan.id, ana, asked)
        assert isinstance(run, UUID), run
    await running.find_themes(str(run), lambda: asked)
    areas = {area.code: area.id for area in await focus_areas(plan.id)}
    entries = source("entries")["entries"]
    for n, told in enumerate(entries):
        act = Act(consultation, ana, now - days(28) + days(n) / 10)
        theme = await _sorted_out(act, told)
        if area := areas.get(told["focus_area"]):
            async with writing():
                await linking.decide_link(act, theme, area, LinkState.confirmed, "")
        await _written(cast, told, theme, areas.get(told["focus_area"]), now - days(20) - days(n) / 10, now)


async def _said(consultation: UUID) -> tuple[Said, ...]:
    """Every answer with its words and its place."""
    live = await rows(
        "SELECT id FROM theme WHERE consultation = $1 AND state IN ('candidate', 'accepted')", consultation
    )
    found: list[Said] = []
    for theme in [*(row["id"] for row in live), None]:
        page = 1
        while True:
            shown = await comments(consultation, View(theme=str(theme) if theme else NONE, page=page))
            found += [Said(str(one.words.striptags()), theme, one.chosen) for one in shown.comments]
            if page >= shown.pages:
                break
            page += 1
    return tuple(found)


async def _sorted_out(act: Act, told: dict[str, Any]) -> UUID:
    """The theme of an entry: the engine's candidate that holds most of its answers, named, accepted and completed."""
    about = re.compile(r"\b(" + "|".join(map(re.escape, told["theme_words"])) + r")\b", re.IGNORECASE)
    every = await _said(act.consultation.id)
    mine = [one for one in every if about.search(one.text) and not await _is_taken(one.theme)]
    async with writing():
        best = Counter(one.theme for one in mine if one.theme).most_common(1)
        if best and best[0][1] >= len(mine) / 3:
            theme = best[0][0]
            assert theme
            found = await find_theme(act.consultation.id, theme)
            saw = found["changed_at"].isoformat()
            done = await deciding.name(act, theme, told["theme"], "", saw)
            assert isinstance(done, Done), done
            saw = (await find_theme(act.consultation.id, theme))["changed_at"].isoformat()
            await deciding.accept(act, theme, saw)
            await moving.keep_here(act, _chosen(one for one in mine if one.theme == theme))
            others = _chosen(one for one in mine if one.theme != theme)
            if others:
                await moving.move(act, others, theme)
            strangers = _chosen(one for one in every if one.theme == theme and not about.search(one.text))
            if strangers:
                await moving.take_out(act, strangers[: len(strangers) // 2])
            return theme
        made = await moving.make_theme(act, _chosen(mine), told["theme"])
        assert isinstance(made, moving.Moved), made
        assert made.theme
        return made.theme


def _chosen(said: Iterable[Said]) -> list[moving.Chosen]:
    return [one.chosen for one in said]


async def _is_taken(theme: UUID | None) -> bool:
    """Whether a person accepted this theme already; its answers stay where they are."""
    if theme is None:
        return False
    return bool(await rows("SELECT 1 FROM theme WHERE id = $1 AND state = 'accepted'", theme))


async def _written(
    cast: Cast, told: dict[str, Any], theme: UUID, area: UUID | None, then: datetime, now: datetime
) -> None:
    """One entry as far as the texts say it got: a draft, waiting for a check, or published."""
    ana, sam = await cast.actor("Ana"), await cast.actor("Sam")
    text, entry = writing_up.text_of, uuid4()
    wording = writing_up.Wording(
        said=text(told["you_said"], told["you_said_easy"]),
        did=text(told["we_did"], told["we_did_easy"]),
        reason=text(told["reason"], told["reason_easy"]),
        instead=text(told["instead"], told["instead_easy"]),
        outcome=Outcome(told["state"]),
        organisation=cast.organisations[told["owner_organisation"]],
        focus_area=area,
        passed_to=told["passed_to"],
        decided_by=f"{told['owner']}, {told['owner_organisation']}",
        decided_on=moved(told["decided_on"], now.date()) if told["decided_on"] else None,
        look_again_on=moved(told["look_again_on"], now.date()) if told["look_again_on"] else None,
    )
    writer, checker = (sam, ana) if first_name(told["owner"]) == "Sam" else (ana, sam)
    async with writing():
        await writing_up.write_entry(writer, entry, theme, wording, now=then)
    if told["status"] == "draft":
        return
    async with writing():
        asked = await checking.ask_for_check(writer, entry, now=then + days(1))
        assert isinstance(asked, checking.Done), (told["theme"], asked)
    if told["status"] == "published":
        async with writing():
            agreed = await checking.agree(checker, entry, 1, now=then + days(3))
            assert isinstance(agreed, checking.Done), (told["theme"], agreed)
