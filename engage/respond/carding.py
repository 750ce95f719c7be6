"""Coming with a card or an e-mail: three words let one person in once. They are looked at by GET, which changes nothing,
and used up when the survey is started, in the same transaction; every other end of a card has a kind page of its own."""

from dataclasses import dataclass
from typing import Any, TypeAlias

from litestar import Request, Response, get, post

from engage.clock import now
from engage.respond.admitted import ADMITTED
from engage.respond.asked import Asked, Stage, find_asked, wording
from engage.respond.card_tries import PER, count_wrong, must_wait
from engage.respond.closed import not_open_page
from engage.respond.codes import Found, try_words
from engage.respond.invited import Invited, invited_cookie
from engage.respond.keys import invitation_key
from engage.respond.places import ANSWERING, no_cookie
from engage.respond.sent import SENT
from engage.respond.switching import reads_of
from engage.web import languages
from engage.web.forms import Form, Mistake, filled, read_form
from engage.web.rendering import display_of, language_of, page, see
from engage.web.spoken import worded
from surveys.answers import Problem
from surveys.channels import Channel
from surveys.invitations.admission import Invitation, Standing, find_code, find_hash
from surveys.invitations.codes import read_code, unknown_word

AnyRequest: TypeAlias = Request[Any, Any, Any]

GONE = 410

N_ = str
CHECK_WORDS = N_("Type the three words of your card. They look like: plum river fox")
CHECK_ONE = N_("Check the word “%(word)s”. Look at your card again")
CHECK_ONE_LIKE = N_("Check the word “%(word)s”. Is it “%(like)s”?")
NOT_FOUND = N_("Check your three words. We do not know a card with these")
WAIT = N_("Wait 15 minutes, then try your words again")


@dataclass(frozen=True)
class Refused:
    """Words that are no card's: a whole sentence for the person, and the status that goes with it."""

    message: str
    status: int = 422
    is_receipt: bool = False


async def _invitation(request: AnyRequest, raw: str) -> Invitation | Refused:
    """The invitation of typed words. Only wrong words count against anybody."""
    languages.speak(language_of(request))
    if await must_wait(request, now()):
        return Refused(languages.translate(WAIT), 429)
    code = read_code(raw)
    if isinstance(code, Problem):
        return Refused(_what_to_check(raw))
    if found := await find_code(code, invitation_key(), now()):
        return found
    await count_wrong(request, now())
    is_receipt = isinstance(await try_words(request, raw, now()), Found)
    return Refused(languages.translate(NOT_FOUND), is_receipt=is_receipt)


def _what_to_check(raw: str) -> str:
    if (found := unknown_word(raw)) is None or len(raw.split()) < 2:
        return languages.translate(CHECK_WORDS)
    word, like = found
    return languages.translate(CHECK_ONE_LIKE if like else CHECK_ONE) % {"word": word[:20], "like": like}


@get("/c")
async def ask(request: AnyRequest) -> Response[Any]:
    """Ask for the three words of a card."""
    return page(request, "respond/card.html", form=filled({}))


@post("/c")
async def look_up(request: AnyRequest) -> Response[Any]:
    """From the words to the survey they let into."""
    raw = (await read_form(request)).get("code", ("",))[0]
    found = await _to_use(request, raw)
    return found if isinstance(found, Response) else _let_in(*found)


@get("/c/{words:str}")
async def look(request: AnyRequest, words: str) -> Response[Any]:
    """What this card is for. Looking uses nothing up."""
    found = await _to_use(request, words)
    if isinstance(found, Response):
        return found
    invitation, asked = found
    assert asked.version_id
    definition = await wording(asked.version_id)
    title = worded(definition.title, reads_of(request, definition))
    return page(
        request,
        "respond/card_look.html",
        display=display_of(request),
        asked=asked,
        survey=title,
        is_card=invitation.channel is Channel.card,
    )


@post("/c/{words:str}")
async def use(request: AnyRequest, words: str) -> Response[Any]:
    """Let this device in, and leave the words behind: the next page has none in its address."""
    found = await _to_use(request, words)
    return found if isinstance(found, Response) else _let_in(*found)


async def _to_use(request: AnyRequest, raw: str) -> tuple[Invitation, Asked] | Response[Any]:
    """An invitation that is good now, or the page that says what it is instead."""
    found = await _invitation(request, raw)
    if isinstance(found, Refused):
        return _refused_page(request, found, raw)
    asked = await find_asked(found.slug)
    if asked.stage(now()) is not Stage.open or asked.is_pilot:
        return not_open_page(request, asked)
    return (found, asked) if found.standing is Standing.open else over_page(request, found, asked)


def _let_in(invitation: Invitation, asked: Asked) -> Response[Any]:
    """To the survey's first page, with whoever was on this device before put away."""
    here = f"/s/{asked.slug}"
    return see(here, cookies=[invited_cookie(invitation), no_cookie(ANSWERING, here), no_cookie(SENT, here)])


def _refused_page(request: AnyRequest, refused: Refused, raw: str) -> Response[Any]:
    if refused.is_receipt:
        return page(request, "respond/card_receipt.html", status=422)
    # whoever came by an address and not by typing found nothing there
    status = 404 if request.method == "GET" and refused.status != 429 else refused.status
    headers = {"retry-after": str(int(PER.total_seconds()))} if refused.status == 429 else None
    form = Form({"code": (raw[:60],)}, (Mistake("code", refused.message),))
    return page(request, "respond/card.html", form=form, status=status, headers=headers)


def over_page(request: AnyRequest, invitation: Invitation, asked: Asked) -> Response[Any]:
    """A card that lets nobody in any more: why, and what to do now. The survey itself takes answers."""
    return page(
        request,
        "respond/card_over.html",
        status=GONE,
        cookies=[no_cookie(ADMITTED, f"/s/{asked.slug}")],
        asked=asked,
        standing=invitation.standing.value,
        closes_at=invitation.closes_at,
        is_card=invitation.channel is Channel.card,
    )


async def card_over_page(request: AnyRequest, asked: Asked, invited: Invited) -> Response[Any]:
    """The same for whoever pressed Start after it was used, closed or over."""
    found = await find_hash(invited.invitation.hash, now())
    return over_page(request, found or invited.invitation, asked)
