"""Staff: the list of entries and one entry to read."""

from typing import Any, TypeAlias
from uuid import UUID

from litestar import Request, Response, Router, get

from engage.access.actors import Actor
from engage.access.guards import actor_of, requires
from engage.access.permissions import Permission
from engage.clock import now
from engage.themes.how import protected_words
from engage.web.forms import Form, filled
from engage.web.rendering import HERE, page
from engage.yousaid import cards, checked_words, safe, words
from engage.yousaid.entries import SeenEntry, entries_for, find_entry_for
from engage.yousaid.history import history_of
from engage.yousaid.paging import part_of
from engage.yousaid.rights import rights_of
from engage.yousaid.snapshot import shown_of
from engage.yousaid.tables import Stage
from surveys.definition import EASY

AnyRequest: TypeAlias = Request[Any, Any, Any]
READS = [requires(Permission.entries_see)]


@get("/staff/entries", guards=READS)
async def everything(request: AnyRequest) -> Response[Any]:
    """Entries by stage and consultation."""
    actor = actor_of(request)
    rights = await rights_of(actor)
    wanted = request.query_params.get("consultation", "")
    consultation = wanted if wanted in {str(id) for id in rights} else ""
    around = [
        entry
        for entry in await entries_for(actor)
        if not consultation or str(entry.rights.consultation.id) == consultation
    ]
    stage = request.query_params.get("stage", "")
    stage = stage if stage in set(Stage) else ""
    shown = [entry for entry in around if not stage or entry.stage == stage]
    part = part_of(shown, request.query_params.get("page", ""))
    return page(
        request,
        "yousaid/entries.html",
        entries=part.items,
        number=part.number,
        pages=part.pages,
        tabs_by_stage=_stage_tabs(around, stage, consultation),
        form=filled({"consultation": consultation, "stage": stage}),
        consultations=[(id, one.consultation.title) for id, one in rights.items()],
        may_write=any(one.may_write for one in rights.values()),
        today=now().astimezone(HERE).date(),
    )


def _stage_tabs(around: list[SeenEntry], stage: str, consultation: str) -> list[tuple[str, str, bool]]:
    more = f"&consultation={consultation}" if consultation else ""
    tabs = [(f"/staff/entries?{more[1:]}", f"All {len(around)}", not stage)]
    for one, name in words.STAGES.items():
        count = sum(entry.stage == one for entry in around)
        if count or stage == one:
            tabs.append((f"/staff/entries?stage={one}{more}", f"{name} {count}", stage == one))
    return tabs


@get("/staff/entries/{entry:uuid}", guards=READS)
async def one_entry(request: AnyRequest, entry: UUID) -> Response[Any]:
    """One entry to read, with what stands in its way and what became of it."""
    actor = actor_of(request)
    seen = await find_entry_for(actor, entry)
    return page(request, "yousaid/entry.html", form=Form(), **await shown_entry(actor, seen))


async def shown_entry(actor: Actor, seen: SeenEntry) -> dict[str, Any]:
    """What the page of one entry shows."""
    grounds = await safe.grounds_of(seen)
    shown = await shown_of(seen, grounds.evidence)
    return {
        "entry": seen,
        "plain": cards.plain_card(shown),
        "checked": checked_words.sentences(shown.checked_by),
        "easy_pairs": [(name, text) for name, text in _easy_texts(seen) if text],
        "evidence": grounds.evidence,
        "how": protected_words(grounds.evidence.by_how),
        "conditions_shown": safe.told(seen, grounds),
        "may_check": seen.rights.may_publish and seen.written_by != actor.id,
        "is_mine": seen.written_by == actor.id,
        "history": await history_of(seen.id),
    }


def _easy_texts(seen: SeenEntry) -> list[tuple[str, str]]:
    """The Easy Read wording of each text, empty where there is no text at all."""
    texts = (
        ("You said", seen.said),
        ("We did", seen.did),
        ("The reason", seen.reason),
        ("Instead", seen.instead),
    )
    return [(name, text.get(EASY, "") or ("Not written yet" if text else "")) for name, text in texts]


router = Router("/", route_handlers=[everything, one_entry])
