"""The forms of a consultation as they are kept: begun, typed in once, typed in twice, taken out. What is decided about
them is decided elsewhere; every function here runs in the caller's transaction."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from engage.database import rows
from engage.invitations.paper.entry import Entry, as_json, from_json
from engage.invitations.tables import PaperForm, PaperState
from surveys.uploads import Cleaned

MOST_NUMBER = 999_999


@dataclass(frozen=True)
class Form:
    """One form. Somebody is at the first entry while `first_at` is empty, at the second while `second_at` is."""

    id: UUID
    consultation: UUID
    version: UUID
    number: int
    language: str
    state: PaperState
    first: Entry
    second: Entry
    first_by: UUID | None
    second_by: UUID | None
    first_name: str
    second_name: str
    first_at: datetime | None
    second_at: datetime | None
    one_person: bool
    why_one: str
    has_scan: bool
    scan_type: str
    response: UUID | None
    checked_at: datetime | None

    @property
    def is_counted(self) -> bool:
        return self.state is PaperState.checked

    @property
    def is_begun(self) -> bool:
        """Whether somebody is still typing it for the first time."""
        return self.first_at is None and not self.is_counted

    @property
    def waits(self) -> bool:
        """Whether it waits for a second person."""
        return self.state is PaperState.entered and not self.is_begun


@dataclass(frozen=True)
class Counts:
    """How many forms are how far."""

    begun: int = 0
    waiting: int = 0
    differing: int = 0
    counted: int = 0

    @property
    def total(self) -> int:
        return self.begun + self.waiting + self.differing + self.counted


_FORM = """
SELECT f.id, f.consultation, f.version, f.number, f.language, f.state, f.first, f.second, f.first_by, f.second_by,
       coalesce(one.name, '') AS first_name, coalesce(two.name, '') AS second_name, f.first_at, f.second_at,
       f.one_person, f.why_one, f.scan IS NOT NULL AS has_scan, f.scan_type, f.response, f.checked_at
  FROM paper_form f LEFT JOIN person one ON one.id = f.first_by LEFT JOIN person two ON two.id = f.second_by
"""


async def find_form(consultation: UUID, id: UUID, *, to_change: bool = False) -> Form | None:
    """One form of a consultation; `to_change` keeps others from changing it until the transaction ends."""
    lock = " FOR UPDATE OF f" if to_change else ""
    found = await rows(_FORM + f" WHERE f.consultation = $1 AND f.id = $2{lock}", consultation, id)
    return _form(found[0]) if found else None


async def forms_of(consultation: UUID, *, limit: int = 200) -> tuple[Form, ...]:
    """The forms, those that somebody has to do something with first, then by their number."""
    found = await rows(
        _FORM + " WHERE f.consultation = $1 ORDER BY f.state = 'checked', f.state <> 'differs', f.number LIMIT $2",
        consultation, limit,
    )  # fmt: skip
    return tuple(map(_form, found))


async def counts_of(consultation: UUID) -> Counts:
    """How many forms are how far."""
    found = await rows(
        """SELECT count(*) FILTER (WHERE state = 'entered' AND first_at IS NULL) AS begun,
                  count(*) FILTER (WHERE state = 'entered' AND first_at IS NOT NULL) AS waiting,
                  count(*) FILTER (WHERE state = 'differs') AS differing,
                  count(*) FILTER (WHERE state = 'checked') AS counted
             FROM paper_form WHERE consultation = $1""",
        consultation,
    )
    return Counts(**found[0])


async def next_number(consultation: UUID) -> int:
    """The number to write on the next paper."""
    found = await rows(
        "SELECT coalesce(max(number), 0) AS last FROM paper_form WHERE consultation = $1", consultation
    )
    return min(int(found[0]["last"]) + 1, MOST_NUMBER)


async def begin(
    consultation: UUID, version: UUID, number: int, language: str, by: UUID, scan: Cleaned | None = None
) -> UUID | None:
    """A form that nothing was typed of yet; None where another paper has this number."""
    found = await rows(
        """INSERT INTO paper_form (id, consultation, version, number, language, state, first, second, first_by, scan, scan_type)
           VALUES ($1, $2, $3, $4, $5, 'entered', '{}', '{}', $6, $7, $8)
           ON CONFLICT (consultation, number) DO NOTHING RETURNING id""",
        uuid4(), consultation, version, number, language, by,
        scan.body if scan else None, scan.media_type if scan else "",
    )  # fmt: skip
    return UUID(str(found[0]["id"])) if found else None


async def keep_first(form: Form, entry: Entry, by: UUID, at: datetime | None) -> None:
    """What the first person typed; `at` is when they had finished, None while they are still at it."""
    await rows(
        "UPDATE paper_form SET first = $2, first_by = $3, first_at = $4, language = $5 WHERE id = $1",
        form.id, as_json(entry), by, at, entry.language,
    )  # fmt: skip


async def keep_second(form: Form, entry: Entry, by: UUID, at: datetime | None, state: PaperState) -> None:
    """What the second person typed."""
    await rows(
        "UPDATE paper_form SET second = $2, second_by = $3, second_at = $4, state = $5 WHERE id = $1",
        form.id, as_json(entry), by, at, state.value,
    )  # fmt: skip


async def let_one_person(form: Form, why: str) -> None:
    """Let whoever typed it first type it again, because there is nobody else."""
    await rows("UPDATE paper_form SET one_person = true, why_one = $2 WHERE id = $1", form.id, why)


async def keep_scan(form: Form, scan: Cleaned) -> None:
    """A picture of the paper, to look at until it is counted."""
    await rows(
        "UPDATE paper_form SET scan = $2, scan_type = $3 WHERE id = $1 AND state <> 'checked'",
        form.id, scan.body, scan.media_type,
    )  # fmt: skip


async def scan_of(form: Form) -> bytes:
    """The scan; empty where there is none."""
    found = await rows("SELECT scan FROM paper_form WHERE id = $1", form.id)
    return bytes(found[0]["scan"] or b"") if found else b""


async def mark_counted(form: Form, response: UUID, now: datetime) -> None:
    """It counts: what was typed stands in the response now, so neither entry nor the scan is kept any longer."""
    await rows(
        """UPDATE paper_form SET state = 'checked', response = $2, checked_at = $3, first = '{}', second = '{}',
                  scan = NULL, scan_type = '' WHERE id = $1""",
        form.id, response, now,
    )  # fmt: skip


async def let_go_of_response(form: Form) -> None:
    """From now on nothing leads from the paper's number to the answers."""
    await rows("UPDATE paper_form SET response = NULL WHERE id = $1", form.id)


async def take_out(form: Form) -> None:
    """A form that does not count goes, with everything that was typed of it."""
    await PaperForm.delete().where(PaperForm.id == form.id, PaperForm.state != PaperState.checked.value)


def _form(row: dict[str, Any]) -> Form:
    language = row["language"]
    kept = {
        **row,
        "state": PaperState(row["state"]),
        "first": from_json(row["first"], language),
        "second": from_json(row["second"], language),
    }
    return Form(**kept)
