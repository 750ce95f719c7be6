"""The numbers of people of this place, as they are kept: every consultation shares them."""

from collections.abc import Sequence
from itertools import groupby

from engage.database import rows
from engage.invitations.reach.numbers import Dimension, Line

_EVERY = """
SELECT dimension, label, people, source, counted_on FROM population
 WHERE $1 = '' OR dimension = $1 ORDER BY dimension, place, label
"""


async def dimensions() -> tuple[Dimension, ...]:
    """Every dimension, by name."""
    return tuple(_as_dimensions(await rows(_EVERY, "")))


async def dimension(name: str) -> Dimension | None:
    """One dimension, or None."""
    return next(iter(_as_dimensions(await rows(_EVERY, name))), None) if name else None


def _as_dimensions(found: Sequence[dict[str, object]]) -> Sequence[Dimension]:
    return [
        Dimension(name, tuple(Line(row["label"], row["people"]) for row in some), some[0]["source"], some[0]["counted_on"])  # type: ignore[arg-type]
        for name, some in ((str(name), list(each)) for name, each in groupby(found, key=lambda row: row["dimension"]))
    ]  # fmt: skip


async def keep(wanted: Dimension, instead_of: str = "") -> None:
    """Store a dimension in place of the one with its name, and of the one it was called before; questions stay matched.
    Must run inside `writing()`."""
    await rows("SELECT pg_advisory_xact_lock(hashtext('population'))")
    await rows(
        "DELETE FROM population WHERE dimension = ANY($1::text[])", [name for name in (wanted.name, instead_of) if name]
    )  # fmt: skip
    for place, line in enumerate(wanted.lines):
        await rows(
            "INSERT INTO population (id, dimension, label, place, people, source, counted_on)"
            " VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6)",
            wanted.name, line.label, place, line.people, wanted.source, wanted.counted_on,
        )  # fmt: skip
    if instead_of and instead_of != wanted.name:
        await rows(
            "UPDATE reach_question q SET dimension = $1 WHERE dimension = $2 AND NOT EXISTS ("
            "SELECT 1 FROM reach_question o WHERE o.consultation = q.consultation AND o.dimension = $1)",
            wanted.name,
            instead_of,
        )
        await rows("DELETE FROM reach_question WHERE dimension = $1", instead_of)


async def remove(name: str) -> None:
    """Take a dimension away, with what was matched to it. Must run inside `writing()`."""
    await rows("DELETE FROM population WHERE dimension = $1", name)
    await rows("DELETE FROM reach_question WHERE dimension = $1", name)
