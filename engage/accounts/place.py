"""What this site calls itself, remembered for a few seconds by each process."""

import time

from engage.accounts.tables import Place
from engage.database import AWAY
from engage.settings import settings
from engage.web.rendering import Site

_FRESH_FOR = 30.0
_ASK_AGAIN_AFTER = 2.0
_kept: tuple[float, Site] = (float("-inf"), Site())


def current_site() -> Site:
    """The place as last read."""
    return _kept[1]


async def load_site(tick: float) -> None:
    """Read the place again when what we remember is old; `tick` is a monotonic time in seconds. While the database is
    away what we remember is good enough."""
    global _kept  # noqa: PLW0603 - one value a process, replaced whole
    if tick - _kept[0] < _FRESH_FOR:
        return
    try:
        row = await Place.select().first()
    except AWAY:
        _kept = (tick - _FRESH_FOR + _ASK_AGAIN_AFTER, _kept[1])
        return
    name, area = (row["name"], row["area"]) if row else ("Engage", "")
    _kept = (tick, Site(name, area, settings().demo))


def forget_site() -> None:
    """Read the place again at the next chance (it was renamed)."""
    global _kept  # noqa: PLW0603
    _kept = (time.monotonic() - 2 * _FRESH_FOR, _kept[1])
