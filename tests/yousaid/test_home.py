"""The home page and the list of surveys: what can be answered now, and honest words about the rest."""

from datetime import UTC, datetime, timedelta

from engage.consultations import setting_up
from engage.consultations.overview import needs_of, told_among
from engage.database import rows, writing
from engage.web.rendering import DISPLAY_COOKIE
from surveys import authoring
from surveys.dates import Dates
from surveys.definition import Group
from surveys.templates import template
from tests.cast import Cast
from tests.visitor import HOST, Visitor
from tests.yousaid.ground import prepare, published, waiting


async def _open(cast: Cast, title: str, dates: Dates) -> str:
    priya = await cast.actor("Priya")
    chosen = template("school-and-you")
    assert chosen
    now = datetime.now(UTC)
    async with writing():
        place = setting_up.may_build_in(priya)[0]
        wanted = setting_up.Wanted(title, "", (Group.young_person,), place, chosen)
        consultation = await setting_up.start(priya, wanted, now=now)
        row = (
            await rows(
                "SELECT s.id, s.slug FROM survey s JOIN consultation c ON c.survey = s.id WHERE c.id = $1",
                consultation,
            )
        )[0]
        assert await authoring.set_dates(row["id"], dates) == ()
        assert isinstance(await authoring.open_survey(row["id"], now), authoring.Opened)
    slug: str = row["slug"]
    return slug


async def test_home_makes_one_promise_and_shows_what_is_open(visitor: Visitor, cast: Cast) -> None:
    closes = datetime(2031, 12, 12, 17, tzinfo=UTC)
    slug = await _open(cast, "School and you", Dates(closes_at=closes))
    page = (await visitor.get("/")).text
    assert "<h1>Tell us what it’s really like.</h1>" in page
    assert f'href="/s/{slug}"' in page
    assert "Open until Friday 12 December 2031" in page
    assert "minutes" in page
    assert "You can stop" in page
    assert "What changed because of you" not in page


async def test_the_easy_read_button_of_a_survey_leads_into_it_in_easy_read(
    visitor: Visitor, cast: Cast
) -> None:
    slug = await _open(cast, "School and you", Dates())
    assert f'name="back" value="/s/{slug}"' in (await visitor.get("/")).text
    answer = await visitor.post("/display", {"back": f"/s/{slug}", "mode": "easy"})
    assert answer.headers["location"] == f"/s/{slug}"
    assert ".easy." in answer.headers["set-cookie"]


async def test_the_newest_thing_that_changed_is_on_the_home_page(visitor: Visitor, cast: Cast) -> None:
    await published(await prepare(cast))
    page = (await visitor.get("/")).text
    assert "What changed because of you" in page
    assert "Corridors are loud and full." in page


async def test_surveys_are_open_coming_or_closed_and_drafts_are_nowhere(visitor: Visitor, cast: Cast) -> None:
    now = datetime.now(UTC)
    await _open(cast, "Open one", Dates(closes_at=now + timedelta(days=9)))
    await _open(cast, "Coming one", Dates(opens_at=now + timedelta(days=3)))
    await _open(cast, "Late one", Dates(now - timedelta(days=9), now + timedelta(days=1)))
    await rows(
        "UPDATE survey SET closes_at = $1, tells_by = $2 WHERE draft->'title'->>'en' = 'Late one'",
        now - timedelta(days=5), (now - timedelta(days=2)).date(),
    )  # fmt: skip
    priya = await cast.actor("Priya")
    chosen = template("pulse-poll")
    assert chosen
    async with writing():
        place = setting_up.may_build_in(priya)[0]
        await setting_up.start(
            priya, setting_up.Wanted("Draft one", "", (Group.young_person,), place, chosen), now=now
        )
    page = (await visitor.get("/surveys")).text
    open_part, rest = page.split('<h2 id="coming">')
    coming, closed = rest.split('<h2 id="closed">')
    assert "Open one" in open_part
    assert "Coming one" in coming
    assert "Late one" in closed
    assert "Draft one" not in page
    assert "We are late. We are sorry." in closed
    home = (await visitor.get("/")).text
    assert "Open one" in home
    assert "Coming one" not in home


async def test_a_closed_survey_leads_to_what_changed(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    await published(ground)
    slug = (await rows("SELECT slug FROM survey"))[0]["slug"]
    assert f'href="/what-changed?survey={slug}"' in (await visitor.get("/surveys")).text
    assert await told_among([ground.consultation]) == {ground.consultation}


async def test_in_easy_read_the_surveys_speak_easy_read(visitor: Visitor, cast: Cast) -> None:
    await _open(cast, "School and you", Dates())
    visitor.client.cookies.set(DISPLAY_COOKIE, "light.easy.move", domain=HOST)
    for path in ("/", "/surveys"):
        page = (await visitor.get(path)).text
        assert 'data-mode="easy"' in page
        assert 'name="back" value="/s/' not in page


async def test_a_check_waits_on_the_overview_of_everybody_but_the_writer(cast: Cast) -> None:
    entry = await waiting(await prepare(cast))
    for name, sees in {"Sam": True, "Priya": True, "Ana": False, "Bo": False, "Nia": False}.items():
        needs = await needs_of(await cast.actor(name))
        assert (f"/staff/entries/{entry}/check" in {need.href for need in needs}) is sees, name
