"""The days of surveys as any calendar reads them: right on both sides of the clock change, the same file until a day moves."""

import asyncio
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from engage.consultations import opening
from engage.database import rows
from engage.web.rendering import HERE
from engage.yousaid.calendar.days import last_day
from engage.yousaid.calendar.ics import Day, DayKind, as_calendar
from tests.cast import Cast
from tests.consultations.makers import opened, seen_by
from tests.respond.road import close, open_survey, set_state
from tests.visitor import Visitor


def events(body: bytes) -> dict[str, Event]:
    """By what they are for."""
    calendar = Calendar.from_ical(body)
    assert isinstance(calendar, Calendar)
    found = {str(one["uid"]): one for one in calendar.walk("VEVENT")}
    assert len(found) == len(calendar.walk("VEVENT"))
    return found  # type: ignore[return-value]


async def test_an_open_survey_has_its_last_day_and_the_promised_one(visitor: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    slug = (await seen_by(cast, "Priya", here)).slug
    feed = await visitor.get("/surveys.ics")
    assert feed.headers["content-type"] == "text/calendar; charset=utf-8"
    found = events(feed.content)
    assert set(found) == {f"closes-{slug}@127.0.0.1", f"tells-{slug}@127.0.0.1"}
    closes = found[f"closes-{slug}@127.0.0.1"]
    today = datetime.now(HERE).date()
    assert closes.decoded("dtstart") == today + timedelta(weeks=4)
    assert closes.decoded("dtend") - closes.decoded("dtstart") == timedelta(days=1)
    assert closes["dtstart"].params["VALUE"] == "DATE"
    assert closes["summary"] == "Last day to have your say: School and you"
    assert closes["url"] == f"http://127.0.0.1:8000/s/{slug}"
    assert "You do not have to give your name." in str(closes["description"])
    assert found[f"tells-{slug}@127.0.0.1"].decoded("dtstart") == today + timedelta(weeks=12)
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT12H" in feed.content
    assert "set-cookie" not in feed.headers
    alone = await visitor.get(f"/s/{slug}/day.ics")
    assert set(events(alone.content)) == set(found)
    assert alone.headers["content-disposition"] == f'inline; filename="{slug}.ics"'


async def test_an_unchanged_calendar_is_not_sent_again_and_a_moved_day_keeps_its_name(
    visitor: Visitor, cast: Cast
) -> None:
    here = await opened(cast)
    first = await visitor.get("/surveys.ics")
    tag = first.headers["etag"]
    assert (await visitor.get("/surveys.ics")).content == first.content
    assert (await visitor.get("/surveys.ics", **{"if-none-match": tag})).status_code == 304

    await asyncio.sleep(1)  # calendars count in seconds
    visitor.sign_in(await cast.session("Priya"))
    page = await visitor.get(f"{here}/dates")
    today = datetime.now(HERE).date()
    days = {
        "closes": today + timedelta(weeks=5),
        "reads": today + timedelta(weeks=6),
        "tells": today + timedelta(weeks=12),
    }
    assert page.status_code == 200
    moved = await visitor.post(
        f"{here}/dates",
        {
            "purpose": "To learn what school is like", "asked_by": "Northmere Parent Carers",
            "groups": ["young_person"], "opens": today.isoformat(),
            **{name: day.isoformat() for name, day in days.items()},
        },
    )  # fmt: skip
    assert moved.status_code == 303, moved.text
    second = await visitor.get("/surveys.ics", **{"if-none-match": tag})
    assert second.status_code == 200
    before, after = events(first.content), events(second.content)
    assert set(before) == set(after)
    name = next(one for one in after if one.startswith("closes"))
    assert after[name].decoded("dtstart") == days["closes"]
    assert after[name].decoded("dtstamp") > before[name].decoded("dtstamp")


async def test_what_is_over_or_not_begun_has_no_day_to_answer(visitor: Visitor) -> None:
    coming, over, draft = await open_survey(), await open_survey(), await open_survey(is_open=False)
    await set_state(coming, opens_at=datetime.now(UTC) + timedelta(days=2))
    await close(over)
    found = events((await visitor.get("/surveys.ics")).content)
    assert {one.partition("-")[0] for one in found} == {"tells"}
    assert (await visitor.get(draft.at("/day.ics"))).status_code == 404
    await rows("UPDATE survey SET told_at = now() WHERE id = $1", over.id)
    assert (await visitor.get(over.at("/day.ics"))).status_code == 404


def test_the_last_day_is_the_day_here_in_summer_and_in_winter() -> None:
    summer, winter = opening.end_of(date(2026, 6, 30)), opening.end_of(date(2026, 12, 31))
    assert summer.astimezone(UTC).hour == 22
    assert last_day(summer.astimezone(UTC)) == date(2026, 6, 30)
    assert last_day(winter.astimezone(UTC)) == date(2026, 12, 31)
    # midnight in summer time is the end of the day before, though in UTC it is still that day's evening
    assert last_day(datetime(2026, 7, 1, tzinfo=HERE)) == date(2026, 6, 30)
    assert last_day(datetime(2026, 6, 29, 23, 30, tzinfo=UTC)) == date(2026, 6, 30)


def test_words_with_commas_line_breaks_and_a_wrong_end_come_back_whole() -> None:
    summary = "Łatwo; a, b\\ c: BEGIN:VEVENT " + "ü" * 120
    day = Day(DayKind.closes, "ours", date(2026, 3, 29), summary, "One\nEND:VCALENDAR\nTwo", "https://x.example/s/ours", datetime(2026, 1, 1, tzinfo=UTC))  # fmt: skip
    body = as_calendar([day], "Ours", "https://voices.example.org")
    assert max(map(len, body.split(b"\r\n"))) <= 75
    (event,) = events(body).values()
    assert event["summary"] == summary
    assert event["description"] == "One\nEND:VCALENDAR\nTwo"
    assert event["uid"] == "closes-ours@voices.example.org"


async def test_the_list_and_the_share_page_lead_there(visitor: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    slug = (await seen_by(cast, "Priya", here)).slug
    listed = (await visitor.get("/surveys")).text
    assert f'href="/s/{slug}/day.ics"' in listed
    assert 'href="/surveys.ics"' in listed
    visitor.sign_in(await cast.session("Priya"))
    assert f'href="/s/{slug}/day.ics">Add to my calendar</a>' in (await visitor.get(f"{here}/share")).text
