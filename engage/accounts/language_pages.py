"""For an administrator: the languages the site itself speaks. Each is a draft until a person who reads it has read every
string and says that it is right; then people who chose it are answered in it."""

from dataclasses import dataclass
from typing import Any, TypeAlias

from litestar import Request, Response, Router, get, post

from engage.access.guards import actor_of, requires
from engage.access.permissions import Permission
from engage.audit import trail
from engage.clock import now
from engage.database import writing
from engage.web import reviewed
from engage.web.catalogue_read import CatalogueRead, StringRead, read_catalogue, translations
from engage.web.errors import NotThere
from engage.web.forms import Form, Mistake, read_form
from engage.web.rendering import again, page, see
from engage.web.reviewed import Review
from surveys.languages import Language, language_of

AnyRequest: TypeAlias = Request[Any, Any, Any]
MANAGES = [requires(Permission.people_manage)]
LIST = "/staff/languages"
ONE = f"{LIST}/{{code:str}}"
PAGE = "accounts/language.html"
READ_IT = "Tick that you have read every text"
CHANGED = "The texts have changed since you opened this page. Read them through once more"
_TOLD = {
    "on": "People who choose {name} are now answered in it.",
    "off": "{name} is off. People see English in its place.",
}


@dataclass(frozen=True)
class Spoken:
    """One language of the site: how much of it is there, and who has read it."""

    tongue: Language
    catalogue: CatalogueRead
    review: Review | None

    @property
    def has_changed(self) -> bool:
        """Whether texts have changed since somebody read them; it stays on meanwhile."""
        return self.review is not None and self.review.mark != self.catalogue.mark


def _spoken(code: str, reviews: dict[str, Review]) -> Spoken:
    catalogue = read_catalogue(code)
    if catalogue is None:
        raise NotThere
    return Spoken(language_of(code), catalogue, reviews.get(code))


@get(LIST, guards=MANAGES)
async def languages(request: AnyRequest) -> Response[Any]:
    """Every language the site could speak."""
    reviews = await reviewed.reviews()
    told = _told(request)
    return page(
        request, "accounts/languages.html", spoken=[_spoken(code, reviews) for code in translations()], told=told
    )  # fmt: skip


def _told(request: AnyRequest) -> str:
    name = language_of(request.query_params.get("language", "")).english
    return _TOLD.get(request.query_params.get("done", ""), "").format(name=name)


@get(ONE, guards=MANAGES)
async def read(request: AnyRequest, code: str) -> Response[Any]:
    """Every string side by side with its translation."""
    spoken = _spoken(code, await reviewed.reviews())
    return page(request, PAGE, **_values(request, spoken, Form()))


def _values(request: AnyRequest, spoken: Spoken, form: Form) -> dict[str, Any]:
    only_missing = request.query_params.get("show") == "missing"
    strings: tuple[StringRead, ...] = spoken.catalogue.strings
    shown = [one for one in strings if not (only_missing and one.words)]
    return {"spoken": spoken, "strings": shown, "only_missing": only_missing, "form": form}


@post(f"{ONE}/reviewed", guards=MANAGES)
async def mark_reviewed(request: AnyRequest, code: str) -> Response[Any]:
    """Somebody has read it and says that it is right: turn it on."""
    spoken, typed = _spoken(code, await reviewed.reviews()), await read_form(request)
    mark = spoken.catalogue.mark
    wrong = READ_IT if "read" not in typed else CHANGED if typed.get("mark") != (mark,) else ""
    if wrong:
        return again(request, PAGE, **_values(request, spoken, Form({}, (Mistake("read", wrong),))))
    actor, at = actor_of(request), now()
    async with writing():
        await reviewed.mark_reviewed(Review(code, mark, actor.name, at))
        await trail.record(
            actor, "language:reviewed", code, f"Read the site’s texts in {spoken.tongue.english} and turned it on", now=at,
            detail={"mark": mark, "done": spoken.catalogue.done, "of": spoken.catalogue.of},
        )  # fmt: skip
    reviewed.look_again()
    return see(f"{LIST}?done=on&language={code}")


@post(f"{ONE}/off", guards=MANAGES)
async def turn_off(request: AnyRequest, code: str) -> Response[Any]:
    """Speak English again in its place."""
    spoken = _spoken(code, await reviewed.reviews())
    async with writing():
        await reviewed.turn_off(code)
        if spoken.review:
            await trail.record(
                actor_of(request), "language:turned-off", code, f"Turned the site’s {spoken.tongue.english} off", now=now()
            )  # fmt: skip
    reviewed.look_again()
    return see(f"{LIST}?done=off&language={code}")


router = Router("/", route_handlers=[languages, read, mark_reviewed, turn_off])
