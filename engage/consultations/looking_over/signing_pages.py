"""Signing the questions: who is happy with them and who is still missing, one's own word, links for young reviewers."""

from typing import Any
from uuid import UUID

from litestar import Response, Router, get, post
from markupsafe import Markup

from engage.clock import now
from engage.consultations.building import drafts
from engage.consultations.building.bench import BUILDS, AnyRequest, Bench, bench_of
from engage.consultations.changing.changes_told import told
from engage.consultations.looking_over import cosigning, signatures
from engage.consultations.looking_over.cosigning import LIFE, MovedOn, Side, own_sides, sides_of
from engage.consultations.qr_codes import svg_within
from engage.consultations.tables import Party, Verdict
from engage.consultations.words import KIND_NAMES, PARTY_NAMES
from engage.database import writing
from engage.settings import settings
from engage.web.forms import Form, FormModel, Mistake, Typed, Words, asked, bind, filled, read_form
from engage.web.rendering import again, page, see
from surveys.piping import unpiped
from surveys.questions import counted

SIGNING = "/staff/consultations/{consultation:uuid}/signing"
TOLD = {
    "signed": "Your word is kept, with the questions as they are now.",
    "ended": "The link opens nothing any more.",
}


class Word(FormModel):
    """One organisation's word on the questions."""

    organisation: UUID = asked("Choose whom you speak for")
    verdict: Verdict = asked("Choose what you think of the questions")
    note: Words = asked("Write what you would change", default="", max_length=1_000)


async def _values(bench: Bench, form: Form, **more: Any) -> dict[str, Any]:
    sides = await sides_of(bench.seen)
    signed = await signatures.signatures_on(bench.seen.id, bench.draft)
    return {
        "seen": bench.seen,
        "live": bench.live if bench.seen.may_build else None,
        "mark": drafts.mark_of(bench.draft),
        "signed": [(one, told(one.changed)) for one in signed],
        "missing": signatures.still_missing(signed),
        "party_names": PARTY_NAMES,
        "has_side": {side.party for side in sides} | {Party.young_reviewer},
        "own": own_sides(bench.actor, sides) if bench.seen.state != "closed" else (),
        "reviewers": await cosigning.asked_reviewers(bench.seen.id) if bench.seen.may_build else (),
        "now": now(),
        "days": LIFE.days,
        "questions": [unpiped(question) for question in bench.draft.questions],
        "kind_names": KIND_NAMES,
        "answers_of": counted,
        "form": form,
        **more,
    }


@get(SIGNING, guards=BUILDS)
async def look(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Who has signed what, and the questions themselves."""
    bench = await bench_of(request, consultation, to_sign=True)
    done = TOLD.get(request.query_params.get("done", ""), "")
    return page(request, "consultations/signing.html", told=done, **await _values(bench, filled({})))


@post(SIGNING, guards=BUILDS)
async def sign(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Keep one organisation's word, about the questions that were looked at."""
    bench = await bench_of(request, consultation, to_sign=True)
    typed = await read_form(request)
    own = own_sides(bench.actor, await sides_of(bench.seen))
    if bench.seen.state == "closed" or not own:
        return see(f"{bench.here}/signing")
    wanted = _read(typed, own)
    if isinstance(wanted, Form):
        return again(request, "consultations/signing.html", **await _values(bench, wanted))
    side = next(one for one in own if one.organisation == wanted.organisation)
    mark = (typed.get("mark") or ("",))[0]
    async with writing():
        outcome = await cosigning.sign(
            bench.actor, bench.seen, side, wanted.verdict, wanted.note, mark, now=now()
        )
    if isinstance(outcome, MovedOn):
        fresh = await bench_of(request, consultation, to_sign=True)
        clash = drafts.told(await drafts.changes_of(bench.seen.id), now())[:1]
        return again(request, "consultations/signing.html", **await _values(fresh, Form(typed), clash=clash))
    return see(f"{bench.here}/signing?done=signed")


def _read(typed: Typed, own: tuple[Side, ...]) -> Word | Form:
    chosen = {**typed, "organisation": (str(own[0].organisation),)} if len(own) == 1 else typed
    wanted = bind(Word, chosen)
    if isinstance(wanted, Form):
        return wanted
    if wanted.organisation not in {side.organisation for side in own}:
        return Form(typed, (Mistake("organisation", "Choose whom you speak for"),))
    if wanted.verdict is Verdict.asked:
        return Form(typed, (Mistake("verdict", "Choose what you think of the questions"),))
    if wanted.verdict is Verdict.change and not wanted.note:
        return Form(typed, (Mistake("note", "Write what you would change"),))
    return wanted


@post(f"{SIGNING}/reviewer", guards=BUILDS)
async def make_link(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """A link for a young reviewer, shown this once, with a card to print."""
    bench = await bench_of(request, consultation)
    await read_form(request)
    if bench.seen.state == "closed" or not bench.draft.questions:
        return see(f"{bench.here}/signing")
    async with writing():
        token = await cosigning.ask_reviewer(bench.actor, bench.seen, now=now())
    link = f"{settings().address}/review/{token}"
    drawn = Markup(svg_within(link))  # noqa: S704 - drawn by us from our own address
    return page(
        request, "consultations/signing_link.html", seen=bench.seen, link=link, code=drawn,
        until=now() + LIFE, asks=(await drafts.survey_of(bench.seen)).asked_by,
    )  # fmt: skip


@post(f"{SIGNING}/reviewer/{{link:uuid}}/end", guards=BUILDS)
async def end_link(request: AnyRequest, consultation: UUID, link: UUID) -> Response[Any]:
    """Take a link back."""
    bench = await bench_of(request, consultation)
    async with writing():
        await cosigning.take_back_link(bench.actor, bench.seen, link, now=now())
    return see(f"{bench.here}/signing?done=ended")


router = Router("/", route_handlers=[look, sign, make_link, end_link])
