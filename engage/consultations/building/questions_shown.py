"""The list of questions as its page shows it: each in its part, with its rule in plain English and what is to be mended."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from engage.clock import now
from engage.consultations.building import drafts, preview
from engage.consultations.building.bench import Bench
from engage.consultations.building.building_steps import building_steps
from engage.consultations.words import KIND_NAMES
from surveys.checks import Severity, minutes
from surveys.definition import Definition, Question, QuestionKind, Section, said
from surveys.logic.english import asked_of, goes_on, shown_to
from surveys.steps import asked_in_turns


@dataclass(frozen=True)
class QuestionRow:
    """One question in the list. `rules` are sentences; `hints` counts what would make it better."""

    id: str
    number: int
    words: str
    kind: str
    rules: tuple[str, ...]
    must: bool
    hints: int
    is_repeated: bool


@dataclass(frozen=True)
class PartRow:
    """One part with its questions. `rule` says whom it is for, empty for everybody."""

    id: str
    title: str
    rule: str
    questions: tuple[QuestionRow, ...]


async def values(bench: Bench) -> dict[str, Any]:
    """What the template needs."""
    changes = await drafts.changes_of(bench.seen.id)
    count = len(bench.draft.questions)
    return {
        "seen": bench.seen,
        "draft": bench.draft,
        "is_editable": bench.is_editable,
        "live": bench.live,
        "parts": parts_shown(bench),
        "count": count,
        "minutes": minutes(bench.draft) if count else 0,
        "ends": (bench.draft.questions[0].id, bench.draft.questions[-1].id) if count else ("", ""),
        "modes": preview.modes_of(bench.draft),
        "way": await building_steps(bench, now()),
        "last_change": next(iter(drafts.told(changes[:1], now())), ""),
    }


def parts_shown(bench: Bench) -> Sequence[PartRow]:
    """Every part with its questions, in order."""
    must = {one.question_id for one in bench.remarks if one.severity is Severity.must}
    hints = Counter(one.question_id for one in bench.remarks if one.severity is Severity.should)
    order = {question.id: n for n, question in enumerate(bench.draft.questions, start=1)}
    return tuple(
        PartRow(
            section.id,
            section.title.get("en", ""),
            asked_of(section, bench.draft),
            tuple(
                _row(
                    bench.draft,
                    section,
                    question,
                    order[question.id],
                    question.id in must,
                    hints[question.id],
                )
                for question in section.questions
            ),
        )
        for section in bench.draft.sections
    )


def _row(
    draft: Definition, section: Section, question: Question, number: int, must: bool, hints: int
) -> QuestionRow:
    ways = (goes_on(route, question, draft) for route in question.routes)
    return QuestionRow(
        question.id,
        number,
        said(question.text, "en"),
        _kind(question),
        tuple(filter(None, (shown_to(question, draft), *ways))),
        must,
        hints,
        question in asked_in_turns(section.questions),
    )


def _kind(question: Question) -> str:
    """What it is, and how many answers or statements it has."""
    counted = [
        f"{len(rows)} {name}{'' if len(rows) == 1 else 's'}"
        for rows, name in ((question.statements, "statement"), (question.options, "answer"))
        if rows
    ]
    lines = question.kind is QuestionKind.several_texts
    words = [word.replace("answer", "line") if lines else word for word in counted]
    return " · ".join([KIND_NAMES[question.kind], *words])
