"""Marks kept with the responses: read what was finished, let `marks` find what stands out, write down which. Never in the
request of somebody who answers: a sweep does it now and then, and staff when they look."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from surveys.all_versions import asked_by, open_questions
from surveys.channels import Channel
from surveys.marks import Found, Mark, Sent, looked_at
from surveys.tables import Response
from surveys.who import Group, HowAnswered

# What somebody wrote is compared letter by letter, so it is read; what was ticked only as a fingerprint.
_SETS = """
SELECT r.id, r.channel, r.completed_at,
       md5(coalesce(string_agg(concat_ws(chr(31), a.question_id, a.state, array_to_string(a.choices, ','),
                                         CASE WHEN a.question_id = ANY({}::text[]) THEN '' ELSE a.text END), chr(30)
                               ORDER BY a.question_id), '')) AS closed,
       count(*) FILTER (WHERE a.state = 'given' AND NOT a.question_id = ANY({}::text[]))::int AS ticked,
       coalesce(json_object_agg(a.question_id, a.text)
                FILTER (WHERE a.state = 'given' AND a.text <> '' AND a.question_id = ANY({}::text[])), json_build_object()) AS texts
  FROM response r LEFT JOIN answer a ON a.response = r.id AND a.is_asked
 WHERE r.survey = {} AND r.completed_at IS NOT NULL AND r.withdrawn_at IS NULL AND NOT r.is_pilot
 GROUP BY r.id
"""


async def found_in(survey_id: UUID) -> Found:
    """What stands out now among the finished sets of a survey."""
    return looked_at(await _sets(survey_id))


async def _sets(survey_id: UUID) -> Sequence[Sent]:
    asked = await asked_by(survey_id)
    opens = asked.screens(open_questions(asked.questions))
    return [
        Sent(
            id=row["id"],
            channel=Channel(row["channel"]),
            finished=row["completed_at"],
            closed=row["closed"],
            ticked=row["ticked"],
            texts=json.loads(row["texts"]),
        )
        for row in await Response.raw(_SETS, opens, opens, opens, survey_id)
    ]


async def mark(survey_id: UUID, found: Found) -> None:
    """Write the marks down; those that no longer hold are taken away. Must run inside a transaction."""
    by_marks: defaultdict[tuple[Mark, ...], list[UUID]] = defaultdict(list)
    for id, marks in found.marks.items():
        by_marks[marks].append(id)
    marked = [id for ids in by_marks.values() for id in ids]
    await Response.raw(
        "UPDATE response SET marks = ARRAY[]::varchar[] WHERE survey = {} AND cardinality(marks) > 0"
        " AND NOT id = ANY({}::uuid[])",
        survey_id,
        marked,
    )
    for marks, ids in by_marks.items():
        names = [one.value for one in marks]
        await Response.raw(
            "UPDATE response SET marks = {} WHERE survey = {} AND id = ANY({}::uuid[]) AND marks <> {}",
            names,
            survey_id,
            ids,
            names,
        )


@dataclass(frozen=True)
class Facts:
    """What is known of one set of answers beside the answers."""

    group: Group
    how_answered: HowAnswered
    channel: Channel
    finished: datetime


async def facts_of(ids: Collection[UUID]) -> Mapping[UUID, Facts]:
    """What is known of each of these sets."""
    rows = await Response.raw(
        'SELECT id, "group", how_answered, channel, completed_at FROM response WHERE id = ANY({}::uuid[])',
        list(ids),
    )
    return {
        row["id"]: Facts(
            Group(row["group"]),
            HowAnswered(row["how_answered"]),
            Channel(row["channel"]),
            row["completed_at"],
        )
        for row in rows
    }


_CHANGED = """
SELECT survey, count(*)::int AS n, max(completed_at) AS newest FROM response
 WHERE completed_at IS NOT NULL AND withdrawn_at IS NULL AND NOT is_pilot GROUP BY survey
"""
State = tuple[int, datetime]


class Sweep:
    """Looks again at every survey in which something was finished or taken back since it looked last."""

    def __init__(self) -> None:
        self._seen: dict[UUID, State] = {}

    async def changed(self) -> Collection[UUID]:
        """The surveys to look at again; at first every one that has answers."""
        now = {row["survey"]: (row["n"], row["newest"]) for row in await Response.raw(_CHANGED)}
        changed = [survey for survey, state in now.items() if self._seen.get(survey) != state]
        self._seen = now
        return changed
