"""Who has looked over the questions and said what: the forum, the council, a young reviewer. A signature names the exact
wording it was about, so a later change shows. Asking and signing are in `cosigning`; here they are only read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from typing import Any
from uuid import UUID

from engage.consultations.tables import Party, Verdict
from engage.database import rows
from surveys.authoring import definition_of, draft_of, find_survey, published_of
from surveys.definition import Definition
from surveys.differences import Part, differences
from surveys.renaming import renamed
from surveys.versions import renames_of


@dataclass(frozen=True)
class Signature:
    """One party's last word. `by` is who may be named in public: an organisation, or the name a young reviewer chose
    ("" for one who wants none); `person` is only for staff. `changed` is what differs since from what they signed."""

    id: UUID
    party: Party
    by: str
    person: str
    organisation: UUID | None
    verdict: Verdict
    note: str
    at: datetime
    changed: tuple[Part, ...]

    @property
    def is_happy(self) -> bool:
        return self.verdict is Verdict.happy

    @property
    def is_current(self) -> bool:
        """Whether it is about the questions as they are now."""
        return not self.changed


# An organisation's last word counts; every young reviewer speaks for themselves.
_SIGNED = """
SELECT * FROM (
    SELECT DISTINCT ON (c.party, coalesce(c.organisation, c.id)) c.id, n.survey, c.party, c.organisation,
           o.name AS organisation_name, p.name AS person, c.by_name, c.verdict, c.note, c.mark, c.signed_at
    FROM co_sign c JOIN consultation n ON n.id = c.consultation
    LEFT JOIN organisation o ON o.id = c.organisation LEFT JOIN person p ON p.id = c.person
    WHERE c.consultation = $1 AND c.verdict <> 'asked'
    ORDER BY c.party, coalesce(c.organisation, c.id), c.signed_at DESC
) last ORDER BY array_position(ARRAY['forum', 'council', 'young_reviewer'], party::text), signed_at
"""


async def signatures_of(consultation: UUID) -> tuple[Signature, ...]:
    """The last word of everybody who said something, held against the questions as people are asked them; before the
    survey opens, against the draft."""
    asked = await _asked_now(consultation)
    return await signatures_on(consultation, asked) if asked else ()


async def _asked_now(consultation: UUID) -> Definition | None:
    found = await rows("SELECT survey FROM consultation WHERE id = $1", consultation)
    survey = await find_survey(found[0]["survey"]) if found else None
    return (await published_of(survey) or draft_of(survey)) if survey else None


async def signatures_on(consultation: UUID, wording: Definition) -> tuple[Signature, ...]:
    """The same, held against one wording."""
    found = await rows(_SIGNED, consultation)
    signed = await _wordings(found)
    return tuple(_signature(row, signed.get(row["mark"]), wording) for row in found)


async def _wordings(found: Sequence[Mapping[str, Any]]) -> Mapping[str, Definition]:
    """Every wording that was signed, by its mark. A question that was counted apart when it was published is the same
    question still, so it is held against the one with its new id."""
    marks = {row["mark"]: row["survey"] for row in found if row["mark"]}
    kept: dict[str, Definition] = {}
    for mark, survey in marks.items():
        if definition := await definition_of(UUID(mark)):
            kept[mark] = reduce(renamed, await renames_of(survey), definition)
    return kept


def _signature(row: Mapping[str, Any], signed: Definition | None, wording: Definition) -> Signature:
    party = Party(row["party"])
    is_young = party is Party.young_reviewer
    return Signature(
        id=row["id"],
        party=party,
        by=row["by_name"] if is_young else row["organisation_name"] or row["by_name"],
        person="" if is_young else row["person"] or "",
        organisation=row["organisation"],
        verdict=Verdict(row["verdict"]),
        note=row["note"],
        at=row["signed_at"],
        changed=differences(signed, wording) if signed else (),
    )


def still_missing(signatures: Sequence[Signature]) -> tuple[Party, ...]:
    """Those of the three who have not yet said that they are happy with the questions as they are now."""
    happy = {one.party for one in signatures if one.is_happy and one.is_current}
    return tuple(party for party in Party if party not in happy)
