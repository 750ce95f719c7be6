"""From a person's own answers to the theme they are in and what was done about it: what they see with their three words.
Handed down to `respond` by `engage.app`. Tells nobody else's words and no number."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from analysis.small_numbers import SMALLEST_SHOWN, may_publish
from engage.database import rows
from engage.respond.following import Change, Followed, Reached
from engage.themes.placed import Placed, Standing, placed
from engage.web.languages import language
from engage.web.languages import translate as _
from engage.web.spoken import worded
from engage.yousaid import words
from engage.yousaid.published import Loop, loops_about

# a merged theme's entries are those of the theme that holds it now
_ENTRIES = """
WITH RECURSIVE held AS (
    SELECT t.id, t.id AS root FROM theme t WHERE t.id = ANY($1::uuid[])
  UNION ALL
    SELECT t.id, h.root FROM theme t JOIN held h ON t.merged_into = h.id WHERE t.state = 'merged'
)
SELECT h.root, e.id FROM held h JOIN entry e ON e.theme = h.id WHERE e.published_at IS NOT NULL
"""


async def followed(response: UUID) -> Mapping[str, Followed]:
    """What became of each open answer, by the id of its screen, in the language of this request."""
    stands = await placed(response)
    themes = [one.theme for one in stands.values() if one.theme]
    changes = await _changes(themes) if themes else {}
    return {screen: _followed(one, changes) for screen, one in stands.items()}


async def _changes(themes: Sequence[UUID]) -> dict[UUID, tuple[Change, ...]]:
    about = {row["id"]: row["root"] for row in await rows(_ENTRIES, list(themes))}
    found: dict[UUID, tuple[Change, ...]] = {}
    for loop in await loops_about(list(about)):
        root = about[loop.id]
        found[root] = (*found.get(root, ()), _change(loop))
    return found


def _change(loop: Loop) -> Change:
    href = f"/what-changed/{loop.id}"
    if loop.is_withdrawn:
        return Change(href, withdrawn_at=loop.withdrawn_at, withdrawn_why=loop.withdrawn_why)
    shown, spoken = loop.shown, language()
    return Change(
        href=href,
        outcome=shown.outcome,
        heading=_(words.HEADINGS[shown.outcome]),
        said=worded(shown.said, spoken),
        did=worded(shown.did, spoken),
    )


def _followed(one: Placed, changes: Mapping[UUID, tuple[Change, ...]]) -> Followed:
    if one.standing is Standing.alone:
        return Followed(Reached.alone)
    if one.theme is None:
        return Followed()
    about = changes.get(one.theme, ())
    if not may_publish(one.base) or one.people < SMALLEST_SHOWN:
        return Followed(Reached.few, changes=about)
    return Followed(Reached.theme, worded({"en": one.name}, language()), about)
