"""What a phone loads to build a survey: each page of the builder of a long survey, with everything on it, the phone beside
the form too, opened with an empty cache. `python -m benchmarks.builder_weight`"""

import asyncio
from datetime import UTC, datetime
from urllib.parse import urlsplit
from uuid import UUID

from playwright.sync_api import Browser, sync_playwright

from benchmarks.page_weight import CHROMIUM, PHONE, Load
from benchmarks.page_weight import _open as opened
from benchmarks.site import Site, running_site, say
from engage import database
from engage.access.permissions import Role
from engage.accounts import people, sessions
from engage.consultations import setting_up
from engage.web.security import SESSION_COOKIE
from surveys.bank import topics
from surveys.definition import Definition, Group, Section
from surveys.editing import changed
from surveys.templates import Template, template

QUESTIONS = 30


def a_long_draft() -> Definition:
    """Thirty questions of the bank, of many types; the last is asked of those who gave two answers before."""
    asked = [one.question for topic in topics() for one in topic.questions]
    closed = [one for one in asked if len(one.options) > 3][:2]
    chosen = [*closed, *(one for one in asked if one not in closed)][: QUESTIONS - 1]
    rule = " and ".join(f"{one.id} is {one.options[0].code}" for one in closed)
    last = next(one for one in reversed(asked) if len(one.options) > 6 and one not in chosen)
    return Definition(
        title={"en": "A long one", "en-simple": "A long one"},
        sections=(Section(id="s_1", questions=(*chosen, changed(last, show_if=rule))),),
    )


async def _set_up(definition: Definition) -> tuple[UUID, str]:
    """A forum lead, her draft, and her session."""
    await database.open_pool(2)
    now, base = datetime.now(UTC), template("blank")
    assert base
    async with database.writing():
        forum = await people.found_organisation("Northmere Parent Carers", "forum")
        priya = await people.welcome("Priya", "priya@example.org", now=now)
        await people.join(priya, forum, Role.forum_lead)
        session = await sessions.begin(priya, "Benchmark", now=now)
    actor = await people.find_actor(priya)
    assert actor
    long = Template("blank", base.title, base.about, base.for_whom, base.minutes, definition)
    where = setting_up.may_build_in(actor)[0]
    async with database.writing():
        made = await setting_up.start(
            actor, setting_up.Wanted("A long one", "To weigh it", (Group.young_person,), where, long), now=now
        )
    await database.close_pool()
    return made, session


def measure(browser: Browser, site: Site, session: str, path: str) -> Load:
    """One page with an empty cache."""
    context = browser.new_context(**PHONE)
    context.add_cookies([{"name": SESSION_COOKIE, "value": session, "url": site.address}])
    load = opened(context.new_page(), site.address + path, 0.0)
    context.close()
    return load


def main() -> None:
    """Measure and print."""
    definition = a_long_draft()
    with running_site() as site:
        made, session = asyncio.run(_set_up(definition))
        here = f"/staff/consultations/{made}"
        last = definition.questions[-1].id
        pages = {
            "question_form": f"{here}/questions/{last}",
            "question_list": f"{here}/questions",
            "add_a_question": f"{here}/questions/add",
            "question_bank": f"{here}/questions/bank?topic=school",
            "check": f"{here}/check",
            "paper": f"{here}/paper",
        }
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            loads = {name: measure(browser, site, session, path) for name, path in pages.items()}
            browser.close()
    for name, load in loads.items():
        own = load.bytes_by_url.get(f"{site.address}{pages[name]}", 0)
        say(**{f"bytes_{name}": load.total, f"bytes_{name}_html": own})
    strangers = {urlsplit(url).netloc for one in loads.values() for url in one.bytes_by_url}
    strangers -= {urlsplit(site.address).netloc, ""}
    say(third_party_requests=len(strangers), bytes_heaviest=max(load.total for load in loads.values()))


if __name__ == "__main__":
    main()
