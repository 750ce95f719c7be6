"""A consultation that takes paper, and people of its organisation who type."""

import re

from engage.access.permissions import Role
from engage.accounts import people
from engage.database import rows, writing
from tests.cast import NOW, Cast
from tests.consultations.makers import FEELING, HELP, opened
from tests.visitor import Visitor

# what stands on the paper
PAPER: dict[str, str | list[str]] = {
    "language": "en",
    "group": "parent_carer",
    "how": "scribed",
    "quote": "yes",
    f"{FEELING}-answer": "ok",
    f"{HELP}-answer": "some",
}


async def with_bella(cast: Cast) -> None:
    """Bella runs groups for the forum."""
    async with writing():
        cast.people["Bella"] = await people.welcome("Bella", "bella@example.org", now=NOW)
        await people.join(cast.people["Bella"], cast.forum, Role.facilitator)


async def ground(cast: Cast) -> str:
    """An open consultation; the address of its forms."""
    await with_bella(cast)
    return f"{await opened(cast)}/forms"


async def begun(
    visitor: Visitor, cast: Cast, here: str, who: str = "Priya", number: int = 1, scan: bytes | None = None
) -> str:
    """Somebody begins a form; the address of the form."""
    visitor.sign_in(await cast.session(who))
    page = await visitor.get(f"{here}/new")
    version = re.search(r'name="version" value="([^"]+)"', page.text)
    assert version, page.text
    files = (
        {"scan": ("paper.jpg", scan, "image/jpeg")}
        if scan
        else {"scan": ("", b"", "application/octet-stream")}
    )
    told = await visitor.post(
        f"{here}/new", {"number": str(number), "language": "en", "version": version[1]}, files
    )
    assert told.status_code == 303, told.text
    assert told.headers["location"].endswith("/type")
    return told.headers["location"].removesuffix("/type")


async def typed(visitor: Visitor, cast: Cast, form: str, who: str, **changes: str | list[str]) -> str:
    """Somebody types the whole form; where it leads."""
    visitor.sign_in(await cast.session(who))
    assert (await visitor.get(f"{form}/type")).status_code == 200
    told = await visitor.post(f"{form}/type", {**PAPER, "go": "done", **changes})
    assert told.status_code == 303, told.text
    return told.headers["location"]


async def responses() -> list[dict[str, object]]:
    """Every response there is."""
    return await rows("SELECT * FROM response ORDER BY started_at")


async def the_form() -> dict[str, object]:
    """The one form there is."""
    (found,) = await rows("SELECT * FROM paper_form")
    return found
