"""Answering as a group: hands counted question by question, and sticky notes typed in, one a line. A group is one
respondent, however many people it was."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Response, get, post

from engage.audit import trail
from engage.clock import now
from engage.database import writing
from engage.invitations.together.desk import ONE, RUNS, AnyRequest, Desk, session_at
from engage.web.errors import NotThere
from engage.web.forms import Form, Mistake, Typed, filled, read_form
from engage.web.rendering import page, see
from surveys.answers import Problem
from surveys.definition import Definition, Step, said
from surveys.logic.naming import listed
from surveys.questions import counted
from surveys.tally import Way, way_of
from surveys.together import notes as sticky
from surveys.together.hands import (
    Hands,
    HandsKept,
    answer_of,
    hands_kept,
    is_more_than_room,
    read_hands,
    save_hands,
    takes_hands,
)
from surveys.together.sessions import Session

GROUP = f"{ONE}/group"
HANDS = f"{ONE}/hands/{{screen:str}}"
NOTES = f"{ONE}/notes/{{screen:str}}"
SURE = "sure"


@dataclass(frozen=True)
class Asked:
    """One question as the list shows it. `way` is hands, notes, or nothing a group can do together."""

    id: str
    text: str
    way: str
    told: str
    is_done: bool


def text_of(step: Step) -> str:
    """A question in one line; a statement behind the words of its set."""
    return " – ".join(filter(None, [said(step.question.stem, "en"), said(step.question.text, "en")]))


def _way(step: Step) -> str:
    return "hands" if takes_hands(step) else "notes" if sticky.takes_notes(step) else ""


def _hands_told(step: Step, kept: HandsKept | None) -> str:
    if kept is None:
        return ""
    labels = {option.code: said(option.text, "en") or option.code for option in counted(step.question)}
    hands = ", ".join(f"{label} {kept.counts[code]}" for code, label in labels.items() if code in kept.counts)
    answer = listed([labels[code] for code in kept.answer if code in labels], "and") if kept.answer else ""
    if not answer:
        return f"{hands}. No answer yet: several got the same number of hands"
    return f"{hands}. The group’s answer: {answer}" if hands else f"The group’s answer: {answer}"


def _notes_told(many: int) -> str:
    return "" if not many else "1 note" if many == 1 else f"{many} notes"


async def _list(session: Session, definition: Definition) -> list[Asked]:
    kept, many = await hands_kept(session.id), await sticky.how_many_notes(session.id)
    found = []
    for step in definition.steps:
        if step.turn in {None, 1} and (counted(step.question) or step.question.kind.value != "information"):
            told = _hands_told(step, kept.get(step.id)) or _notes_told(many.get(step.id, 0))
            found.append(Asked(step.id, text_of(step), _way(step), told, bool(told)))
    return found


@get(GROUP, guards=RUNS)
async def together(request: AnyRequest, consultation: UUID, session: UUID) -> Response[Any]:
    """Every question, what the group has said to it, and what it can say together."""
    desk, found = await session_at(request, consultation, session)
    questions = await _list(found, await desk.asked())
    return page(
        request,
        "invitations/together/group.html",
        seen=desk.seen,
        session=found,
        questions=questions,
        takes_answers=desk.takes_answers(now()),
    )


def _step(definition: Definition, screen: str, way: str) -> Step:
    step = definition.step(screen)
    if step is None or _way(step) != way:
        raise NotThere
    return step


def _after(desk: Desk, session: Session, definition: Definition, step: Step) -> str:
    """The next question a group can answer together, or the list."""
    here = f"{desk.here}/{session.id}"
    steps = [one for one in definition.steps if _way(one)]
    place = [one.id for one in steps].index(step.id) + 1
    return f"{here}/{_way(steps[place])}/{steps[place].id}" if place < len(steps) else f"{here}/group"


def _hands_page(
    request: AnyRequest, desk: Desk, session: Session, step: Step, form: Form, status: int = 200
) -> Response[Any]:
    return page(
        request,
        "invitations/together/hands.html",
        status=status,
        form=form,
        seen=desk.seen,
        session=session,
        step=step,
        text=text_of(step),
        options=[(one.code, said(one.text, "en") or one.code) for one in counted(step.question)],
        takes_one=way_of(step.question) is Way.one,
        takes_answers=desk.takes_answers(now()),
        asks_sure=form[SURE].error is not None,
    )


@get(HANDS, guards=RUNS)
async def hands(request: AnyRequest, consultation: UUID, session: UUID, screen: str) -> Response[Any]:
    """How many hands for each answer."""
    desk, found = await session_at(request, consultation, session)
    step = _step(await desk.asked(), screen, "hands")
    kept = (await hands_kept(found.id)).get(step.id, HandsKept({}, ()))
    most = answer_of(step.question, Hands(kept.counts))
    agreed = kept.answer if not most or most.choices != kept.answer else ()
    values: dict[str, object] = {f"hands.{code}": many for code, many in kept.counts.items()}
    return _hands_page(request, desk, found, step, filled({**values, "agreed": agreed}))


@post(HANDS, guards=RUNS)
async def keep_hands(request: AnyRequest, consultation: UUID, session: UUID, screen: str) -> Response[Any]:
    """Keep them, and go on to the next question."""
    desk, found = await session_at(request, consultation, session)
    definition = await desk.asked()
    step = _step(definition, screen, "hands")
    typed = await read_form(request)
    told = read_hands(step.question, typed, typed.get("agreed", ()))
    wrong = _wrong(found, step, told, typed)
    if isinstance(told, Problem) or wrong or not desk.takes_answers(now()):
        return _hands_page(request, desk, found, step, Form(typed, wrong), 422)
    async with writing():
        await save_hands(found, desk.survey.current_version, step, told, now())
        await trail.record(
            desk.actor, "session:hands_counted", desk.seen.id, "Counted a show of hands", now=now(),
            detail={"session": found.id, "question": step.id},
        )  # fmt: skip
    return see(_after(desk, found, definition, step))


def _wrong(session: Session, step: Step, told: Hands | Problem, typed: Typed) -> tuple[Mistake, ...]:
    if isinstance(told, Problem):
        return (Mistake(told.field, told.message),)
    if SURE in typed or not is_more_than_room(step.question, told, session.in_room):
        return ()
    hands = told.total if way_of(step.question) is Way.one else told.most
    return (
        Mistake(
            SURE,
            f"Check the numbers: {hands} hands went up, and {session.in_room} people are in the room. If that is right,"
            " tick the box",
        ),
    )


async def _notes_page(
    request: AnyRequest, desk: Desk, session: Session, step: Step, form: Form, told: str = ""
) -> Response[Any]:
    found = await sticky.notes_of(session.id, step.id)
    return page(
        request,
        "invitations/together/notes.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        told=told,
        seen=desk.seen,
        session=session,
        step=step,
        text=text_of(step),
        notes=[note for note in found if note.is_here],
        away=[note for note in found if not note.is_here],
        after=found[-1].number if found else 0,
        takes_answers=desk.takes_answers(now()),
        onward=_after(desk, session, await desk.asked(), step),
    )


@get(NOTES, guards=RUNS)
async def notes(request: AnyRequest, consultation: UUID, session: UUID, screen: str) -> Response[Any]:
    """A big box for notes, and the notes that are kept."""
    desk, found = await session_at(request, consultation, session)
    step = _step(await desk.asked(), screen, "notes")
    may_quote = await sticky.notes_may_be_quoted(found.id)
    many = request.query_params.get("saved", "")
    told = f"Saved {_notes_told(int(many))}." if many.isdecimal() and 0 < int(many) <= 200 else ""
    return await _notes_page(
        request, desk, found, step, filled({"quote": "yes" if may_quote else None}), told
    )


@post(NOTES, guards=RUNS)
async def keep_notes(request: AnyRequest, consultation: UUID, session: UUID, screen: str) -> Response[Any]:
    """Keep what was typed, one note a line."""
    desk, found = await session_at(request, consultation, session)
    step = _step(await desk.asked(), screen, "notes")
    typed = await read_form(request)
    lines = sticky.read_notes("\n".join(typed.get("notes", ())))
    if isinstance(lines, Problem) or not desk.takes_answers(now()):
        wrong = (Mistake("notes", lines.message),) if isinstance(lines, Problem) else ()
        return await _notes_page(request, desk, found, step, Form(typed, wrong))
    after = (typed.get("after") or ("",))[0]
    async with writing():
        made = await sticky.add_notes(
            found,
            desk.survey.current_version,
            step.id,
            lines,
            int(after) if after.isdecimal() and len(after) < 7 else 0,
            now(),
        )
        await sticky.let_quote(found.id, "quote" in typed)
        await trail.record(
            desk.actor, "session:notes_typed", desk.seen.id, f"Typed in sticky notes: {made}", now=now(),
            detail={"session": found.id, "question": step.id, "notes": made},
        )  # fmt: skip
    return see(f"{desk.here}/{found.id}/notes/{step.id}?saved={made}")


@post(f"{NOTES}/{{note:uuid}}", guards=RUNS)
async def move_note(
    request: AnyRequest, consultation: UUID, session: UUID, screen: str, note: UUID
) -> Response[Any]:
    """Take a note away, or put it back."""
    desk, found = await session_at(request, consultation, session)
    step = _step(await desk.asked(), screen, "notes")
    is_here = (await read_form(request)).get("do") == ("back",)
    act, words = ("returned", "Put a sticky note back") if is_here else ("taken", "Took a sticky note away")
    async with writing():
        if not await sticky.set_here(found.id, note, is_here):
            raise NotThere
        await trail.record(
            desk.actor, f"session:note_{act}", desk.seen.id, words, now=now(),
            detail={"session": found.id, "note": note},
        )  # fmt: skip
    return see(f"{desk.here}/{found.id}/notes/{step.id}")


HANDLERS = [together, hands, keep_hands, notes, keep_notes, move_note]
