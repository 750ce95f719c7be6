"""What only young testers see while a survey is tried out: why a question was hard, help after one that felt bad, and
thanks that ask for nothing more. Their answers are in no count; what they say about the questions goes to the team."""

from dataclasses import dataclass
from typing import Any, TypeAlias

from litestar import Request, Response, Router, get, post

from engage.clock import now
from engage.respond.asked import find_asked, read_slug, wording
from engage.respond.checking import way_of
from engage.respond.places import Place, find_place
from engage.respond.switching import reads_of
from engage.respond.turns import CHECK, question_path
from engage.web import languages
from engage.web.forms import Form, Mistake, Typed, filled, read_form
from engage.web.rendering import language_of, page, see
from surveys import trying
from surveys.definition import Definition, Step, said
from surveys.trying import MOST_WORDS, Why

AnyRequest: TypeAlias = Request[Any, Any, Any]

N_ = str
CHOOSE = N_("Choose why it was hard")
# why, in words, with the picture Easy Read shows beside it
REASONS = (
    (Why.words, N_("Hard words"), "read"),
    (Why.long, N_("Too long"), "list"),
    (Why.choose, N_("I did not know what to choose"), "dunno"),
    (Why.picture, N_("The picture did not help"), "board"),
    (Why.feeling, N_("It made me feel bad"), "sad"),
    (Why.other, N_("Something else"), "talk"),
)
# what a tester is promised instead of what everybody else is, with its picture
PROMISES = (
    ("helper", N_("When a question is hard, press “This was hard”.")),
    ("choose", N_("You can skip any question. You can stop at any time.")),
    ("private", N_("We do not ask your name.")),
    ("stopit", N_("We delete your answers when the real survey opens.")),
)
PATH = "/s/{slug:str}/hard/{question_id:str}"


@dataclass(frozen=True)
class Trial:
    """A tester at one screen. `onward` is where they go on, `back` the screen itself."""

    place: Place
    step: Step
    definition: Definition
    onward: str
    back: str


async def _trial(request: AnyRequest, slug: str, question_id: str, *, to_check: bool) -> Trial | None:
    """The tester's place at this screen; None for everybody else, and once the trying out is over."""
    place = await find_place(request, slug)
    if place is None or not place.state.is_pilot or not place.state.may_change(now()):
        return None
    state = place.state
    definition = await wording(state.version_id)
    step = definition.step(question_id)
    if step is None:
        return None
    follows = None if to_check else way_of(definition, state).next_after(step.id)
    onward = question_path(slug, follows) if follows else f"/s/{slug}/check"
    return Trial(place, step, definition, onward, question_path(slug, step.id, to_check=to_check))


def _comes_from_check(request: AnyRequest) -> bool:
    return request.query_params.get("from") == CHECK


@get(PATH)
async def ask(request: AnyRequest, slug: str, question_id: str) -> Response[Any]:
    """Why was it hard? With what was said before."""
    slug = read_slug(slug)
    trial = await _trial(request, slug, question_id, to_check=_comes_from_check(request))
    if trial is None:
        return see(f"/s/{slug}")
    before = await trying.mark_of(trial.place.state.response_id, question_id)
    form = filled({"why": before[0] if before else None, "words": before[1] if before else None})
    return _page(request, trial, form)


def _page(request: AnyRequest, trial: Trial, form: Form, *, status: int = 200) -> Response[Any]:
    languages.speak(language_of(request))
    return page(
        request,
        "respond/testing_hard.html",
        status=status,
        form=form,
        words=said(trial.step.question.text, reads_of(request, trial.definition)),
        reasons=[(why.value, languages.translate(words), picture) for why, words, picture in REASONS],
        most=MOST_WORDS,
        back=trial.back,
        testing=True,
    )


@post(PATH)
async def tell(request: AnyRequest, slug: str, question_id: str) -> Response[Any]:
    """Keep it and go on; after something that felt bad, first to people who can help."""
    typed = await read_form(request)
    slug = read_slug(slug)
    to_check = _comes_from_check(request)
    trial = await _trial(request, slug, question_id, to_check=to_check)
    if trial is None:
        return see(f"/s/{slug}")
    why = (typed.get("why") or ("",))[0]
    if why not in set(Why):
        languages.speak(language_of(request))
        form = Form(typed, (Mistake("why", languages.translate(CHOOSE)),))
        return _page(request, trial, form, status=422)
    await _keep(trial, Why(why), typed)
    if why == Why.feeling:
        return see(f"/s/{slug}/hard/{trial.step.id}/help{'?from=check' if to_check else ''}")
    return see(trial.onward)


async def _keep(trial: Trial, why: Why, typed: Typed) -> None:
    words = (typed.get("words") or ("",))[0]
    await trying.mark_hard(trial.place.state.response_id, trial.step.id, why, words, now())


@get(f"{PATH}/help")
async def help_after(request: AnyRequest, slug: str, question_id: str) -> Response[Any]:
    """Thank you for telling us, and whom to talk to."""
    slug = read_slug(slug)
    trial = await _trial(request, slug, question_id, to_check=_comes_from_check(request))
    if trial is None:
        return see(f"/s/{slug}")
    return page(request, "respond/testing_help.html", onward=trial.onward, slug=slug, testing=True)


@get("/s/{slug:str}/tested")
async def tested(request: AnyRequest, slug: str) -> Response[Any]:
    """Thank you for testing. Nothing of the answers is shown."""
    asked = await find_asked(slug)
    if not asked.is_pilot:
        return see(f"/s/{asked.slug}")
    return page(request, "respond/testing_thanks.html", asked=asked)


router = Router("/", route_handlers=[ask, tell, help_after, tested])
