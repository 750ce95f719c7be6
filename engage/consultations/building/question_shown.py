"""Everything the page of one question shows: the fields its type has, what its rules can look at, and what a careful
colleague would say."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from engage.consultations.building import drafts, preview
from engage.consultations.building.bench import Bench
from engage.consultations.building.question_form import (
    Part,
    parts_of,
    place_in,
    read_question,
    read_whole,
    rows_of,
    rule_rows,
    shaped,
    standard_rows,
    whole_form,
    within,
)
from engage.consultations.building.question_form.parts import HINT_NAMES, MOST_NAMES, TEXT_NAMES
from engage.consultations.building.question_form.rows import CONDITIONS, ROUTES, STATEMENTS
from engage.consultations.words import KIND_ABOUT, KIND_NAMES
from engage.web.forms import Form
from engage.web.sprite import symbol_names
from surveys.definition import Definition, Question, said
from surveys.families import kinds_like
from surveys.logic.english import goes_on, shown_to
from surveys.piping import can_be_piped
from surveys.steps import counts_as

# how much room to write; a survey made elsewhere may have another number, which is then offered too
ROOMS = (100, 200, 500, 1_000, 3_000, 5_000)


def values(bench: Bench, question: Question, form: Form, *, go_on: str = "", **more: Any) -> dict[str, Any]:
    """What the template needs. `go_on` is the row a button has just made or moved, such as `o3`."""
    is_new = bench.draft.question(question.id) is None
    near = shaped(question, form.typed)
    parts = parts_of(near.kind)
    whole, asked = _whole(bench, near, form)
    place = place_in(whole, asked)
    order = [one.id for one in bench.draft.questions]
    return {
        "seen": bench.seen,
        "form": form,
        "question": question,
        "is_new": is_new,
        "live": bench.live,
        "place": len(order) + 1 if is_new else order.index(question.id) + 1,
        "draft": bench.draft,
        "kind": near.kind.value,
        "kind_name": KIND_NAMES[near.kind],
        "kinds": _kinds(question),
        "parts": {part.value for part in parts},
        "text_name": TEXT_NAMES.get(near.kind, "Question"),
        "hint_name": HINT_NAMES.get(near.kind, "Hint, if it helps"),
        "most_name": MOST_NAMES.get(near.kind, ("", "")),
        "rows": rows_of(form) if parts & {Part.answers, Part.lines} else (),
        "own_rows": standard_rows(form, near) if Part.own_words in parts else (),
        "statements": rows_of(form, STATEMENTS),
        "rooms": _rooms(near),
        "conditions_shown": rule_rows(form, CONDITIONS),
        "when_read": shown_to(asked, whole),
        "ways_read": [goes_on(route, asked, whole) for route in asked.routes],
        "pipes": _pipes(whole, asked),
        "ways": rule_rows(form, ROUTES),
        "topics": place,
        "symbols": symbol_names(),
        "pictures": bench.pictures,
        "files": f"{bench.here}/media",
        "remarks": () if is_new else [one for one in bench.remarks if one.question_id == question.id],
        "modes": preview.modes_of(bench.draft),
        "go_on": go_on,
        **more,
    }


def _whole(bench: Bench, near: Question, form: Form) -> tuple[Definition, Question]:
    """The draft with the question in it as it is typed, where that can be read; for its rules and their English."""
    read = read_whole(form.typed, near, bench.draft, bench.picture_ids)
    words = read if isinstance(read, Question) else read_question(form.typed, near, bench.picture_ids)
    asked = words if isinstance(words, Question) else near
    return within(bench.draft, asked, form["after"].value), asked


@dataclass(frozen=True)
class PipeShown:
    """An earlier answer that can be put into the words: the question, and the code to copy."""

    words: str
    code: str


def _pipes(whole: Definition, asked: Question) -> tuple[PipeShown, ...]:
    found = {}
    for step in whole.steps:
        if step.root == asked.id:
            break
        id = counts_as(step.id)
        if can_be_piped(step.question) and not whole.looks_into_repeat(id, asked.id):
            found[id] = PipeShown(said(step.question.text, "en") or "Not worded yet", f"{{{id}|that}}")
    return tuple(found.values())


def _kinds(question: Question) -> Sequence[tuple[str, str, str, str]]:
    return [(kind.value, KIND_NAMES[kind], "", KIND_ABOUT[kind]) for kind in kinds_like(question.kind)]


def _rooms(question: Question) -> Sequence[tuple[int, str]]:
    return [(letters, f"{letters:,} letters") for letters in sorted({*ROOMS, question.max_length})]


def started(bench: Bench, question: Question, after: str = "") -> Form:
    """The form of a question as it is stored, with what it started from."""
    place = place_in(within(bench.draft, question, after), question)
    return with_start(whole_form(question, place), bench, question, after)


def with_start(form: Form, bench: Bench, question: Question, after: str) -> Form:
    """The form with the wording of this question and the moment of the draft it starts from."""
    mark = drafts.mark_of(bench.draft.question(question.id))
    start = {"mark": (mark,), "started_from": (bench.changed_at.isoformat(),), "after": (after,)}
    return Form({**form.typed, **start}, form.mistakes)
