"""Days to answer and days promised, as an iCalendar file that any calendar can follow. Whole days, as they are here:
a day of the year needs no time zone, whoever looks at it from wherever."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from icalendar import Calendar, Event

_OURS = "-//Engage//Days to have your say//EN"
_LOOK_AGAIN = timedelta(hours=12)
_ZONE = "Europe/London"


class DayKind(StrEnum):
    """What a day is for; part of its name, so it never changes."""

    closes = "closes"
    tells = "tells"


@dataclass(frozen=True)
class Day:
    """One entry. `changed_at` is when anything it says was last changed; `link` is a whole address."""

    kind: DayKind
    slug: str
    on: date
    summary: str
    about: str
    link: str
    changed_at: datetime


def as_calendar(days: Iterable[Day], name: str, address: str) -> bytes:
    """The file. The same days give the same bytes, and an entry keeps its UID when its day moves. `address` is the
    site's."""
    calendar = Calendar()
    calendar.add("prodid", _OURS)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", _ZONE)
    calendar.add("refresh-interval", _LOOK_AGAIN, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for day in sorted(days, key=lambda day: (day.on, day.slug, day.kind)):
        calendar.add_component(_event(day, urlsplit(address).hostname or "localhost"))
    return bytes(calendar.to_ical())


def _event(day: Day, host: str) -> Event:
    event = Event()
    event.add("uid", f"{day.kind}-{day.slug}@{host}")
    event.add("dtstamp", day.changed_at)
    event.add("last-modified", day.changed_at)
    event.add("dtstart", day.on)
    event.add("dtend", day.on + timedelta(days=1))
    event.add("summary", day.summary)
    event.add("description", day.about)
    event.add("url", day.link)
    event.add("transp", "TRANSPARENT")  # nobody is busy because of it
    return event
