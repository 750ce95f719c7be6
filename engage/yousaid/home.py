"""Public: the home page and the list of surveys. What can be answered now, what comes, what became of the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

from litestar import Request, Response, Router, get

from engage.clock import now
from engage.database import rows
from engage.respond.asked import Stage, wording
from engage.web.languages import EASY, language, speak
from engage.web.rendering import HERE, page
from engage.web.rendering import language_of as chosen
from engage.web.spoken import first_sentences
from engage.yousaid.cards import card_of, in_language
from engage.yousaid.previews import home_preview, surveys_preview
from engage.yousaid.published import newest_loop
from surveys.checks import minutes
from surveys.dates import has_passed
from surveys.languages import Language, language_of, plain
from surveys.tables import SurveyState
from surveys.texts import offered

AnyRequest: TypeAlias = Request[Any, Any, Any]


@dataclass(frozen=True)
class Listed:
    """A survey on a list, in the language of this request."""

    slug: str
    stage: Stage
    title: str
    line: str
    minutes: int
    has_easy: bool
    opens_at: datetime | None
    closes_at: datetime | None
    tells_by: date | None
    told_at: datetime | None = None
    told: int = 0
    others: tuple[Language, ...] = ()

    def is_late(self, today: date) -> bool:
        """Whether the day has passed by which people were promised to hear what changed."""
        return self.told_at is None and self.tells_by is not None and self.tells_by < today


_SURVEYS = """
SELECT s.slug, s.state, s.opens_at, s.closes_at, s.tells_by, s.told_at, s.current_version,
       (SELECT count(*) FROM entry e JOIN consultation c ON c.id = e.consultation
        WHERE c.survey = s.id AND e.published_at IS NOT NULL AND e.withdrawn_at IS NULL) AS told
FROM survey s WHERE s.state <> 'draft' AND s.current_version IS NOT NULL
ORDER BY s.closes_at NULLS LAST, s.slug
"""


async def listed(moment: datetime) -> Sequence[Listed]:
    """Every survey that was ever opened, those that close first first."""
    return [await _as_listed(row, moment) for row in await rows(_SURVEYS)]


async def _as_listed(row: dict[str, Any], moment: datetime) -> Listed:
    definition = await wording(row["current_version"])
    return Listed(
        slug=row["slug"],
        stage=_stage(row, moment),
        title=in_language(definition.title),
        line=first_sentences(in_language(definition.intro)),
        minutes=minutes(definition),
        has_easy=all(EASY in question.text for question in definition.questions),
        opens_at=row["opens_at"],
        closes_at=row["closes_at"],
        tells_by=row["tells_by"],
        told_at=row["told_at"],
        told=row["told"],
        others=tuple(language_of(code) for code in offered(definition) if code != plain(language())),
    )


def _stage(row: dict[str, Any], moment: datetime) -> Stage:
    if row["state"] == SurveyState.closed or has_passed(row["closes_at"], moment):
        return Stage.closed
    return Stage.open if has_passed(row["opens_at"], moment) else Stage.not_yet


def _of(surveys: Sequence[Listed], stage: Stage) -> list[Listed]:
    return [one for one in surveys if one.stage == stage]


@get("/")
async def home(request: AnyRequest) -> Response[Any]:
    """One promise, two things to do, what is open, and one thing that changed."""
    speak(chosen(request))
    moment = now()
    latest = await newest_loop()
    return page(
        request,
        "yousaid/home.html",
        preview=home_preview(),
        open=_of(await listed(moment), Stage.open),
        latest=latest,
        card=card_of(latest.shown, moment.astimezone(HERE).date()) if latest else None,
    )


@get("/surveys")
async def surveys(request: AnyRequest) -> Response[Any]:
    """Open now, coming, and closed with what became of them."""
    speak(chosen(request))
    moment = now()
    found = await listed(moment)
    return page(
        request,
        "yousaid/surveys.html",
        preview=surveys_preview(),
        open=_of(found, Stage.open),
        coming=_of(found, Stage.not_yet),
        closed=list(reversed(_of(found, Stage.closed))),
        today=moment.astimezone(HERE).date(),
    )


router = Router("/", route_handlers=[home, surveys])
