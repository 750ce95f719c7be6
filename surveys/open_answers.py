"""What people said in their own words, as a list: written, or said, shown or drawn and written down by a person. Who may
read it is decided above."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from surveys.answers import Format, HowAnswered
from surveys.channels import Channel
from surveys.definition import Group
from surveys.steps import counts_as
from surveys.tables import Answer
from surveys.tally import ALL, Only

# The words of an answer `a`: what was written, then what a person wrote down of each file that came with it. A file
# that was taken out of the answer again does not speak for it.
WORDS = """CASE WHEN cardinality(a.choices) = 0 THEN a.text ELSE concat_ws(E'\\n\\n', nullif(a.text, ''), (
    SELECT string_agg(f.transcript, E'\\n\\n' ORDER BY f.made_at, f.id) FROM attachment f
     WHERE f.response = a.response AND f.question_id = a.question_id AND f.transcript <> ''
       AND replace(f.id::text, '-', '') = ANY(a.choices))) END"""


# Of a group's sticky notes (`q_4kd2mwpx.7`, one a row) the first that is there: as an answer they count once.
ONE_OF_ITS_NOTES = """NOT EXISTS (SELECT 1 FROM answer b WHERE b.response = a.response AND b.format = 'notes' AND b.is_asked
    AND split_part(b.question_id, '.', 1) = split_part(a.question_id, '.', 1) AND b.id < a.id)"""


@dataclass(frozen=True)
class OpenAnswer:
    """One person's words to one question, with what is known about how they came. `question_id` is the one the answer
    counts as; `files` came with it."""

    id: UUID
    response_id: UUID
    question_id: str
    choices: tuple[str, ...]
    text: str
    group: Group
    how_answered: HowAnswered
    format: Format
    language: str
    may_quote: bool
    answered_at: datetime
    channel: Channel
    marks: tuple[str, ...]


@dataclass(frozen=True)
class OpenPage:
    """Some of the open answers, and how many there are in all."""

    answers: tuple[OpenAnswer, ...]
    total: int


_OPEN = f"""
WITH said AS (
    SELECT a.id, a.response, a.question_id, a.choices, {WORDS} AS text, r."group", r.how_answered, a.format,
           a.language, r.may_quote, a.answered_at, r.channel, r.marks
      FROM response r JOIN answer a ON a.response = r.id
     WHERE r.survey = {{}} AND r.completed_at IS NOT NULL AND r.withdrawn_at IS NULL AND NOT r.is_pilot AND a.is_asked
       AND a.state = 'given'
       AND CASE a.format WHEN 'notes' THEN split_part(a.question_id, '.', 1) ELSE a.question_id END = ANY({{}}::text[])
       AND r."group" = coalesce({{}}, r."group") AND r.how_answered = coalesce({{}}, r.how_answered)
       AND a.format = coalesce({{}}, a.format)
       AND replace(a.language, '-simple', '') = coalesce({{}}, replace(a.language, '-simple', ''))
       AND r.version IN (SELECT id FROM survey_version WHERE number = coalesce({{}}::int, number))
       AND r.channel = coalesce({{}}, r.channel) AND (cardinality(r.marks) > 0) = coalesce({{}}, cardinality(r.marks) > 0)
)
SELECT *, count(*) OVER () AS total FROM said WHERE text <> '' AND strpos(lower(text), lower({{}})) > 0
 ORDER BY answered_at, id LIMIT {{}} OFFSET {{}}
"""  # noqa: S608 - only our own text is joined


async def open_answers(
    survey_id: UUID,
    screens: Sequence[str],
    *,
    only: Only = ALL,
    holding: str = "",
    limit: int = 50,
    offset: int = 0,
) -> OpenPage:
    """What was said on these screens, in the order it came, filtered by who answered and how, version, channel, marks,
    and words in it."""
    who = (only.group, only.how_answered, only.format, only.language, only.wave, only.channel, only.is_marked)
    narrowed = (survey_id, list(screens), *who, holding.strip())
    rows = await Answer.raw(_OPEN, *narrowed, limit, offset)
    if not rows and offset:  # a page that is no longer there still says how many there are
        first = await Answer.raw(_OPEN, *narrowed, 1, 0)
        return OpenPage((), first[0]["total"] if first else 0)
    return OpenPage(tuple(_open_answer(row) for row in rows), rows[0]["total"] if rows else 0)


def _open_answer(row: Mapping[str, Any]) -> OpenAnswer:
    return OpenAnswer(
        id=row["id"],
        response_id=row["response"],
        question_id=counts_as(row["question_id"]),
        choices=tuple(row["choices"]),
        text=row["text"],
        group=Group(row["group"]),
        how_answered=HowAnswered(row["how_answered"]),
        format=Format(row["format"]),
        language=row["language"],
        may_quote=row["may_quote"],
        answered_at=row["answered_at"],
        channel=Channel(row["channel"]),
        marks=tuple(row["marks"]),
    )
