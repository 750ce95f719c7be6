"""Where answers belong: keep one where it is, move it, take it out, make a theme of several. An act names the answers as
its person saw them; those that somebody else decided on meanwhile are left alone and told. The caller opens the
transaction."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from analysis.prepare import says_nothing
from engage.database import rows
from engage.themes.acts import Act, find_theme, lock, when
from engage.themes.deciding import LIVE_STATES, name_problem
from engage.themes.live import LIVE
from surveys.answers import Problem


@dataclass(frozen=True)
class Chosen:
    """An answer as somebody saw it on their screen; `saw` comes from `mark`."""

    answer: UUID
    saw: str

    @property
    def value(self) -> str:
        """As a form carries it."""
        return f"{self.answer}~{self.saw}"


@dataclass(frozen=True)
class Moved:
    """How many answers an act reached, where to look next, and a sentence for each that was left alone."""

    n: int
    theme: UUID | None
    left: tuple[str, ...] = ()


def read_chosen(values: Iterable[str]) -> tuple[Chosen, ...]:
    """What a form carried; whatever is no answer's mark is passed over."""
    found = []
    for value in values:
        id, _, saw = value.partition("~")
        try:
            found.append(Chosen(UUID(id), saw))
        except ValueError:
            continue
    return tuple(found)


def mark(coding: Mapping[str, Any]) -> str:
    """What a person sees of an answer's place: `coding`, its `state` and when it was decided."""
    decided = coding["decided_at"].isoformat() if coding["decided_at"] else ""
    return f"{coding['coding'] or ''}~{coding['state'] or ''}~{decided}"


async def keep_here(act: Act, chosen: Sequence[Chosen]) -> Moved:
    """These answers belong where they are."""
    fresh, left = await _still_so(act, chosen)
    return await _keep(act, [row for row in fresh if row["theme"]], left)


async def keep_what_fits(act: Act, shown: Sequence[Chosen]) -> Moved:
    """Of the answers on a screen, those the machine put somewhere without doubt belong where they are."""
    fresh, left = await _still_so(act, shown)
    fits = [r for r in fresh if r["state"] == "machine" and not r["needs_person"] and not r["has_changed"]]
    return await _keep(act, fits, left)


async def move(act: Act, chosen: Sequence[Chosen], to: UUID) -> Moved | Problem:
    """These answers belong to another theme, and to no other one."""
    fresh, left = await _still_so(act, chosen)
    theme = await find_theme(act.consultation.id, to)
    if theme["state"] not in LIVE_STATES:
        return Problem("to", "Choose a theme from the list")
    if fresh:
        await _put(
            act, fresh, to, "answers:moved", f"Moved {_answers(fresh)}{_from(fresh)} to “{theme['name']}”"
        )
    return Moved(len(fresh), to, left)


async def take_out(act: Act, chosen: Sequence[Chosen]) -> Moved:
    """No theme fits these answers."""
    fresh, left = await _still_so(act, chosen)
    if fresh:
        sentence = f"Took {_answers(fresh)} out of {_from(fresh).removeprefix(' from ') or 'every theme'}"
        if not any(row["theme"] for row in fresh):
            sentence = f"Read {_answers(fresh)} without a theme"
        await _put(act, fresh, await _aside(act), "answers:taken_out", sentence)
    return Moved(len(fresh), _one_theme(fresh), left)


async def take_out_silent(act: Act, shown: Sequence[Chosen]) -> Moved:
    """Of the answers on a screen that have no theme, those that say nothing ("n/a") need none."""
    fresh, left = await _still_so(act, shown)
    quiet = [row for row in fresh if row["state"] is None and says_nothing(row["text"])]
    if quiet:
        told = f"Read {_answers(quiet)} without a theme"
        await _put(act, quiet, await _aside(act), "answers:taken_out", told)
    return Moved(len(quiet), None, left)


async def make_theme(act: Act, chosen: Sequence[Chosen], called: str) -> Moved | Problem:
    """A new, accepted theme that holds these answers; with none it is empty."""
    fresh, left = await _still_so(act, chosen)
    if problem := await name_problem(act, called):
        return problem
    theme = uuid4()
    await rows(
        """INSERT INTO theme (id, consultation, name, words, state, made_at, changed_at)
           VALUES ($1, $2, $3, '[]', 'accepted', $4, $4)""",
        theme, act.consultation.id, called, act.now,
    )  # fmt: skip
    holding = f" from {_answers(fresh)}" if fresh else ""
    await _put(act, fresh, theme, "theme:made", f"Made the theme “{called}”{holding}")
    return Moved(len(fresh), theme, left)


_NOW = (
    LIVE
    + """
SELECT p.answer, p.text, p.revision, p.coding, p.theme, t.name AS theme_name, p.needs_person, p.has_changed, p.state,
       p.decided_at, w.name AS decided_by
FROM place p LEFT JOIN theme t ON t.id = p.theme LEFT JOIN person w ON w.id = p.decided_by
WHERE p.answer = ANY($2::uuid[])
"""
)


async def _still_so(act: Act, chosen: Sequence[Chosen]) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    """The chosen answers that are as they were seen, and a sentence for each other one."""
    await lock(act.consultation.id)
    saw = {one.answer: one.saw for one in chosen}
    found = {row["answer"]: row for row in await rows(_NOW, [act.consultation.id], list(saw))}
    fresh = [row for answer, row in found.items() if mark(row) == saw[answer]]
    changed = [_what_became(row) for answer, row in found.items() if mark(row) != saw[answer]]
    gone = ["One answer is no longer here: the person who wrote it took it back."] * (len(saw) - len(found))
    return sorted(fresh, key=lambda row: row["answer"]), (*changed, *gone)


def _what_became(row: Mapping[str, Any]) -> str:
    place = f"to “{row['theme_name']}”" if row["theme"] else "out of every theme"
    if not row["decided_at"]:
        return f"The computer looked again and put one answer {place}. It was left there."
    did = "moved one answer" if row["theme"] else "took one answer"
    return f"{row['decided_by'] or 'Somebody'} {did} {place} {when(row['decided_at'])}. It was left there."


# what a person decided about is what is written now: marks in words that were changed since are forgotten
_READ_NOW = """CASE WHEN (coding.evidence->>'of')::int = new.revision THEN coding.evidence
               ELSE jsonb_build_object('spans', '[]'::jsonb, 'of', new.revision) END"""


async def _keep(act: Act, fresh: Sequence[Mapping[str, Any]], left: tuple[str, ...]) -> Moved:
    if not fresh:
        return Moved(0, None, left)
    was = await _was([row["coding"] for row in fresh])
    await rows(
        f"""UPDATE coding SET state = 'confirmed', needs_person = false, decided_by = $3, decided_at = $4,
                   evidence = {_READ_NOW}
            FROM unnest($1::uuid[], $2::int[]) AS new(id, revision) WHERE coding.id = new.id""",  # noqa: S608
        [row["coding"] for row in fresh], [row["revision"] for row in fresh], act.actor.id, act.now,
    )  # fmt: skip
    themes = sorted({row["theme"] for row in fresh})
    sentence = f"Kept {_answers(fresh)} in {_from(fresh).removeprefix(' from ')}"
    await act.record("answers:kept", themes[0], sentence, themes, was=was, made=[])
    return Moved(len(fresh), _one_theme(fresh), left)


async def _put(act: Act, fresh: Sequence[Mapping[str, Any]], to: UUID, did: str, sentence: str) -> None:
    """One place for each answer: `to`, decided by this person; wherever else it was, it is no more."""
    answers = [row["answer"] for row in fresh]
    others = await rows(
        """SELECT k.id FROM coding k JOIN theme t ON t.id = k.theme
           WHERE t.consultation = $1 AND k.answer = ANY($2::uuid[]) AND (k.state <> 'rejected' OR k.theme = $3)""",
        act.consultation.id, answers, to,
    )  # fmt: skip
    was = await _was([row["id"] for row in others])
    await rows(
        """UPDATE coding SET state = 'rejected', needs_person = false, decided_by = $2, decided_at = $3
           WHERE id = ANY($1::uuid[]) AND theme <> $4""",
        [UUID(one["id"]) for one in was], act.actor.id, act.now, to,
    )  # fmt: skip
    made = await rows(
        f"""INSERT INTO coding (id, theme, answer, state, confidence, evidence, decided_by, decided_at)
            SELECT gen_random_uuid(), $1, new.answer, 'confirmed', 1,
                   jsonb_build_object('spans', '[]'::jsonb, 'of', new.revision), $4, $5
            FROM unnest($2::uuid[], $3::int[]) AS new(answer, revision)
            ON CONFLICT (theme, answer) DO UPDATE SET state = 'confirmed', needs_person = false,
                   decided_by = excluded.decided_by, decided_at = excluded.decided_at,
                   evidence = {_READ_NOW.replace("new.revision", "(excluded.evidence->>'of')::int")}
            RETURNING id""",  # noqa: S608 - only our own text is joined
        to, answers, [row["revision"] for row in fresh], act.actor.id, act.now,
    )  # fmt: skip
    before = {one["id"] for one in was}
    themes = sorted({row["theme"] for row in fresh if row["theme"]} | {to})
    new = [str(row["id"]) for row in made if str(row["id"]) not in before]
    await act.record(did, to, sentence, themes, was=was, made=new)


async def _was(codings: Sequence[UUID]) -> list[dict[str, Any]]:
    """The codings as they are, for taking an act back: ids, states and times."""
    found = await rows(
        "SELECT id, state, needs_person, decided_by, decided_at FROM coding WHERE id = ANY($1::uuid[]) ORDER BY id",
        list(codings),
    )
    return [json.loads(json.dumps(row, default=str)) for row in found]


async def _aside(act: Act) -> UUID:
    """Where answers lie of which a person said that no theme fits: a dropped theme without a name."""
    found = await rows(
        "SELECT id FROM theme WHERE consultation = $1 AND name = '' AND state = 'dropped'",
        act.consultation.id,
    )
    if not found:
        found = await rows(
            """INSERT INTO theme (id, consultation, name, state, made_at, changed_at)
               VALUES (gen_random_uuid(), $1, '', 'dropped', $2, $2) RETURNING id""",
            act.consultation.id, act.now,
        )  # fmt: skip
    id: UUID = found[0]["id"]
    return id


def _answers(fresh: Sequence[Mapping[str, Any]]) -> str:
    return "1 answer" if len(fresh) == 1 else f"{len(fresh)} answers"


def _from(fresh: Sequence[Mapping[str, Any]]) -> str:
    names = {row["theme_name"] for row in fresh if row["theme"]}
    if len(names) > 1:
        return f" from {len(names)} themes"
    return f" from “{names.pop()}”" if names else ""


def _one_theme(fresh: Sequence[Mapping[str, Any]]) -> UUID | None:
    themes = {row["theme"] for row in fresh}
    return themes.pop() if len(themes) == 1 else None
